package io.gokafka.tck.consensus;

import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Remembers what a replica told, and whether it kept the rules of {@link ReplicaListener} while it did. */
public final class RecordingListener implements ReplicaListener {
    private final List<Role> roles = new CopyOnWriteArrayList<>();
    private final List<Snapshot> snapshots = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final AtomicInteger inside = new AtomicInteger();
    private volatile boolean full;
    private volatile long commitIndex;
    private volatile long highWatermark;

    /** One that was told nothing yet. */
    public RecordingListener() {}

    private void call(Runnable action) {
        if (inside.getAndIncrement() != 0) {
            violations.add("two calls at the same time");
        }
        action.run();
        inside.decrementAndGet();
    }

    @Override
    public void onRole(Role role) {
        call(() -> roles.add(role));
    }

    @Override
    public void onCommit(long newCommitIndex, long newHighWatermark) {
        call(() -> {
            if (newCommitIndex < commitIndex || newHighWatermark < highWatermark) {
                violations.add("commit went back from " + commitIndex + " to " + newCommitIndex);
            }
            commitIndex = newCommitIndex;
            highWatermark = newHighWatermark;
        });
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        call(() -> snapshots.add(snapshot));
    }

    @Override
    public boolean hasRoomFor(int bytes) {
        return !full;
    }

    /** From now on the broker has room for records, or has none. */
    public void setFull(boolean now) {
        full = now;
    }

    @Override
    public void onFailure(Throwable fault) {
        call(() -> failures.add(fault));
    }

    /** The roles in the order in which they were told. */
    public List<Role> roles() {
        return roles;
    }

    /** The snapshots that the replica was given by a leader. */
    public List<Snapshot> snapshots() {
        return snapshots;
    }

    /** Why the replica has failed. */
    public List<Throwable> failures() {
        return failures;
    }

    /** What was told against the rules. */
    public List<String> violations() {
        return violations;
    }

    /** The commit index that was told last. */
    public long commitIndex() {
        return commitIndex;
    }

    /** The high watermark that was told last. */
    public long highWatermark() {
        return highWatermark;
    }
}

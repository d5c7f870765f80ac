package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.ForwardingPartitionLog;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.SnapshotStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.VoteStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** A store that counts what is done to it, and can be told to hold or fail syncs. */
public final class WatchedStore extends ForwardingPartitionLog implements ReplicaStore, VoteStore {
    private final ReplicaStore store;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean syncFails;
    private volatile boolean syncHeld;
    private volatile boolean readsDamaged;
    private volatile boolean votesFail;
    private volatile Runnable onSync = () -> {};
    private volatile Runnable onSnapshotRead = () -> {};

    public WatchedStore(ReplicaStore store) {
        super(store.log());
        this.store = store;
    }

    /** What changed or read the store, in order, since the last {@link #forget}. */
    public List<String> calls() {
        return new ArrayList<>(calls);
    }

    public long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    public void forget() {
        calls.clear();
    }

    public void failSyncs() {
        syncFails = true;
    }

    /** The last byte of what is read is not what was written. */
    public void damageReads() {
        readsDamaged = true;
    }

    private static LogSlice damaged(LogSlice read) {
        ByteBuffer bytes = ByteBuffer.allocate(read.size()).put(read.toBuffer()).flip();
        bytes.put(bytes.limit() - 1, (byte) ~bytes.get(bytes.limit() - 1));
        return LogSlice.of(bytes);
    }

    public void failVotes() {
        votesFail = true;
    }

    /** Something that happens while the next sync runs, once. */
    public void whileItIsSynced(Runnable then) {
        onSync = then;
    }

    public void holdSyncs(boolean held) {
        syncHeld = held;
    }

    /** Something that happens while a snapshot is on its way from the disk, once. */
    public void whenASnapshotIsRead(Runnable then) {
        onSnapshotRead = then;
    }

    @Override
    public PartitionLog log() {
        return this;
    }

    @Override
    public VoteStore votes() {
        return this;
    }

    @Override
    public SnapshotStore snapshots() {
        SnapshotStore snapshots = store.snapshots();
        return new SnapshotStore() {
            @Override
            public Optional<Snapshot> load() {
                Optional<Snapshot> loaded = snapshots.load();
                Runnable then = onSnapshotRead;
                onSnapshotRead = () -> {};
                then.run();
                return loaded;
            }

            @Override
            public void store(Snapshot snapshot) {
                snapshots.store(snapshot);
                calls.add("snapshot " + snapshot.index());
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }

    @Override
    public Vote load() {
        return store.votes().load();
    }

    @Override
    public void store(Vote vote) {
        if (votesFail) {
            throw new StorageException("no space left on device");
        }
        store.votes().store(vote);
        calls.add("vote " + vote.term() + " "
                + vote.votedFor().map(Object::toString).orElse("none"));
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        calls.add("append");
        return super.append(firstIndex, batches);
    }

    @Override
    public long sync() {
        while (syncHeld) {
            LockSupport.parkNanos(1_000_000);
        }
        Runnable then = onSync;
        onSync = () -> {};
        then.run();
        if (syncFails) {
            throw new StorageException("no space left on device");
        }
        calls.add("sync");
        return super.sync();
    }

    @Override
    public LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        calls.add("read");
        LogSlice read = super.readEntries(fromIndex, toIndex, maxBytes);
        return readsDamaged && read.size() > 0 ? damaged(read) : read;
    }

    @Override
    public Optional<EntryPosition> entryAtIndex(long index) {
        calls.add("locate");
        return super.entryAtIndex(index);
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        calls.add("truncate " + fromIndex);
        super.truncateSuffix(fromIndex);
    }

    @Override
    public void dropPrefix(long firstIndex) {
        calls.add("drop " + firstIndex);
        super.dropPrefix(firstIndex);
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        calls.add("reset " + firstIndex);
        super.reset(firstIndex, startOffset, previousTerm);
    }
}

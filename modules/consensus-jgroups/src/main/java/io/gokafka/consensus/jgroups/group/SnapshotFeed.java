package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.util.HashMap;
import java.util.Map;

/**
 * Sends a leader's snapshot, and where its log begins, to replicas that end before that: one part at a time, the next on the
 * answer. After it they are sent the log from its beginning, so that they get all retained data. For the group's thread.
 */
final class SnapshotFeed {
    private record Running(Rpc.Install.Head head, byte[] state) {}

    private final Core core;
    private final Replicator replicator;
    private final long term;
    private final Map<BrokerId, Running> running = new HashMap<>();

    SnapshotFeed(Core core, Replicator replicator, long term) {
        this.core = core;
        this.replicator = replicator;
        this.term = term;
    }

    void start(Progress to) {
        to.reading(true);
        core.async(
                () -> core.store().snapshots().load(),
                loaded -> core.ifLeading(term, leading -> {
                    to.reading(false);
                    if (to.mode() != Progress.Mode.INSTALL || !leading.feeds(to)) {
                        return;
                    }
                    Snapshot snapshot = loaded.orElseThrow(() -> new CorruptLogException("the snapshot is gone"));
                    if (snapshot.index() < core.book().firstIndex() - 1) {
                        start(to); // the log was cut behind a later one meanwhile: between the two would be a gap
                    } else {
                        running.put(to.replica(), new Running(head(snapshot), snapshot.state()));
                        send(to, 0);
                    }
                }));
    }

    private Rpc.Install.Head head(Snapshot snapshot) {
        LogBounds at = core.book().bounds();
        return new Rpc.Install.Head(
                at.firstIndex(),
                at.startOffset(),
                core.book().termAt(at.firstIndex() - 1),
                snapshot.index(),
                snapshot.term(),
                snapshot.offset(),
                snapshot.voters(),
                snapshot.state().length);
    }

    void acked(Progress from, Rpc.InstallAck ack, long commit) {
        Running to = running.get(from.replica());
        if (to == null || from.mode() != Progress.Mode.INSTALL || from.isStale(ack.seq())) {
            return;
        }
        from.answered();
        if (ack.received() < to.state().length) {
            send(from, ack.received());
        } else {
            running.remove(from.replica());
            from.probeFrom(to.head().firstIndex());
            replicator.feed(from, commit);
        }
    }

    private void send(Progress to, int position) {
        Running part = running.get(to.replica());
        if (part == null) {
            return;
        }
        int size = Math.min(core.settings().maxMessage(), part.state().length - position);
        long seq = replicator.nextSeq();
        to.sentQuestion(seq, core.now());
        core.wire().send(to.replica(), new Rpc.Install(term, seq, part.head(), position), part.state(), position, size);
        core.tickSoon();
    }
}

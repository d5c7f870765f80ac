package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static io.gokafka.consensus.jgroups.group.Bench.ME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a leader does with a follower that ends before the leader's log begins. */
class LateFollowerTest {
    private static final List<BrokerId> VOTERS = List.of(ME, B, C);
    private static final long TERM = 2;

    /** Leads with a log of 11 entries, all committed, that begins at index 4; the snapshot is of index 8. */
    private static Bench leading() {
        Bench bench = Bench.voter().log(1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        bench.store.snapshots().store(new Snapshot(8, 1, 7, VOTERS, new byte[] {8}));
        bench.store.dropPrefix(4);
        bench.lead();
        bench.arrives(C, new Rpc.Ack(TERM, 100, 11, true)).run();
        assertEquals(11, bench.replica().status().commitIndex());
        bench.sent.clear();
        return bench;
    }

    /** B says that it has nothing. */
    private static void isMissing(Bench bench) {
        bench.arrives(B, new Rpc.Nack(TERM, 100, 0)).run();
    }

    @Test
    void aFollowerBehindTheStartGetsTheSnapshotAndAllRetainedEntries() {
        Bench bench = leading();
        isMissing(bench);
        Rpc.Install install = bench.take(Rpc.Install.class).getFirst();
        LogBounds log = bench.store.bounds();
        assertEquals(
                new Rpc.Install.Head(4, log.startOffset(), 1, 8, 1, 7, VOTERS, 1),
                install.head(),
                "its log begins where the leader's does, not behind the snapshot");
        bench.arrives(B, new Rpc.InstallAck(TERM, install.seq(), 1)).run();
        Rpc.Append probe = bench.take(Rpc.Append.class).getLast();
        assertEquals(3, probe.prevIndex());
        bench.arrives(B, new Rpc.Ack(TERM, probe.seq(), 3, true)).run();
        Rpc.Append entries = bench.take(Rpc.Append.class).getFirst();
        assertEquals(3, entries.prevIndex());
        assertEquals(8, entries.count(), "4 to 11");
    }

    @Test
    void aLogThatHasLostItsSnapshotIsDamagedAndNotEmpty() {
        Bench without = Bench.voter().log(1, 1, 1, 1);
        without.store.dropPrefix(4);
        assertThrows(CorruptLogException.class, without::open);

        Bench older = Bench.voter().log(1, 1, 1, 1);
        older.store.snapshots().store(new Snapshot(2, 1, 1, VOTERS, new byte[] {2}));
        older.store.dropPrefix(4);
        assertThrows(CorruptLogException.class, older::open);

        Bench whole = Bench.voter().log(1, 1, 1, 1);
        whole.store.snapshots().store(new Snapshot(3, 1, 2, VOTERS, new byte[] {3}));
        whole.store.dropPrefix(4);
        assertEquals(3, whole.open().replica().status().commitIndex());
    }

    @Test
    void aSnapshotThatIsReplacedWhileItIsReadIsReadAgain() {
        Bench bench = leading();
        bench.store.whenASnapshotIsRead(() -> {
            Thread broker = Thread.startVirtualThread(() -> {
                bench.replica().snapshot(11, new byte[] {11});
                bench.replica().dropPrefix(10);
            });
            while (broker.isAlive()) {
                bench.run();
            }
        });
        isMissing(bench);
        Rpc.Install.Head head = bench.take(Rpc.Install.class).getFirst().head();
        assertEquals(10, head.firstIndex());
        assertTrue(head.index() >= head.firstIndex() - 1, "no entry is missing between the snapshot and the log");
        assertEquals(11, head.index());
    }
}

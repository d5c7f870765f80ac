package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static io.gokafka.consensus.jgroups.group.Bench.ME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.tck.storage.Batches;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a follower makes of a leader's messages. */
class FollowerTest {
    private static final List<BrokerId> VOTERS = List.of(ME, B, C);

    private static ByteBuffer entry(long term, long offset) {
        ByteBuffer batch = Batches.of(term, "at " + offset);
        RecordBatch.at(batch).assign(offset, term);
        return batch;
    }

    private static Rpc.Append append(long term, long seq, long prevIndex, long prevTerm, int count, long commit) {
        return new Rpc.Append(term, seq, prevIndex, prevTerm, count, commit, true);
    }

    @Test
    void anEmptyAppendDoesNotCommitADivergingTail() {
        Bench bench = Bench.voter().log(1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(3, 1, 3, 2, 0, 3)).run();
        assertEquals(0, bench.replica().status().commitIndex());
        assertEquals(0, bench.take(Rpc.Nack.class).getFirst().tryAt());
        assertEquals(List.of(), bench.take(Rpc.Ack.class));
    }

    @Test
    void theCommitIndexDoesNotPassWhatWasComparedWithTheLeadersLog() {
        Bench bench = Bench.voter().log(1, 1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 2, 1, 0, 100)).run();
        assertEquals(2, bench.replica().status().commitIndex());
        assertEquals(2, bench.take(Rpc.Ack.class).getFirst().match());
    }

    @Test
    void whatHasQueuedUpIsSyncedAndAnsweredOnce() {
        Bench bench = Bench.voter().open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 0, 0, 1, 0), Bench.first(2, VOTERS)).run();
        bench.take(Rpc.Ack.class);
        bench.store.forget();
        for (int i = 1; i <= 10; i++) {
            bench.arrives(B, append(2, 1 + i, i, 2, 1, 0), entry(2, i - 1));
        }
        bench.run();
        assertEquals(1, bench.store.count("sync"));
        List<Rpc.Ack> acks = bench.take(Rpc.Ack.class);
        assertEquals(11, acks.getLast().match());
        assertEquals(1, acks.size());
    }

    @Test
    void aConflictingSuffixIsReplaced() {
        Bench bench = Bench.voter().log(1, 1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(3, 1, 2, 1, 1, 0), Bench.first(3, VOTERS).putLong(0, 1))
                .run();
        assertEquals(1, bench.store.count("truncate 3"));
        assertEquals(3, bench.store.bounds().lastIndex());
        assertEquals(3, bench.store.bounds().lastTerm());
        assertEquals(3, bench.take(Rpc.Ack.class).getLast().match());
    }

    @Test
    void entriesThatAreThereAlreadyAreNotTouched() {
        Bench bench = Bench.voter().log(1, 1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 1, 1, 2, 0), entry(1, 0), entry(1, 1)).run();
        assertEquals(0, bench.store.count("append"));
        assertEquals(4, bench.store.bounds().lastIndex());
        assertEquals(3, bench.take(Rpc.Ack.class).getLast().match(), "only this was compared");
    }

    @Test
    void aLeaderThatContradictsWhatIsCommittedStopsTheReplica() {
        Bench bench = Bench.voter().log(1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 3, 1, 0, 3)).run();
        assertEquals(3, bench.replica().status().commitIndex());
        bench.arrives(C, append(3, 1, 1, 1, 1, 0), entry(3, 0)).run();
        assertEquals(0, bench.store.count("truncate 2"));
        assertInstanceOf(InvariantBroken.class, bench.listener.failures().getFirst());
        assertThrows(
                ConsensusException.ReplicaFailed.class, () -> bench.replica().status());
    }

    @Test
    void twoLeadersOfATermStopTheReplica() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 1, 1, 0, 0)).run();
        bench.arrives(C, append(2, 1, 1, 1, 0, 0)).run();
        assertInstanceOf(InvariantBroken.class, bench.listener.failures().getFirst());
    }

    @Test
    void aDifferentBaseOffsetStopsTheReplica() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), entry(2, 77)).run();
        assertInstanceOf(InvariantBroken.class, bench.listener.failures().getFirst());
    }

    @Test
    void aLeaderOfAnEarlierTermIsToldSo() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, append(5, 1, 1, 1, 0, 0)).run();
        bench.take(Rpc.Ack.class);
        bench.arrives(C, append(4, 1, 1, 1, 1, 1), entry(4, 0)).run();
        assertEquals(5, bench.take(Rpc.Nack.class).getFirst().term());
        assertEquals(1, bench.store.bounds().lastIndex());
    }

    @Test
    void theTermIsOnDiskBeforeAnythingIsAppendedInIt() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.store.forget();
        bench.arrives(B, append(7, 1, 1, 1, 1, 0), Bench.first(7, VOTERS)).run();
        assertEquals(List.of("vote 7 b", "append", "sync"), bench.store.calls());
    }

    @Test
    void damagedEntriesAreAskedForAgain() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        ByteBuffer damaged = entry(2, 0);
        damaged.put(damaged.limit() - 1, (byte) ~damaged.get(damaged.limit() - 1));
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), damaged).run();
        assertEquals(1, bench.store.bounds().lastIndex());
        assertEquals(1, bench.take(Rpc.Nack.class).getFirst().tryAt());
        assertEquals(List.of(), bench.listener.failures());
    }

    @Test
    void aFailingDiskStopsTheReplicaLoudly() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.store.failSyncs();
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), entry(2, 0)).run();
        assertEquals(1, bench.listener.failures().size());
        assertTrue(bench.take(Rpc.Ack.class).stream().allMatch(a -> a.match() <= 1));
        bench.arrives(B, append(2, 2, 2, 2, 0, 2)).run();
        assertEquals(1, bench.listener.failures().size(), "told once");
        assertEquals(0, bench.listener.commitIndex());
    }

    @Test
    void closingEndsThoughTheLastSyncFails() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), entry(2, 0)).runOne(); // the sync is asked for, and has not begun
        bench.store.failSyncs();
        assertTimeoutPreemptively(Duration.ofSeconds(20), bench::close);
        assertEquals(1, bench.listener.failures().size());
    }

    @Test
    void aSnapshotIsInstalledBeforeTheLogIsReset() {
        Bench bench = new Bench(Map.of(), ME, B, C).open().reach(B, C).run();
        var head = new Rpc.Install.Head(50, 500, 3, 60, 4, 610, List.of(B, C), 5);
        bench.arrives(B, new Rpc.Install(4, 1, head, 0), ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .run();
        assertEquals(3, bench.take(Rpc.InstallAck.class).getFirst().received());
        assertEquals(List.of(), bench.listener.snapshots());
        bench.store.forget();
        bench.arrives(B, new Rpc.Install(4, 2, head, 3), ByteBuffer.wrap(new byte[] {4, 5}))
                .run();
        assertEquals(5, bench.take(Rpc.InstallAck.class).getFirst().received());
        assertEquals(List.of("snapshot 60", "reset 50"), bench.store.calls());
        Snapshot snapshot = bench.listener.snapshots().getFirst();
        assertEquals(new Snapshot(60, 4, 610, List.of(B, C), new byte[] {1, 2, 3, 4, 5}), snapshot);
        assertEquals(snapshot, bench.store.snapshots().load().orElseThrow());
        assertEquals(50, bench.store.bounds().firstIndex(), "the log begins where the leader's does");
        assertEquals(500, bench.store.bounds().startOffset());
        bench.arrives(B, append(4, 3, 49, 3, 0, 0)).run();
        assertEquals(49, bench.take(Rpc.Ack.class).getLast().match());
    }

    /** A crash came between the two: what such a log has may have been meant to go. */
    @Test
    void aSnapshotBesideALogThatDidNotBeginAnewCommitsNothing() {
        Bench bench = Bench.voter().log(1, 1, 1);
        bench.store.snapshots().store(new Snapshot(60, 4, 610, VOTERS, new byte[0]));
        bench.open().reach(B, C).run();
        assertEquals(0, bench.replica().status().commitIndex());
        assertEquals(0, bench.replica().status().highWatermark());
        bench.arrives(B, append(5, 1, 1, 1, 1, 0), entry(5, 0)).run();
        assertEquals(List.of(), bench.listener.failures(), "and what differs from the leader's log is replaced");
        assertEquals(5, bench.store.bounds().lastTerm());
    }

    @Test
    void whatASnapshotAndTheLogHaveInCommonIsCommitted() {
        Bench bench = Bench.voter().log(1, 1, 1);
        bench.store.snapshots().store(new Snapshot(2, 1, 1, VOTERS, new byte[0]));
        bench.open().reach(B, C).run();
        assertEquals(2, bench.replica().status().commitIndex());
        assertEquals(1, bench.replica().status().highWatermark());
    }

    @Test
    void aResetThatWouldDropWhatIsCommittedStopsTheReplica() {
        Bench bench = Bench.voter().log(1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 3, 1, 0, 3)).run();
        assertEquals(3, bench.replica().status().commitIndex());
        var head = new Rpc.Install.Head(3, 1, 7, 9, 7, 8, VOTERS, 0);
        bench.arrives(C, new Rpc.Install(8, 1, head, 0)).run();
        assertEquals(0, bench.store.count("reset 3"));
        assertInstanceOf(InvariantBroken.class, bench.listener.failures().getFirst());
    }

    @Test
    void aFollowerAnswersNothingThatIsNotOnItsDisk() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.store.failSyncs();
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), entry(2, 0)).run();
        assertEquals(2, bench.store.bounds().lastIndex(), "it is appended");
        assertTrue(bench.take(Rpc.Ack.class).stream().allMatch(a -> a.match() <= 1));
    }

    @Test
    void aUsableLogIsNotReset() {
        Bench bench = Bench.voter().log(1, 1, 1).open().reach(B, C).run();
        var head = new Rpc.Install.Head(3, 2, 1, 3, 1, 3, VOTERS, 0);
        bench.arrives(B, new Rpc.Install(2, 1, head, 0)).run();
        assertEquals(0, bench.store.count("reset 3"));
        assertEquals(List.of(), bench.listener.snapshots());
    }

    @Test
    void aReplicaThatRemembersNothingCountsOnlyWhenItHasWhatMightBeCommitted() {
        Bench bench = new Bench(Map.of(), ME, B, C).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 0, 0, 1, 2), Bench.first(2, VOTERS)).run();
        Rpc.Ack early = bench.take(Rpc.Ack.class).getLast();
        assertTrue(!early.voting() && early.match() == 1, early.toString());
        assertEquals(0, bench.store.load().term(), "nothing is remembered yet");
        bench.arrives(B, append(2, 2, 1, 2, 1, 2), entry(2, 0)).run();
        assertTrue(bench.take(Rpc.Ack.class).getLast().voting());
        assertEquals(2, bench.store.load().term());
    }

    /** A leader has compacted entries 3 to 7, with offsets 3 to 9, into a hole. */
    private static ByteBuffer hole() {
        ByteBuffer hole = Batches.hole(1, 5, 7);
        RecordBatch.at(hole).assign(3, 1);
        return hole;
    }

    @Test
    void aHoleIsAppendedWithAllItsEntries() {
        Bench bench = Bench.voter().log(1, 1).open().reach(B, C).run();
        long end = bench.store.bounds().endOffset();
        ByteBuffer hole = Batches.hole(1, 5, 7);
        RecordBatch.at(hole).assign(end, 1);
        bench.arrives(B, append(2, 1, 2, 1, 6, 4), hole, entry(1, end + 7)).run();
        assertEquals(8, bench.store.bounds().lastIndex());
        assertEquals(end + 8, bench.store.bounds().endOffset());
        assertEquals(8, bench.take(Rpc.Ack.class).getLast().match());
        // The leader tells of index 4 so far: the hole is shown whole, and nothing behind it.
        assertEquals(4, bench.replica().status().commitIndex());
        assertEquals(end + 7, bench.replica().status().highWatermark());
    }

    @Test
    void theRestOfAHoleIsTakenByAFollowerThatHasItsBeginning() {
        Bench bench = Bench.voter().open().reach(B, C).run();
        bench.arrives(B, append(1, 1, 0, 0, 1, 0), Bench.first(1, VOTERS));
        bench.arrives(B, append(1, 2, 1, 1, 4, 0), entry(1, 0), entry(1, 1), entry(1, 2), entry(1, 3))
                .run();
        bench.take(Rpc.Ack.class);
        // The leader's hole begins at index 4, offset 2, and takes indexes up to 8; this follower has two of them.
        ByteBuffer hole = Batches.hole(1, 5, 9);
        RecordBatch.at(hole).assign(2, 1);

        bench.arrives(B, append(1, 3, 5, 1, 4, 9), hole, entry(1, 11)).run();

        assertEquals(9, bench.store.bounds().lastIndex());
        assertEquals(12, bench.store.bounds().endOffset());
        assertEquals(5, bench.store.entryAtIndex(5).orElseThrow().index());
        assertEquals(3, bench.store.entryAtIndex(7).orElseThrow().entries());
        assertEquals(9, bench.replica().status().commitIndex());
        assertEquals(9, bench.take(Rpc.Ack.class).getLast().match());
    }

    @Test
    void aPieceWithFewerEntriesThanItsSenderSaysIsAskedForAgain() {
        Bench bench = Bench.voter().log(1, 1, 1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 3, 1, 6, 0), hole()).run();
        bench.arrives(B, append(2, 2, 3, 1, 1, 0), entry(1, 3), entry(1, 4)).run();
        assertEquals(3, bench.store.bounds().lastIndex());
        assertEquals(2, bench.take(Rpc.Nack.class).size());
    }

    @Test
    void aFollowerWithoutRoomAppendsNoRecordsAndGoesOnWhenItHas() {
        Bench bench = Bench.voter().log(1).open().reach(B, C).run();
        bench.arrives(B, append(2, 1, 1, 1, 1, 0), Bench.first(2, VOTERS)).run();
        bench.take(Rpc.Ack.class);
        bench.listener.setFull(true);
        bench.arrives(B, append(2, 2, 2, 2, 1, 3), entry(2, 0)).run();
        assertEquals(2, bench.store.bounds().lastIndex());
        assertEquals(2, bench.take(Rpc.Ack.class).getLast().match(), "it says what it has");
        assertEquals(2, bench.replica().status().commitIndex(), "and commits no more");
        assertEquals(List.of(), bench.listener.failures());
        bench.arrives(B, append(3, 1, 2, 2, 1, 2), Bench.first(3, VOTERS)).run();
        assertEquals(3, bench.store.bounds().lastIndex(), "a leader's first entry has no records");
        bench.listener.setFull(false);
        bench.arrives(B, append(3, 2, 3, 3, 1, 4), entry(3, 0)).run();
        assertEquals(4, bench.store.bounds().lastIndex());
        assertEquals(4, bench.take(Rpc.Ack.class).getLast().match());
    }
}

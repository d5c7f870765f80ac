package io.gokafka.consensus.jgroups.group;

import static io.gokafka.consensus.jgroups.group.Bench.B;
import static io.gokafka.consensus.jgroups.group.Bench.C;
import static io.gokafka.consensus.jgroups.group.Bench.ME;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.storage.Batches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a leader does with proposals and answers. */
class LeaderTest {
    private static final long TERM = 2;

    private static Rpc.Ack ack(long seq, long match) {
        return new Rpc.Ack(TERM, seq, match, true);
    }

    /** Both followers have everything. */
    private static Bench leading() {
        Bench bench = Bench.voter().lead();
        assertInstanceOf(Role.Leader.class, bench.replica().status().role());
        bench.arrives(B, ack(2, 1)).arrives(C, ack(2, 1)).run();
        assertEquals(1, bench.replica().status().commitIndex());
        bench.sent.clear();
        bench.store.forget();
        return bench;
    }

    @Test
    void entriesOfEarlierTermsAreNotCommittedByCounting() {
        Bench bench = Bench.voter().log(1, 1, 1).lead();
        bench.arrives(B, ack(100, 3)).arrives(C, ack(100, 3)).run();
        assertEquals(0, bench.replica().status().commitIndex(), "all have them, but none is of this term");
        assertTrue(bench.take(Rpc.Append.class).stream().allMatch(a -> a.commit() == 0));
        bench.arrives(B, ack(101, 4)).run();
        assertEquals(4, bench.replica().status().commitIndex());
    }

    @Test
    void ownDiskCountsOnlyOnceItIsSynced() {
        Bench bench = leading();
        Proposal proposal = bench.propose("x");
        List<Boolean> doneTooEarly = new ArrayList<>();
        bench.store.whileItIsSynced(() -> {
            bench.arrives(B, ack(100, 2)).run();
            doneTooEarly.add(
                    proposal.committed().isDone() || proposal.appended().isDone());
        });
        bench.run();
        assertEquals(List.of(false), doneTooEarly, "only b has it on disk");
        assertTrue(proposal.committed().isDone() && proposal.appended().isDone());
    }

    @Test
    void aNewLeaderTellsOfNoCommitBeforeThatOfItsFirstEntry() {
        Bench bench = Bench.voter().log(1, 1, 1);
        bench.store.snapshots().store(new Snapshot(2, 1, 1, List.of(ME, B, C), new byte[0]));
        bench.lead();
        assertEquals(2, bench.replica().status().commitIndex());
        List<Rpc.Append> early = bench.take(Rpc.Append.class);
        assertFalse(early.isEmpty());
        assertTrue(early.stream().allMatch(a -> a.commit() == 0), "an earlier leader may have committed more");
        bench.arrives(B, ack(100, 3)).run();
        List<Rpc.Append> toAVoter = bench.take(Rpc.Append.class);
        assertFalse(toAVoter.isEmpty());
        assertTrue(toAVoter.stream().allMatch(a -> a.commit() == 0), "nor is it known to one that votes");
        bench.arrives(B, ack(101, 4)).run();
        assertTrue(bench.take(Rpc.Append.class).stream().allMatch(a -> a.commit() == 4));
    }

    @Test
    void whatAReplicaThatFailsHadAppendedIsIndeterminate() {
        Bench bench = leading();
        Proposal appended = bench.propose("the others may commit it");
        bench.store.failSyncs();
        bench.run();
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(appended.committed()));
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(appended.appended()));
        Proposal later = bench.propose("never appended");
        bench.run();
        assertInstanceOf(ConsensusException.ReplicaFailed.class, Await.failure(later.committed()));
    }

    @Test
    void aReplicaThatRemembersNothingIsNotCounted() {
        Bench bench = leading();
        Proposal proposal = bench.propose("x");
        bench.run();
        bench.arrives(B, new Rpc.Ack(TERM, 101, 2, false)).run();
        // this replica and b have it, but b is blank
        assertFalse(proposal.committed().isDone());
        bench.arrives(C, ack(101, 2)).run();
        assertTrue(proposal.committed().isDone());
    }

    @Test
    void entriesAreSentBeforeTheLeadersOwnSync() {
        Bench bench = leading();
        bench.propose("x");
        bench.propose("y");
        bench.run();
        assertEquals(List.of("append", "sync"), bench.store.calls(), "both at once");
        List<Rpc.Append> appends = bench.take(Rpc.Append.class);
        assertEquals(2, appends.size(), "one message a follower");
        assertEquals(2, appends.getFirst().count());
    }

    @Test
    void committingReadsNothingBack() {
        Bench bench = leading();
        for (int last = 3; last < 43; last += 2) {
            Proposal first = bench.propose("v");
            Proposal second = bench.propose("w");
            bench.run();
            bench.arrives(B, ack(200 + last, last - 1)).run();
            assertTrue(first.committed().isDone() && !second.committed().isDone(), "not all that is in the log");
            bench.arrives(C, ack(200 + last, last)).run();
            assertTrue(second.committed().isDone());
        }
        assertEquals(0, bench.store.count("read") + bench.store.count("locate"));
    }

    @Test
    void followersLearnAtOnceWhatIsCommitted() {
        Bench bench = leading();
        bench.propose("x");
        bench.run();
        bench.take(Rpc.Append.class);
        bench.arrives(B, ack(101, 2)).run();
        assertEquals(
                List.of(2L),
                bench.take(Rpc.Append.class).stream().map(Rpc.Append::commit).toList());
    }

    @Test
    void aFollowerFarBehindIsSentBoundedPieces() {
        Bench bench = new Bench(
                Map.of("consensus.jgroups.max-message", "16KiB", "consensus.jgroups.window", "64KiB"), ME, B, C);
        bench.store.store(new Vote(1, Optional.of(B)));
        bench.log(1);
        for (int i = 0; i < 200; i++) {
            bench.store.append(bench.store.bounds().lastIndex() + 1, List.of(Batches.ofSize(1, 4_000)));
        }
        bench.store.sync();
        bench.lead();
        bench.arrives(C, ack(100, 202)).run();
        bench.sent.clear();
        bench.arrives(B, new Rpc.Nack(TERM, 100, 1)).run();
        bench.arrives(B, ack(100, 1)).run();
        long match = 1;
        while (match < 202) {
            List<Bench.Sent> pieces = bench.sent.stream()
                    .filter(s -> s.to().equals(B) && s.payload().hasRemaining())
                    .toList();
            bench.sent.clear();
            assertFalse(pieces.isEmpty());
            int bytes = 0;
            for (Bench.Sent piece : pieces) {
                assertTrue(piece.payload().remaining() <= 16 << 10);
                bytes += piece.payload().remaining();
                Rpc.Append append = (Rpc.Append) piece.rpc();
                assertEquals(match, append.prevIndex(), "nothing is skipped");
                match = append.prevIndex() + append.count();
            }
            assertTrue(bytes <= 80 << 10, "on the way: " + bytes);
            bench.arrives(B, ack(1_000 + match, match)).run();
        }
    }

    @Test
    void proposalsWaitForRoomAndAreRefusedWhenItDoesNotCome() {
        Bench bench = new Bench(
                Map.of("consensus.jgroups.max-in-flight", "64KiB", "consensus.jgroups.overload-timeout", "10ms"),
                ME,
                B,
                C);
        bench.store.store(new Vote(1, Optional.of(B)));
        bench.lead();
        Proposal first = bench.replica().propose(RecordBatch.at(Batches.ofSize(0, 60_000)));
        Proposal second = bench.replica().propose(RecordBatch.at(Batches.ofSize(0, 60_000)));
        assertInstanceOf(ConsensusException.Overloaded.class, Await.failure(second.committed()));
        bench.run();
        bench.arrives(B, ack(100, 2)).run();
        assertTrue(first.committed().isDone());
        Proposal third = bench.replica().propose(RecordBatch.at(Batches.ofSize(0, 60_000)));
        assertFalse(third.committed().isDone());
    }

    @Test
    void whatWasAppendedIsIndeterminateWhenLeadershipIsLost() {
        Bench bench = leading();
        Proposal appended = bench.propose("x");
        bench.run();
        bench.arrives(B, new Rpc.Nack(9, 0, 0)).run();
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(appended.committed()));
        assertEquals(9, bench.store.load().term());
        assertInstanceOf(Role.Follower.class, bench.replica().status().role());
        assertEquals(2, bench.take(Rpc.Resign.class).size());
    }

    @Test
    void aLeaderWithoutAMajorityStepsDown() {
        Bench bench = leading();
        Proposal proposal = bench.propose("x");
        bench.run();
        bench.replica().reachChanged(Map.of(ME, "me"), bench.replica()::majorityLost);
        bench.run();
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(proposal.committed()));
        assertFalse(bench.replica().status().isLeader());
    }

    @Test
    void anAnswerOfAnEarlierLifeOfAFollowerIsNotCountedForTheNext() {
        Bench bench = leading();
        bench.propose("x");
        bench.run();
        bench.replica().reachChanged(Map.of(ME, "me", B, "b again", C, "c again"), () -> {});
        bench.run();
        Map<BrokerId, Long> matches = bench.replica().status().matchIndex();
        assertEquals(Map.of(B, 0L, C, 0L), matches);
    }

    @Test
    void aReadBarrierNeedsAnswersOfAMajority() {
        Bench bench = leading();
        var barrier = bench.replica().readBarrier();
        bench.run();
        List<Rpc.Append> questions = bench.take(Rpc.Append.class);
        assertEquals(2, questions.size());
        assertFalse(barrier.isDone());
        bench.arrives(B, ack(questions.getFirst().seq(), 1)).run();
        assertEquals(1L, barrier.join());
    }

    /** It may have forgotten that it voted for another leader. */
    @Test
    void aBlankReplicaDoesNotConfirmThatNobodyElseLeads() {
        Bench bench = leading();
        var barrier = bench.replica().readBarrier();
        bench.run();
        long seq = bench.take(Rpc.Append.class).getFirst().seq();
        bench.arrives(B, new Rpc.Ack(2, seq, 1, false)).run();
        assertFalse(barrier.isDone());
        bench.arrives(C, ack(seq, 1)).run();
        assertEquals(1L, barrier.join());
    }

    /** Else it would count again because of a leader that another one has followed, unheard. */
    @Test
    void aBlankReplicaIsToldWhatIsCommittedOnceOthersHaveConfirmedTheLeader() {
        Bench bench = leading();
        bench.take(Rpc.Append.class);
        bench.replica().reachChanged(Map.of(ME, "me", B, "b, wiped", C, "c"), () -> {});
        bench.run();
        Rpc.Append probe = bench.take(Rpc.Append.class).getFirst();
        assertEquals(0, probe.commit());
        bench.arrives(B, new Rpc.Ack(2, probe.seq(), 1, false)).run();
        List<Bench.Sent> asked = List.copyOf(bench.sent);
        assertTrue(asked.stream().filter(s -> s.to().equals(B)).allMatch(s -> commitIn(s) == 0));
        Bench.Sent question =
                asked.stream().filter(s -> s.to().equals(C)).findFirst().orElseThrow();
        bench.sent.clear();
        bench.arrives(C, ack(((Rpc.Append) question.rpc()).seq(), 1)).run();
        assertTrue(bench.sent.stream().anyMatch(s -> s.to().equals(B) && commitIn(s) == 1));
    }

    private static long commitIn(Bench.Sent sent) {
        return sent.rpc() instanceof Rpc.Append append ? append.commit() : 0;
    }

    @Test
    void aReplicaThatRemembersNothingConfirmsNoRead() {
        Bench bench = leading();
        var barrier = bench.replica().readBarrier();
        bench.run();
        long seq = bench.take(Rpc.Append.class).getFirst().seq();
        bench.arrives(B, new Rpc.Ack(TERM, seq, 1, false)).run();
        assertFalse(barrier.isDone(), "it may have helped to elect another leader, and forgotten");
        bench.arrives(C, ack(seq, 1)).run();
        assertEquals(1L, barrier.join());
    }

    @Test
    void aReadWaitsForTheFirstEntryOfTheTerm() {
        Bench bench = Bench.voter().log(1, 1).lead();
        var barrier = bench.replica().readBarrier();
        bench.arrives(B, ack(100, 2)).arrives(C, ack(100, 2)).run();
        assertFalse(barrier.isDone(), "a majority has answered, but what an earlier leader committed is not known");
        bench.arrives(B, ack(101, 3)).run();
        assertEquals(3L, barrier.join());
    }

    @Test
    void anEntryHasTheTermAndTheOffsetThatItWasAppendedWith() {
        Bench bench = leading();
        Proposal proposal = bench.propose("x");
        bench.propose("y");
        bench.run();
        bench.arrives(B, ack(101, 3)).run();
        assertEquals(new Proposal.Entry(2, TERM, 0), proposal.committed().join());
        RecordBatch stored = RecordBatch.at(bench.store.readEntries(3, 3, 1_000).toBuffer());
        assertEquals(TERM, stored.leaderEpoch());
        assertEquals(1, stored.baseOffset(), "where the entry before ends");
        assertTrue(stored.crcMatches());
    }

    @Test
    void anIdleLeaderSendsNothing() {
        Bench bench = leading();
        bench.pass(Duration.ofSeconds(5));
        bench.sent.clear();
        bench.pass(Duration.ofMinutes(10));
        assertEquals(List.of(), bench.sent);
    }

    @Test
    void aLostMessageIsRepeated() {
        Bench bench = leading();
        bench.propose("x");
        bench.run();
        bench.sent.clear();
        bench.pass(Duration.ofSeconds(5));
        assertTrue(bench.take(Rpc.Append.class).stream().anyMatch(a -> a.reply() && a.prevIndex() == 1));
    }

    @Test
    void aFollowerWhoseLogEndsWithinAHoleIsSentTheHole() {
        Bench bench = Bench.voter().log(1, 1);
        bench.store.append(3, List.of(Batches.hole(1, 10, 12), Batches.of(1, "behind it")));
        bench.store.sync();
        bench.lead();
        bench.arrives(C, ack(100, 14)).run();
        bench.sent.clear();
        bench.arrives(B, new Rpc.Nack(TERM, 100, 7)).run();
        bench.arrives(B, ack(100, 7)).run();

        Bench.Sent piece = bench.sent.stream()
                .filter(s -> s.to().equals(B) && s.payload().hasRemaining())
                .findFirst()
                .orElseThrow();
        Rpc.Append append = (Rpc.Append) piece.rpc();
        assertEquals(7, append.prevIndex());
        assertEquals(1, append.prevTerm());
        assertEquals(bench.store.bounds().lastIndex(), append.prevIndex() + append.count());
        assertEquals(10, RecordBatch.at(piece.payload()).entries());
    }

    @Test
    void aDamagedEntryIsNotSentAndStopsTheReplica() {
        Bench bench = Bench.voter().log(1, 1, 1, 1).lead();
        bench.arrives(C, ack(100, 5)).run();
        bench.sent.clear();
        bench.store.damageReads();
        bench.arrives(B, new Rpc.Nack(TERM, 100, 1)).run();
        bench.arrives(B, ack(100, 1)).run();
        assertTrue(bench.sent.stream().noneMatch(s -> s.payload().hasRemaining()));
        assertInstanceOf(CorruptLogException.class, bench.listener.failures().getFirst());
    }

    @Test
    void aFollowerThatTakesNothingIsSentOneMessageAtATime() {
        Bench bench = new Bench(Map.of("consensus.jgroups.max-message", "4KiB"), ME, B, C);
        bench.store.store(new Vote(1, Optional.of(B)));
        bench.log(1);
        for (int i = 0; i < 20; i++) {
            bench.store.append(bench.store.bounds().lastIndex() + 1, List.of(Batches.ofSize(1, 3_000)));
        }
        bench.store.sync();
        bench.lead();
        bench.arrives(B, new Rpc.Nack(TERM, 100, 1)).run();
        bench.sent.clear();
        bench.arrives(B, ack(100, 1)).run();
        assertEquals(1, entriesTo(bench, B), "it may have no room");
        bench.arrives(B, ack(101, 1)).run();
        assertEquals(0, entriesTo(bench, B));
        bench.pass(Duration.ofSeconds(3));
        bench.arrives(B, ack(1_000, 1)).run();
        assertEquals(1, entriesTo(bench, B), "and is tried again");
        bench.arrives(B, ack(1_001, 2)).run();
        assertTrue(entriesTo(bench, B) > 10, "now it has");
    }

    private static long entriesTo(Bench bench, BrokerId replica) {
        long messages = bench.sent.stream()
                .filter(s -> s.to().equals(replica) && s.payload().hasRemaining())
                .count();
        bench.sent.clear();
        return messages;
    }
}

package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.by;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.tck.consensus.Await;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PartitionWriterTest {
    private final PartitionWorld world = new PartitionWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void allIsAnsweredWhenTheEntryIsCommittedAndNotBefore() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> answer = world.send(plain("a"));
        assertFalse(answer.isDone());
        world.group().commit();
        assertEquals(0, Await.result(answer).baseOffset());
    }

    @Test
    void leaderIsAnsweredWhenTheEntryIsInTheLeadersLog() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> answer = world.send(plain("a"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(0, answer.join().baseOffset());
    }

    @Test
    void noneIsAnsweredAtOnceWithoutAnOffset() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> answer = world.send(plain("a"), Acks.NONE, PartitionWorld.LONG);
        assertEquals(-1, answer.join().baseOffset());
        assertEquals(List.of("a"), world.values());
    }

    @Test
    void anOutcomeThatIsNotKnownInTimeIsIndeterminate() {
        world.group().holdCommits();
        Throwable fault = Await.failure(world.send(plain("a"), Acks.ALL, Duration.ofMillis(5)));
        assertEquals(
                ErrorCode.INDETERMINATE,
                assertInstanceOf(RequestException.class, fault).code());
    }

    @Test
    void aRepeatedBatchIsAnsweredWithItsFirstOffsetAndIsNotAppendedAgain() {
        assertEquals(0, world.produced(by(7, 0, "a", "b")));
        assertEquals(2, world.produced(by(7, 2, "c")));
        assertEquals(0, world.produced(by(7, 0, "a", "b")));
        assertEquals(List.of("a", "b", "c"), world.values());
    }

    @Test
    void aRepeatedBatchThatIsStillInFlightSharesItsFate() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> first = world.send(by(7, 0, "a"));
        CompletableFuture<Produce.Result> second = world.send(by(7, 0, "a"));
        assertFalse(second.isDone());
        world.group().commit();
        assertEquals(Await.result(first), Await.result(second));
        assertEquals(List.of("a"), world.values());
    }

    @Test
    void aBatchThatLeavesAGapIsRefused() {
        world.produced(by(7, 0, "a"));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 2, "c")));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(8, 1, "first of an unknown producer")));
    }

    @Test
    void aBatchThatOverlapsWhatWasAppendedIsRefusedForItsRestWouldBeLost() {
        world.produced(by(7, 0, "a", "b"));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 1, "b", "c")));
    }

    @Test
    void anOldBatchThatIsNotRememberedIsRefusedAndNotAppendedAgain() {
        for (int i = 0; i < 2 * ProducerEntry.KEPT; i++) {
            world.produced(by(7, i, "v" + i));
        }
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 0, "v0")));
        assertEquals(2 * ProducerEntry.KEPT, world.values().size());
    }

    @Test
    void aProducerThatMayHaveBeenForgottenGoesOnWhereverItIs() {
        world.produced(by(7, 0, "a"));
        world.advance(Duration.ofDays(2));
        world.partition().maintain();
        assertEquals(1, world.produced(by(7, 5, "b")), "it was silent for long");
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 7, "c")));
        assertEquals(2, world.produced(by(9, 100, "another")), "it may have been here too");
    }

    @Test
    void aProducerThatIsUnknownWhereTheBeginningWasDeletedGoesOnWhereverItIs() {
        world.produced(by(7, 0, "a"));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(8, 3, "b")));
        Await.result(world.partition().deleteRecords(DeleteRecords.HIGH_WATERMARK, PartitionWorld.LONG));
        assertEquals(1, world.produced(by(8, 3, "b")));
        assertEquals(
                ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 5, "known")), "the records' producers stay known");
        assertEquals(2, world.produced(by(7, 1, "next")));
    }

    @Test
    void aTopicWithTheTimeOfTheAppendHasItInTheBatchAndInTheAnswer() {
        world.configure(Map.of("message.timestamp.type", "LogAppendTime"));
        Produce.Result answer = Await.result(world.send(at(5, "a", "b")));
        assertEquals(world.now(), answer.appendTime());
        RecordBatch stored = world.stored(0);
        assertTrue(stored.isLogAppendTime() && stored.crcMatches());
        assertEquals(
                List.of(world.now(), world.now()),
                stored.records().stream().map(r -> r.timestamp()).toList());
        world.configure(Map.of());
        assertEquals(-1, Await.result(world.send(plain("c"))).appendTime());
    }

    @Test
    void aNewSettingCountsForTheNextBatch() {
        world.configure(Map.of("max.message.bytes", "70"));
        assertEquals(ErrorCode.RECORD_TOO_LARGE, world.refusal(plain("abcdefghij")));
        world.configure(Map.of());
        world.produced(plain("abcdefghij"));
    }

    @Test
    void aNewerEpochFencesTheOlderAndBeginsAtZero() {
        world.produced(by(7, 0, 0, "a"));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 1, 1, "b")));
        world.produced(by(7, 1, 0, "b"));
        assertEquals(ErrorCode.PRODUCER_FENCED, world.refusal(by(7, 0, 1, "c")));
    }

    @Test
    void aNewerEpochInFlightFencesTheOlder() {
        world.produced(by(7, 0, 0, "a"));
        world.group().holdCommits();
        var _ = world.send(by(7, 1, 0, "b"));
        assertEquals(ErrorCode.PRODUCER_FENCED, world.refusal(by(7, 0, 1, "c")));
    }

    /** The same sequence numbers twice: the end of the older is not the end of the newer. */
    @Test
    void theEndOfAnOlderEpochLeavesTheNewerInFlight() {
        SequenceGate gate = new SequenceGate();
        gate.enterTerm(1);
        Proposal older = new Proposal(new CompletableFuture<>(), new CompletableFuture<>());
        Proposal newer = new Proposal(new CompletableFuture<>(), new CompletableFuture<>());
        gate.proposed(by(7, 0, 0, "a"), older);
        gate.proposed(by(7, 1, 0, "b"), newer);
        gate.settled(7, older);
        assertEquals(
                new SequenceGate.Verdict.Fenced((short) 1),
                gate.check(by(7, 0, 1, "late"), id -> Optional.empty(), false));
        assertEquals(
                new SequenceGate.Verdict.InFlight(newer), gate.check(by(7, 1, 0, "b"), id -> Optional.empty(), false));
    }

    @Test
    void sequenceNumbersWrapFromTheLargestToZero() {
        SequenceGate gate = new SequenceGate();
        ProducerEntry atTheEnd = ProducerEntry.first(by(7, Integer.MAX_VALUE, "last"), 1);
        gate.enterTerm(1);
        assertInstanceOf(
                SequenceGate.Verdict.Next.class, gate.check(by(7, 0, "next"), id -> Optional.of(atTheEnd), false));
        assertInstanceOf(
                SequenceGate.Verdict.OutOfOrder.class,
                gate.check(by(7, Integer.MAX_VALUE - 1, "before"), id -> Optional.of(atTheEnd), false));
        assertInstanceOf(
                SequenceGate.Verdict.OutOfOrder.class, gate.check(by(7, 1, "gap"), id -> Optional.of(atTheEnd), false));
        ProducerEntry across = ProducerEntry.first(by(7, Integer.MAX_VALUE, "a", "b"), 1);
        assertEquals(0, across.lastSequence());
    }

    @Test
    void aBatchWhoseProposalFailedIsTakenWhenItIsRepeatedAndNotItsSuccessor() {
        world.group().refuseNext(new ConsensusException.Overloaded("full"));
        assertInstanceOf(ConsensusException.Overloaded.class, Await.failure(world.send(by(7, 0, "a"))));
        assertEquals(ErrorCode.OUT_OF_ORDER_SEQUENCE, world.refusal(by(7, 1, "b")));
        world.produced(by(7, 0, "a"));
        world.produced(by(7, 1, "b"));
        assertEquals(List.of("a", "b"), world.values());
    }

    @Test
    void aReplicaThatDoesNotLeadSaysWhoDoes() {
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        for (RecordBatch batch : List.of(plain("a"), by(7, 0, "a"))) {
            Throwable fault = Await.failure(world.send(batch));
            assertEquals(
                    Optional.of(PartitionWorld.OTHER),
                    assertInstanceOf(ConsensusException.NotLeader.class, fault).leader());
        }
    }

    @Test
    void aBatchOfAnEarlierTermIsAcknowledgedOnlyWhenItIsCommittedInThisOne() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> first = world.send(by(7, 0, "a"));
        world.group().follow(Optional.empty());
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(first));
        world.group().lead();
        CompletableFuture<Produce.Result> again = world.send(by(7, 0, "a"));
        assertFalse(again.isDone());
        world.group().commit();
        assertEquals(0, Await.result(again).baseOffset());
        assertEquals(List.of("a"), world.values());
    }

    @Test
    void aBatchThatTheNextLeaderTruncatedIsAppendedWhenItIsRepeated() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> lost = world.send(by(7, 0, "a"));
        CompletableFuture<Produce.Result> waits = world.send(by(7, 0, "a"));
        world.group().follow(Optional.empty());
        world.group().truncateUncommitted();
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(lost));
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(waits));
        world.group().lead();
        CompletableFuture<Produce.Result> again = world.send(by(7, 0, "a"));
        world.group().commit();
        assertEquals(0, Await.result(again).baseOffset());
        assertEquals(List.of("a"), world.values());
    }

    @Test
    void whoWaitsForARepeatedBatchLearnsThatItsTermEndedEvenWhenTheReplicaLeadsAgain() {
        world.group().holdCommits();
        var _ = world.send(by(7, 0, "a"));
        world.group().follow(Optional.empty());
        world.group().lead();
        CompletableFuture<Produce.Result> again = world.send(by(7, 0, "a"));
        world.group().follow(Optional.empty());
        world.group().truncateUncommitted();
        world.group().lead();
        var _ = world.send(plain("another"));
        world.group().commit();
        assertInstanceOf(ConsensusException.Indeterminate.class, Await.failure(again));
    }

    @Test
    void theGroupsThreadCommitsWhileAProducerIsSlowedDown() {
        world.group().holdCommits();
        CompletableFuture<Produce.Result> first = world.send(by(7, 0, "a"));
        CompletableFuture<Void> room = new CompletableFuture<>();
        CompletableFuture<Void> isSlowedDown = new CompletableFuture<>();
        world.group().beforePropose(() -> {
            isSlowedDown.complete(null);
            room.join();
        });
        Thread producer = Thread.ofVirtual().start(() -> {
            var _ = world.send(by(7, 1, "b"), Acks.NONE, PartitionWorld.LONG);
        });
        Await.result(isSlowedDown);
        Await.result(CompletableFuture.runAsync(() -> world.group().commit()));
        assertEquals(0, Await.result(first).baseOffset());
        room.complete(null);
        Await.until("the producer goes on", () -> !producer.isAlive());
        assertEquals(List.of("a", "b"), world.values());
    }

    @Test
    void aBatchThatIsTooLargeIsRefused() {
        assertEquals(ErrorCode.RECORD_TOO_LARGE, world.refusal(plain("x".repeat(PartitionWorld.MAX_BATCH))));
    }

    @Test
    void damagedAndMalformedBatchesAreRefused() {
        RecordBatch batch = plain("abc");
        ByteBuffer bytes = batch.buffer();
        bytes.put(bytes.limit() - 2, (byte) 'z');
        assertEquals(ErrorCode.CORRUPT_BATCH, world.refusal(RecordBatch.at(bytes)));
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(new RecordBatchBuilder(64).build()));
        assertEquals(
                ErrorCode.INVALID_RECORD,
                world.refusal(new ControlBatch(ControlBatch.Type.COMMIT, new byte[0]).toBatch(1)));
        assertTrue(world.values().isEmpty());
    }

    @Test
    void aProducerWithoutASequenceIsRefusedAndNotTakenForARepetition() {
        world.produced(by(7, 0, "a"));
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(by(7, -1, "b")));
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(by(7, -1, 0, "b")));
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(by(-2, 0, "b")));
    }

    @Test
    void aTimeoutThatIsNotPositiveIsRefusedBeforeAnythingIsAppended() {
        assertThrows(RequestException.class, () -> world.send(plain("a"), Acks.ALL, Duration.ZERO));
        assertEquals(
                0,
                Await.result(world.send(plain("b"), Acks.ALL, Duration.ofSeconds(Long.MAX_VALUE)))
                        .baseOffset());
    }

    @Test
    void nothingOfAProducerIsRememberedAsInFlightOnceItIsSettled() {
        SequenceGate gate = new SequenceGate();
        gate.enterTerm(1);
        Proposal proposal = Proposal.failed(new ConsensusException.Overloaded("full"));
        gate.proposed(by(7, 0, "a", "b"), proposal);
        gate.settled(7, Proposal.failed(new ConsensusException.Overloaded("full")));
        assertEquals(1, gate.inFlightProducers(), "another term's proposal");
        gate.settled(7, proposal);
        assertEquals(0, gate.inFlightProducers());
        gate.proposed(by(7, 0, "a", "b"), proposal);
        gate.enterTerm(2);
        assertEquals(0, gate.inFlightProducers());
    }

    @Test
    void aFullDiskRefusesWhatCouldBeTriedAgainAndNothingElse() {
        assertEquals(0, world.produced(by(7, 0, "a")));
        world.room.fill();
        assertEquals(ErrorCode.DISK_FULL, world.refusal(by(7, 1, "b")));
        assertTrue(ErrorCode.DISK_FULL.isRetriable());
        assertEquals(List.of("a"), world.values());
        assertTrue(world.partition().replica().fault().isEmpty());
        world.room.empty();
        assertEquals(1, world.produced(by(7, 1, "b")), "its sequence is as if it had not been sent");
    }
}

package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.by;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.storage.file.FileStorageProvider;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.storage.Batches;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over logs in files. */
final class RecordDeletionTest {
    @TempDir
    private Path folder;

    private PartitionWorld world;

    @BeforeEach
    void open() {
        world = new PartitionWorld(
                true,
                () -> new FileStorageProvider()
                        .open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC())));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private PartitionReader reader() {
        return world.partition().reader();
    }

    private CompletableFuture<DeleteRecords.Result> delete(long offset) {
        return world.partition().deleteRecords(offset, PartitionWorld.LONG);
    }

    private long deleted(long offset) {
        return Await.result(delete(offset)).logStartOffset();
    }

    private ErrorCode refusal(long offset) {
        return assertInstanceOf(RequestException.class, Await.failure(delete(offset)))
                .code();
    }

    private ErrorCode readRefusal(long offset) {
        return assertThrows(RequestException.class, () -> reader().read(offset, 1000))
                .code();
    }

    private List<String> read(long offset) {
        return Batches.in(reader().read(offset, 10_000)).stream()
                .flatMap(b -> b.records().stream())
                .map(r -> String.valueOf(r.valueText()))
                .toList();
    }

    private LogBounds bounds() {
        return world.partition().replica().log().bounds();
    }

    @Test
    void whatIsBelowTheOffsetIsGoneAtOnceAlsoInTheMiddleOfABatch() {
        world.produced(plain("a"));
        world.produced(plain("b", "c", "d"));
        assertEquals(2, deleted(2));
        assertEquals(2, reader().logStartOffset());
        assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, readRefusal(1));
        assertEquals(List.of("b", "c", "d"), read(2), "the batch that contains it stays");
        ListOffsets.Result earliest = reader().offset(new ListOffsets.Query.Earliest());
        assertEquals(2, earliest.offset());
        assertEquals(2, Await.result(world.send(plain("e"))).logStartOffset());
    }

    @Test
    void theLogBeginsWithTheBatchThatContainsTheStartOnceItsSnapshotAllowsIt() {
        for (int i = 0; i < 10; i++) {
            world.produced(plain("a" + i, "b" + i));
        }
        assertEquals(15, deleted(15));
        Await.until("the log begins later", () -> bounds().startOffset() == 14);
        assertEquals(List.of("a7", "b7"), read(15).subList(0, 2));
    }

    @Test
    void allThatIsCommittedCanBeDeleted() {
        world.produced(plain("a"));
        world.produced(plain("b"));
        assertEquals(2, deleted(DeleteRecords.HIGH_WATERMARK));
        Await.until("the log is as good as empty", () -> bounds().startOffset() == 2);
        assertEquals(List.of(), read(2));
        assertEquals(2, world.produced(plain("c")));
        assertEquals(List.of("c"), read(2));
    }

    @Test
    void aLeaderThatIsNoneAnyMoreDoesNotSayThatAnOffsetIsOutOfRange() {
        world.produced(plain("a"));
        world.group().becomeStale();
        Throwable fault = Await.failure(world.partition().deleteRecords(2, PartitionWorld.LONG));
        assertInstanceOf(ConsensusException.NotLeader.class, fault);
    }

    @Test
    void offsetsBeyondTheHighWatermarkCannotBeDeletedAndThoseBelowTheStartAre() {
        world.produced(plain("a", "b", "c"));
        world.group().holdCommits();
        var _ = world.send(plain("d"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, refusal(4));
        assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, refusal(-2));
        world.group().commitsAtOnce();
        assertEquals(2, deleted(2));
        long last = bounds().lastIndex();
        assertEquals(2, deleted(1));
        assertEquals(2, deleted(2));
        assertEquals(last, bounds().lastIndex(), "nothing was proposed");
    }

    @Test
    void nothingIsGoneBeforeItIsCommitted() {
        world.produced(plain("a", "b"));
        world.group().holdCommits();
        CompletableFuture<DeleteRecords.Result> answer = delete(1);
        assertFalse(answer.isDone());
        assertEquals(0, reader().logStartOffset());
        world.group().commit();
        assertEquals(1, Await.result(answer).logStartOffset());
    }

    @Test
    void anOutcomeThatIsNotKnownInTimeIsIndeterminate() {
        world.produced(plain("a", "b"));
        world.group().holdCommits();
        Throwable fault = Await.failure(world.partition().deleteRecords(1, Duration.ofMillis(5)));
        assertEquals(
                ErrorCode.INDETERMINATE,
                assertInstanceOf(RequestException.class, fault).code());
    }

    @Test
    void onlyTheLeaderDeletes() {
        world.produced(plain("a", "b"));
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        assertInstanceOf(ConsensusException.NotLeader.class, Await.failure(delete(1)));
    }

    @Test
    void aFollowerFollowsTheLeadersEntry() {
        world.produced(plain("a"));
        world.produced(plain("b"));
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        world.group().receive(new LogStart(1).toBatch(1));
        assertEquals(0, reader().logStartOffset());
        world.group().commit();
        assertEquals(1, reader().logStartOffset());
        Await.until("its log begins later too", () -> bounds().startOffset() == 1);
    }

    @Test
    void theStartAndTheProducersSurviveARestart() {
        world.produced(by(7, 0, "a", "b"));
        world.produced(by(7, 2, "c"));
        deleted(3);
        Await.until("the log begins later", () -> bounds().startOffset() == 3);
        world.restart();
        assertEquals(3, reader().logStartOffset());
        assertEquals(2, world.produced(by(7, 2, "c")), "a repetition of what was deleted");
        assertEquals(3, world.produced(by(7, 3, "d")));
        assertEquals(List.of("d"), read(3));
    }

    @Test
    void aStartThatIsCommittedAndNotInASnapshotYetSurvivesARestart() {
        world.produced(plain("a", "b", "c"));
        world.group().holdCommits();
        var _ = delete(2);
        world.restart();
        assertEquals(2, reader().logStartOffset(), "the new leader has committed it");
    }

    @Test
    void aReadThatHasBegunIsNotDisturbed() {
        world.produced(plain("a"));
        world.produced(plain("b"));
        try (LogSlice slice = reader().read(0, 10_000)) {
            deleted(2);
            Await.until("the log begins later", () -> bounds().startOffset() == 2);
            assertEquals(2, Batches.in(slice).size());
        }
    }

    @Test
    void retentionDeletesWholeSegmentsByAge() {
        fillSegments();
        int segments = world.partition().replica().log().segments().size();
        world.configure(Map.of("segment.bytes", "1048576", "retention.ms", "3600000"));
        world.partition().maintain();
        assertEquals(0, reader().logStartOffset(), "nothing is too old yet");
        world.advance(Duration.ofHours(2));
        world.produced(at(world.now(), "new"));
        world.partition().maintain();
        long start = reader().logStartOffset();
        assertEquals(
                world.partition().replica().log().segments().getLast().baseOffset(),
                start,
                "the last segment has a new record");
        Await.until("the space is free", () -> bounds().startOffset() == start);
        assertEquals(1, world.partition().replica().log().segments().size(), "there were " + segments);
    }

    @Test
    void retentionDeletesTheActiveSegmentWhenAllOfItIsTooOld() {
        world.produced(plain("a"));
        world.configure(Map.of("retention.ms", "1000"));
        world.advance(Duration.ofSeconds(2));
        world.partition().maintain();
        assertEquals(1, reader().logStartOffset());
        assertEquals(1, world.produced(plain("b")));
    }

    @Test
    void retentionDeletesTheOldestSegmentsBySize() {
        fillSegments();
        world.configure(Map.of("segment.bytes", "1048576", "retention.bytes", "1048576", "retention.ms", "-1"));
        world.partition().maintain();
        long start = reader().logStartOffset();
        Await.until("the space is free", () -> bounds().startOffset() == start);
        long left = world.partition().replica().log().sizeInBytes();
        assertTrue(left >= 1 << 20 && left < 3 << 20, left + " bytes are left");
    }

    @Test
    void aReplicaThatDoesNotLeadDeletesNothingByItself() {
        world.produced(plain("a"));
        world.advance(Duration.ofDays(100));
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        world.partition().maintain();
        assertEquals(0, reader().logStartOffset());
    }

    /** Some segments of 1 MiB. */
    private void fillSegments() {
        world.configure(Map.of("segment.bytes", "1048576", "max.message.bytes", "1048576"));
        for (int i = 0; i < 12; i++) {
            world.produced(plain("x".repeat(400_000)));
        }
    }

    @Test
    void timesOfDeletedRecordsAreNotFound() {
        world.produced(plain("a", "b"));
        deleted(1);
        ListOffsets.Result found = reader().offset(new ListOffsets.Query.AtTime(0));
        assertEquals(1, found.offset());
        assertEquals(1, reader().offset(new ListOffsets.Query.MaxTimestamp()).offset());
    }
}

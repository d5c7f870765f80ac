package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.by;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.tck.storage.Batches;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class PartitionReaderTest {
    private final PartitionWorld world = new PartitionWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private PartitionReader reader() {
        return world.partition().reader();
    }

    private List<String> read(long offset) {
        return Batches.in(reader().read(offset, 10_000)).stream()
                .filter(b -> !b.isControl())
                .flatMap(b -> b.records().stream())
                .map(r -> String.valueOf(r.valueText()))
                .toList();
    }

    private long timeOf(long timestamp) {
        return reader().offset(new ListOffsets.Query.AtTime(timestamp)).offset();
    }

    @Test
    void nothingIsShownBeyondTheHighWatermark() {
        world.produced(plain("a"));
        world.group().holdCommits();
        var _ = world.send(plain("b"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(List.of("a"), read(0));
        assertEquals(List.of(), read(1));
        assertEquals(List.of(), read(2), "the end of the leader's log");
        assertEquals(1, reader().highWatermark());
        world.group().commit();
        assertEquals(List.of("a", "b"), read(0));
    }

    @Test
    void whatWasCommittedAfterAReadIsNotWhatItEndedBefore() {
        world.produced(plain("a"));
        int read = reader().read(0, 10_000).size();
        long end = reader().highWatermark();
        world.produced(plain("b"));
        assertFalse(reader().hasMoreThan(0, end, read, 10_000));
        assertFalse(reader().hasMoreThan(1, end, read, 10_000), "a read of b alone");
        assertTrue(reader().hasMoreThan(0, reader().highWatermark(), read, 10_000));
    }

    @Test
    void offsetsBelowTheStartAndBeyondTheLeadersEndAreOutOfRange() {
        world.produced(plain("a"));
        world.produced(plain("b"));
        world.group().dropPrefix(3);
        assertEquals(1, reader().logStartOffset());
        for (long offset : new long[] {0, 3}) {
            RequestException refused = assertThrows(RequestException.class, () -> read(offset));
            assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, refused.code());
        }
        assertEquals(List.of("b"), read(1));
    }

    @Test
    void aFollowerHasNothingYetWhereTheLeaderMayHaveMore() {
        world.produced(plain("a"));
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        assertEquals(List.of(), read(100));
        assertEquals(List.of("a"), read(0));
    }

    @Test
    void aLeaderThatIsNoneAnyMoreDoesNotShowAnEndThatIsPassed() {
        world.produced(plain("a"));
        world.group().becomeStale();
        assertEquals(List.of("a"), read(0), "what is committed stays so");
        assertEquals(List.of(), read(1), "there may be more");
        assertEquals(0, reader().offset(new ListOffsets.Query.Earliest()).offset());
        for (Executable shown : List.<Executable>of(
                () -> read(2),
                () -> reader().offset(new ListOffsets.Query.Latest()),
                () -> timeOf(TIME),
                this::maxTimestamp,
                () -> reader().endOfTerm(1))) {
            assertThrows(ConsensusException.NotLeader.class, shown);
        }
    }

    @Test
    void anOffsetIsFoundByTime() {
        world.produced(at(TIME, "a", "b"));
        world.produced(at(TIME + 10, "c"));
        world.produced(at(TIME + 5, "late"));
        assertEquals(0, timeOf(TIME));
        assertEquals(2, timeOf(TIME + 1));
        assertEquals(2, timeOf(TIME + 10));
        assertEquals(4, timeOf(TIME + 11), "the end when there is none");
        assertEquals(0, timeOf(2), "control batches are not records");
    }

    @Test
    void theRecordWithTheHighestTimestampIsFoundTheFirstOfSeveral() {
        assertEquals(new ListOffsets.Result(0, -1), maxTimestamp(), "there is none");
        world.produced(at(TIME, "a", "b"));
        world.produced(at(TIME + 10, "c", "d"));
        world.produced(at(TIME + 10, "again"));
        world.produced(at(TIME + 5, "late"));
        assertEquals(new ListOffsets.Result(2, TIME + 10, 1), maxTimestamp());
        world.group().holdCommits();
        var _ = world.send(at(TIME + 20, "not yet"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(2, maxTimestamp().offset());
        world.group().commit();
        assertEquals(new ListOffsets.Result(6, TIME + 20, 1), maxTimestamp());
    }

    private ListOffsets.Result maxTimestamp() {
        return reader().offset(new ListOffsets.Query.MaxTimestamp());
    }

    @Test
    void anOffsetIsToldWithItsTerm() {
        world.produced(at(TIME, "a"));
        world.group().follow(Optional.empty());
        world.group().lead();
        world.produced(at(TIME + 1, "b"));
        assertEquals(1, reader().offset(new ListOffsets.Query.Earliest()).term());
        assertEquals(3, reader().offset(new ListOffsets.Query.Latest()).term());
        assertEquals(new ListOffsets.Result(0, TIME, 1), reader().offset(new ListOffsets.Query.AtTime(TIME)));
        assertEquals(new ListOffsets.Result(1, TIME + 1, 3), reader().offset(new ListOffsets.Query.AtTime(TIME + 1)));
        assertEquals(new ListOffsets.Result(2, -1, -1), reader().offset(new ListOffsets.Query.AtTime(TIME + 2)));
    }

    @Test
    void aTermEndsWhereTheNextBeginsAndTheLastAtTheHighWatermark() {
        world.produced(plain("a", "b"));
        world.group().follow(Optional.empty());
        world.group().lead();
        world.produced(plain("c"));
        world.group().holdCommits();
        var _ = world.send(plain("not committed"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(new EndOfTerm.Result(-1, -1), reader().endOfTerm(-1));
        assertEquals(new EndOfTerm.Result(0, 0), reader().endOfTerm(0), "before the first");
        assertEquals(new EndOfTerm.Result(1, 2), reader().endOfTerm(1));
        assertEquals(new EndOfTerm.Result(1, 2), reader().endOfTerm(2), "it has no records");
        assertEquals(new EndOfTerm.Result(3, 3), reader().endOfTerm(3));
        assertEquals(new EndOfTerm.Result(-1, -1), reader().endOfTerm(4), "not known yet");
    }

    @Test
    void whatIsNotCommittedIsNotFoundByTime() {
        world.produced(at(TIME, "a"));
        world.group().holdCommits();
        var _ = world.send(at(TIME + 10, "b"), Acks.LEADER, PartitionWorld.LONG);
        assertEquals(new ListOffsets.Result(1, -1), reader().offset(new ListOffsets.Query.AtTime(TIME + 10)));
        assertEquals(0, reader().offset(new ListOffsets.Query.MaxTimestamp()).offset());
        assertEquals(1, reader().offset(new ListOffsets.Query.Latest()).offset());
    }

    @Test
    void theFirstAndTheLatestOffsetAreThoseOfTheLogAndTheHighWatermark() {
        world.produced(plain("a", "b"));
        assertEquals(0, reader().offset(new ListOffsets.Query.Earliest()).offset());
        assertEquals(2, reader().offset(new ListOffsets.Query.Latest()).offset());
    }

    @Test
    void aNewLeaderIsReadyOnceItsFirstEntryIsCommitted() {
        world.group().holdCommits();
        world.group().follow(Optional.empty());
        world.group().lead();
        assertTrue(world.partition().replica().isLeader());
        assertFalse(world.partition().replica().isLeaderReady());
        world.group().commit();
        assertTrue(world.partition().replica().isLeaderReady());
    }

    @Test
    void aPartitionThatIsOpenedAgainHasItsRecordsAndItsProducers() {
        world.produced(by(7, 0, "a"));
        world.restart();
        assertEquals(List.of("a"), read(0));
        assertEquals(0, world.produced(by(7, 0, "a")), "a repetition");
        assertEquals(List.of("a"), world.values());
    }

    @Test
    void aReplicaThatFailedTakesAndShowsNothingNew() {
        world.produced(plain("a"));
        world.group().fail(new IllegalStateException("disk"));
        assertFalse(world.partition().replica().isLeader());
        assertTrue(world.partition().replica().fault().isPresent());
        assertTrue(world.partition().replica().status().isEmpty());
    }
}

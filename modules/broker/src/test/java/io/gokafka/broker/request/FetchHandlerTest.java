package io.gokafka.broker.request;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.storage.Batches;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FetchHandlerTest {
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final int MUCH = 10 << 20;

    private final BrokerWorld world = new BrokerWorld();

    @BeforeEach
    void createTopic() {
        world.createTopic("t", 2);
    }

    @AfterEach
    void allSlicesAreClosed() {
        Await.until("all slices are closed", () -> world.slices.openSlices() == 0);
        world.close();
    }

    private static Fetch.Partition from(int partition, long offset) {
        return new Fetch.Partition("t", partition, offset, MUCH);
    }

    private static Fetch now(int maxBytes, Fetch.Partition... partitions) {
        return new Fetch(List.of(partitions), 0, maxBytes, Duration.ZERO, false);
    }

    private static Fetch waiting(int minBytes, Fetch.Partition... partitions) {
        return new Fetch(List.of(partitions), minBytes, MUCH, LONG, false);
    }

    /** The values of each partition, without control batches. */
    private static List<List<String>> values(Fetch.Result result) {
        try (result) {
            return result.partitions().stream()
                    .map(p -> Batches.in(p.records()).stream()
                            .filter(b -> !b.isControl())
                            .flatMap(b -> b.records().stream())
                            .map(r -> String.valueOf(r.valueText()))
                            .toList())
                    .toList();
        }
    }

    private List<List<String>> fetch(Fetch request) {
        return values(Await.result(world.send(request)));
    }

    private static Optional<ErrorCode> code(Fetch.PartitionResult partition) {
        return partition.failure().map(f -> f.code());
    }

    @Test
    void aFetchThatWaitsIsAnsweredByTheNextCommit() {
        CompletableFuture<Fetch.Result> answer = world.send(waiting(1, from(0, 0), from(1, 0)));
        assertFalse(answer.isDone());
        world.produce("t", 1, plain("a"));
        assertEquals(List.of(List.of(), List.of("a")), values(Await.result(answer)));
    }

    @Test
    void aFetchThatWantsMuchWaitsUntilThereIsSoMuch() {
        int one = plain("a").sizeInBytes();
        CompletableFuture<Fetch.Result> answer = world.send(waiting(2 * one, from(0, 0)));
        world.produce("t", 0, plain("a"));
        assertFalse(answer.isDone());
        world.produce("t", 0, plain("b"));
        assertEquals(List.of(List.of("a", "b")), values(Await.result(answer)));
    }

    @Test
    void aReplicaThatHasStoppedIsReadByNobodyNotEvenOneWhoTakesAny() {
        world.produce("t", 0, plain("a"));
        world.group("t", 0).fail(new IllegalStateException("disk"));
        Fetch ofAny = new Fetch(List.of(from(0, 0), from(1, 0)), 1, MUCH, LONG, true);
        Fetch.Result result = Await.result(world.send(ofAny));
        assertEquals(Optional.of(ErrorCode.NO_LEADER), code(result.partitions().getFirst()));
    }

    @Test
    void aFetchWhoseTimeIsUpIsAnsweredWithWhatThereIs() {
        world.produce("t", 0, plain("a"));
        Fetch request = new Fetch(List.of(from(0, 0)), MUCH, MUCH, Duration.ofMillis(5), false);
        assertEquals(List.of(List.of("a")), fetch(request));
    }

    @Test
    void oneBatchComesWhateverItsSizeAndNothingElseBeyondTheLimit() {
        world.produce("t", 0, plain("x".repeat(5000)));
        world.produce("t", 0, plain("b"));
        world.produce("t", 1, plain("y".repeat(5000)));
        assertEquals(List.of(List.of("x".repeat(5000)), List.of()), fetch(now(10, from(0, 0), from(1, 0))));
        int room = plain("x".repeat(5000)).sizeInBytes() + plain("b").sizeInBytes() + 100;
        assertEquals(
                List.of(List.of("x".repeat(5000), "b"), List.of()),
                fetch(now(room, from(0, 0), from(1, 0))),
                "the batch of the second does not fit into the rest");
        assertEquals(List.of(List.of(), List.of("y".repeat(5000))), fetch(now(10, from(0, 2), from(1, 0))));
    }

    @Test
    void aLimitBelowTheWantedMinimumIsEnough() {
        world.produce("t", 0, plain("x".repeat(500)));
        Fetch request = new Fetch(List.of(from(0, 0)), MUCH, 100, LONG, false);
        assertEquals(List.of(List.of("x".repeat(500))), fetch(request));
    }

    @Test
    void aPartitionThatFailsIsAnsweredAtOnceWithTheOthers() {
        world.produce("t", 0, plain("a"));
        Fetch.Partition[] wanted = {
            from(0, 0),
            from(0, 99),
            from(0, -1),
            from(9, 0),
            new Fetch.Partition("missing", 0, 0, MUCH),
            new Fetch.Partition("", 0, 0, 1)
        };
        Fetch.Result result = Await.result(world.send(waiting(MUCH, wanted)));
        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of(ErrorCode.OFFSET_OUT_OF_RANGE),
                        Optional.of(ErrorCode.OFFSET_OUT_OF_RANGE),
                        Optional.of(ErrorCode.UNKNOWN_PARTITION),
                        Optional.of(ErrorCode.UNKNOWN_TOPIC),
                        Optional.of(ErrorCode.INVALID_TOPIC)),
                result.partitions().stream().map(FetchHandlerTest::code).toList());
        assertEquals(List.of("a"), values(result).getFirst());
    }

    @Test
    void aReaderThatKnowsAnotherTermIsToldSo() {
        world.produce("t", 0, plain("a"));
        long term = world.hosted.find("t", 0).orElseThrow().replica().role().term();
        assertEquals(Optional.empty(), code(now(term)));
        assertEquals(Optional.empty(), code(now(Fetch.ANY_TERM)));
        assertEquals(Optional.of(ErrorCode.FENCED_TERM), code(now(term - 1)));
        assertEquals(Optional.of(ErrorCode.UNKNOWN_TERM), code(now(term + 1)));
    }

    private Fetch.PartitionResult now(long term) {
        Fetch request = now(MUCH, new Fetch.Partition("t", 0, 0, MUCH, term));
        try (Fetch.Result result = Await.result(world.send(request))) {
            return result.partitions().getFirst();
        }
    }

    @Test
    void aWaitIsOverWhenThePartitionsLeaderChanges() {
        CompletableFuture<Fetch.Result> answer = world.send(waiting(1, from(0, 0), from(1, 0)));
        assertFalse(answer.isDone());
        world.group("t", 1).follow(Optional.empty());
        Fetch.Result result = Await.result(answer);
        assertEquals(Optional.of(ErrorCode.NO_LEADER), code(result.partitions().get(1)));
    }

    @Test
    void aWaitIsOverWhenThePartitionIsDeleted() {
        CompletableFuture<Fetch.Result> answer = world.send(waiting(1, from(0, 0)));
        Await.result(world.send(new DeleteTopic("t")));
        Fetch.Result result = Await.result(answer);
        assertEquals(
                Optional.of(ErrorCode.UNKNOWN_TOPIC), code(result.partitions().getFirst()));
    }

    @Test
    void aWaitIsOverWhenTheOffsetIsDeleted() {
        world.produce("t", 0, plain("a"));
        world.produce("t", 0, plain("b"));
        CompletableFuture<Fetch.Result> answer = world.send(waiting(MUCH, from(0, 0)));
        Await.result(world.send(new DeleteRecords("t", 0, 1, LONG)));
        Fetch.Result result = Await.result(answer);
        assertEquals(
                Optional.of(ErrorCode.OFFSET_OUT_OF_RANGE),
                code(result.partitions().getFirst()));
    }

    @Test
    void aReadThatEndsWithATermIsAnAnswerThoughItIsShort() {
        world.produce("t", 0, plain("a"));
        world.group("t", 0).follow(Optional.empty());
        world.group("t", 0).lead();
        world.produce("t", 0, plain("b"));
        assertEquals(List.of(List.of("a")), fetch(waiting(MUCH, from(0, 0))));
    }

    @Test
    void aReadThatEndsBeforeAnEntryWithoutOffsetsIsAnAnswerThoughItIsShort() {
        world.produce("t", 0, plain("a"));
        world.produce("t", 0, plain("b"));
        Await.result(world.send(new DeleteRecords("t", 0, 1, LONG)));
        world.produce("t", 0, plain("c"));
        assertEquals(List.of(List.of("b")), fetch(waiting(MUCH, from(0, 1))));
        assertEquals(List.of(List.of("c")), fetch(waiting(1, from(0, 2))));
    }

    @Test
    void aReadUpToAnEntryWithoutOffsetsThatNothingFollowsWaitsForMore() {
        world.produce("t", 0, plain("a"));
        world.produce("t", 0, plain("b"));
        Await.result(world.send(new DeleteRecords("t", 0, 1, LONG)));
        CompletableFuture<Fetch.Result> answer =
                world.send(waiting(2 * plain("b").sizeInBytes(), from(0, 1)));
        assertFalse(answer.isDone());
        world.produce("t", 0, plain("c"));
        assertEquals(List.of(List.of("b")), values(Await.result(answer)), "the rest is behind the entry");
    }

    @Test
    void aFetchOfNothingJustWaits() {
        assertEquals(List.of(), fetch(new Fetch(List.of(), 1, MUCH, Duration.ofMillis(5), false)));
    }

    @Test
    void aFetchThatIsCancelledFreesWhatItHolds() {
        CompletableFuture<Fetch.Result> answer = world.send(waiting(MUCH, from(0, 0)));
        world.produce("t", 0, plain("a"));
        answer.cancel(true);
        assertTrue(answer.isCancelled());
    }

    @Test
    void aLeaderThatIsNotReadyDoesNotShowAnEndThatIsTooLow() {
        world.produce("t", 0, plain("a"));
        world.group("t", 0).holdCommits();
        world.group("t", 0).follow(Optional.empty());
        world.group("t", 0).lead();
        Fetch.Result result = Await.result(world.send(now(MUCH, from(0, 0))));
        assertEquals(Optional.of(ErrorCode.NO_LEADER), code(result.partitions().getFirst()));
        world.group("t", 0).commit();
        assertEquals(List.of(List.of("a")), fetch(now(MUCH, from(0, 0))));
    }

    @Test
    void aFollowerAnswersOnlyThoseWhoTakeAnyReplica() {
        world.produce("t", 0, plain("a"));
        world.group("t", 0).follow(Optional.of(new BrokerId("gone")));
        Fetch.Result refused = Await.result(world.send(now(MUCH, from(0, 0))));
        assertEquals(
                Optional.of(ErrorCode.NO_LEADER), code(refused.partitions().getFirst()), "nobody knows its address");
        Fetch any = new Fetch(List.of(from(0, 0)), 0, MUCH, Duration.ZERO, true);
        assertEquals(List.of(List.of("a")), fetch(any));
    }

    @Test
    void aFetchThatMakesNoSenseIsRefused() {
        for (Fetch bad : Arrays.asList(
                now(-1, from(0, 0)),
                new Fetch(List.of(), 0, 1, Duration.ofSeconds(-1), false),
                new Fetch(List.of(), -1, 1, Duration.ZERO, false))) {
            Throwable fault = Await.failure(world.send(bad));
            assertEquals(ErrorCode.INVALID_REQUEST, ((RequestException) fault).code());
        }
    }
}

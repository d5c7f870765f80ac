package io.gokafka.broker.request;

import static io.gokafka.broker.fake.TestBatches.at;
import static io.gokafka.broker.fake.TestBatches.by;
import static io.gokafka.broker.fake.TestBatches.keyed;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicNames;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.TestBatches;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PartitionHandlersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final ListOffsets.Query LATEST = new ListOffsets.Query.Latest();

    private final BrokerWorld world = new BrokerWorld();

    @BeforeEach
    void produce() {
        world.produce("t", 0, by(7, 0, "a", "b"));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private ErrorCode refusal(Request<?> request) {
        return assertInstanceOf(RequestException.class, Await.failure(world.send(request)))
                .code();
    }

    private long term() {
        return world.hosted.find("t", 0).orElseThrow().replica().role().term();
    }

    @Test
    void clientsThatKnowAnotherTermAreToldSo() {
        assertEquals(
                2,
                Await.result(world.send(new ListOffsets("t", 0, LATEST, term())))
                        .offset());
        assertEquals(ErrorCode.FENCED_TERM, refusal(new ListOffsets("t", 0, LATEST, term() - 1)));
        assertEquals(ErrorCode.UNKNOWN_TERM, refusal(new ListOffsets("t", 0, LATEST, term() + 1)));
        assertEquals(ErrorCode.FENCED_TERM, refusal(new EndOfTerm("t", 0, term() - 1, 1)));
        assertEquals(ErrorCode.UNKNOWN_TERM, refusal(new EndOfTerm("t", 0, term() + 1, 1)));
    }

    @Test
    void theEndOfATermIsFound() {
        assertEquals(new EndOfTerm.Result(term(), 2), Await.result(world.send(new EndOfTerm("t", 0, term(), term()))));
    }

    @Test
    void theProducersOfAPartitionAreDescribed() {
        world.produce("t", 0, at(5, "no producer"));
        DescribeProducers.Result result = Await.result(world.send(new DescribeProducers("t", 0)));
        assertEquals(List.of(new DescribeProducers.Producer(7, (short) 0, 1, TestBatches.TIME)), result.producers());
    }

    @Test
    void recordsAreDeleted() {
        assertEquals(
                1, Await.result(world.send(new DeleteRecords("t", 0, 1, LONG))).logStartOffset());
        ListOffsets earliest = new ListOffsets("t", 0, new ListOffsets.Query.Earliest());
        assertEquals(1, Await.result(world.send(earliest)).offset());
        assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, refusal(new DeleteRecords("t", 0, 3, LONG)));
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(new DeleteRecords("t", 0, 1, Duration.ZERO)));
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal(new DeleteRecords("t", 9, 1, LONG)));
    }

    @Test
    void recordsOfATopicThatIsOnlyCompactedAreNotDeleted() {
        create("compacted", "compact");
        create("both", "compact,delete");
        world.produce("compacted", 0, keyed(TestBatches.TIME, "k=v"));
        world.produce("both", 0, keyed(TestBatches.TIME, "k=v"));
        RequestException refused = assertInstanceOf(
                RequestException.class, Await.failure(world.send(new DeleteRecords("compacted", 0, 1, LONG))));
        assertEquals(ErrorCode.UNSUPPORTED, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains("cleanup.policy"), refused.getMessage());
        assertEquals(
                1,
                Await.result(world.send(new DeleteRecords("both", 0, 1, LONG))).logStartOffset());
    }

    private void create(String topic, String policy) {
        Await.result(world.send(new CreateTopic(topic, 1, 1, Map.of("cleanup.policy", policy), false)));
        Await.until("it is open", () -> world.hosted.find(topic, 0).isPresent());
    }

    @Test
    void theClustersOwnRecordsAreNotDeleted() {
        Await.result(world.send(new FindCoordinator("group")));
        assertEquals(ErrorCode.INTERNAL_TOPIC, refusal(new DeleteRecords(TopicNames.CONSUMER_OFFSETS, 0, 0, LONG)));
    }

    @Test
    void onlyALeaderIsAsked() {
        world.group("t", 0).follow(Optional.empty());
        assertEquals(ErrorCode.NO_LEADER, refusal(new DeleteRecords("t", 0, 1, LONG)));
        assertEquals(ErrorCode.NO_LEADER, refusal(new DescribeProducers("t", 0)));
        assertEquals(ErrorCode.NO_LEADER, refusal(new EndOfTerm("t", 0, -1, 1)));
    }

    @Test
    void logsAreDescribedWithTheirDisk() {
        world.produce("u", 0, plain("a"));
        DescribeLogs.Result all = Await.result(world.send(new DescribeLogs(Optional.empty())));
        assertEquals(2, all.logs().size());
        assertTrue(all.totalBytes() >= all.usableBytes() && all.usableBytes() > 0);
        TopicPartition one = new TopicPartition("t", 0);
        DescribeLogs.Result some = Await.result(world.send(new DescribeLogs(Optional.of(Set.of(one)))));
        assertEquals(
                List.of(one),
                some.logs().stream().map(DescribeLogs.Log::partition).toList());
        assertTrue(some.logs().getFirst().bytes() > 0);
        assertEquals(0, some.logs().getFirst().lag());
    }
}

package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.fake.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AdministrationTest {
    private final FakeCluster cluster = new FakeCluster(3);
    private final GokafkaClient client = cluster.client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void topicsAreCreatedListedDescribedAndDeleted() {
        assertEquals(2, client.topics().create("a", 2, 1, Map.of()).partitions().size());
        assertEquals(ErrorCode.TOPIC_EXISTS, code(() -> client.topics().create("a", 2, 1, Map.of())));
        assertEquals("a", client.topics().list().getFirst().name());
        assertEquals("a", client.topics().describe("a").name());
        client.topics().delete("a");
        assertEquals(List.of(), client.topics().list());
        assertEquals(ErrorCode.UNKNOWN_TOPIC, code(() -> client.topics().delete("a")));
        assertEquals(ErrorCode.UNKNOWN_TOPIC, code(() -> client.topics().describe("a")));
    }

    @Test
    void topicWhoseCreationWasNotAnsweredIsReportedAsCreated() {
        assertEquals(
                "a",
                client.topics()
                        .create("a", 1, 1, Map.of("fake.lose.answer", "yes"))
                        .name());
    }

    @Test
    void offsetsAreThoseOfTheLeaderWhereverItIs() {
        TopicPartition partition = new TopicPartition("a", 0);
        cluster.topic("a", 1);
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            producer.send(ProducerRecord.of("a", "x").withTimestamp(10)).join();
            producer.send(ProducerRecord.of("a", "y").withTimestamp(20)).join();
        }
        cluster.moveLeader(partition, 2);
        assertEquals(0, client.topics().offset(partition, new ListOffsets.Query.Earliest()));
        assertEquals(2, client.topics().offset(partition, new ListOffsets.Query.Latest()));
        assertEquals(1, client.topics().offset(partition, new ListOffsets.Query.AtTime(15)));
        TopicPartition beyond = new TopicPartition("a", 1);
        assertEquals(
                ErrorCode.UNKNOWN_PARTITION,
                code(() -> client.topics().offset(beyond, new ListOffsets.Query.Latest())));
    }

    @Test
    void groupsAreListedOverAllBrokers() {
        TopicPartition partition = new TopicPartition("a", 0);
        client.groups().commit("g", Map.of(partition, 7L));
        assertEquals("g", client.groups().list().getFirst().name());
        assertEquals("g", client.groups().describe("g").name());
        assertEquals(
                7, List.copyOf(client.groups().offsets("g").values()).getFirst().offset());
        cluster.groups().moveCoordinator(2);
        cluster.kill(0);
        assertEquals(1, client.groups().list().size());
        client.groups().delete("g");
        assertEquals(Map.of(), client.groups().offsets("g"));
    }

    @Test
    void brokersDescribeThemselves() {
        assertEquals(3, client.brokers().list().size());
        assertEquals("cluster", client.brokers().cluster().clusterId());
        BrokerId second = new BrokerId("node2");
        assertEquals(second, client.brokers().describe(second).info().id());
        RequestException failure =
                assertThrows(RequestException.class, () -> client.brokers().describe(new BrokerId("node9")));
        assertEquals("there is no broker 'node9': there are [node1, node2, node3]", failure.getMessage());
    }

    @Test
    void anyBrokerIsAnEntryAndDeadOnesCostLittle() {
        cluster.kill(0);
        cluster.hang(1);
        long start = System.nanoTime();
        assertEquals(3, client.brokers().list().size());
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(2).toNanos());
    }

    @Test
    void deadlineSaysWhatWasTried() {
        IntStream.range(0, 3).forEach(cluster::kill);
        ClientConfig hasty = FakeCluster.config().withOperationTimeout(Duration.ofMillis(100));
        try (GokafkaClient other = GokafkaClient.connect(hasty, cluster)) {
            OperationTimeoutException failure = assertThrows(
                    OperationTimeoutException.class, () -> other.topics().create("a", 1, 1, Map.of()));
            String message = String.valueOf(failure.getMessage());
            assertTrue(
                    message.matches("CreateTopic did not succeed within \\d+ ms: \\d+ attempts, the last one at"
                            + " node\\d:\\d: UNAVAILABLE: connection refused"),
                    message);
            assertThrows(OperationTimeoutException.class, () -> other.topics().list());
        }
    }

    @Test
    void interruptEndsAWaitAndKeepsTheFlag() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> client.topics().list());
        assertTrue(Thread.interrupted());
    }

    @Test
    void badConfigurationSaysWhatIsWrong() {
        assertMessage("'x' is not an address", () -> ClientConfig.of("x"));
        assertMessage("maxInFlight is 6", () -> ProducerConfig.defaults().withMaxInFlight(6));
        assertMessage("requestTimeout is PT0S", () -> ClientConfig.of("a:1").withRequestTimeout(Duration.ZERO));
        assertMessage("maxPollRecords is 0", () -> ConsumerConfig.defaults().withMaxPollRecords(0));
    }

    private static void assertMessage(String part, Runnable action) {
        IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, action::run);
        assertTrue(String.valueOf(failure.getMessage()).contains(part), failure::toString);
    }

    private static ErrorCode code(Runnable action) {
        return assertThrows(RequestException.class, action::run).code();
    }
}

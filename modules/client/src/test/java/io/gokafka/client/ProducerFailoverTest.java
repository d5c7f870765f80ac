package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.fake.FakeCluster;
import io.gokafka.client.fake.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProducerFailoverTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);

    private final FakeCluster cluster = new FakeCluster(3).topic("t", 2);

    private static ProducerRecord record(int partition, String value) {
        return ProducerRecord.of("t", value).withPartition(partition);
    }

    private static ProducerConfig smallBatches() {
        return ProducerConfig.defaults().withBatchSize(1024).withDeliveryTimeout(Duration.ofSeconds(30));
    }

    @Test
    void deadLeaderIsReplacedAtOnce() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(ProducerConfig.defaults())) {
            producer.send(record(0, "a")).join();
            cluster.freezeMetadata(2); // one broker is behind, and stays so
            cluster.kill(0);
            CompletableFuture<RecordMetadata> second = producer.send(record(0, "b"));
            cluster.moveLeader(T0, 1);
            long elected = System.nanoTime();
            second.join();
            assertTrue(System.nanoTime() - elected < Duration.ofMillis(500).toNanos());
        }
        assertEquals(List.of("a", "b"), cluster.values(T0));
    }

    @Test
    void leaderThatHangsIsLeftAsSoonAsThereIsAnother() {
        ClientConfig patient = FakeCluster.config().withRequestTimeout(Duration.ofSeconds(30));
        try (GokafkaClient client = GokafkaClient.connect(patient, cluster);
                Producer producer = client.producer(ProducerConfig.defaults())) {
            producer.send(record(0, "a")).join();
            cluster.hang(0);
            CompletableFuture<RecordMetadata> second = producer.send(record(0, "b"));
            cluster.moveLeader(T0, 1);
            second.orTimeout(10, TimeUnit.SECONDS).join();
        }
        assertEquals(List.of("a", "b"), cluster.values(T0));
    }

    @Test
    void recordThatCannotBeDeliveredFailsInTimeAndSaysWhy() {
        try (GokafkaClient client = cluster.client();
                Producer producer =
                        client.producer(ProducerConfig.defaults().withDeliveryTimeout(Duration.ofMillis(300)))) {
            producer.send(record(0, "a")).join();
            IntStream.range(0, 3).forEach(cluster::kill);
            long start = System.nanoTime();
            CompletionException failure = assertThrows(
                    CompletionException.class,
                    () -> producer.send(record(0, "b")).join());
            assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
            OperationTimeoutException timeout = assertInstanceOf(OperationTimeoutException.class, failure.getCause());
            String message = String.valueOf(timeout.getMessage());
            assertTrue(message.contains("t-0 was not acknowledged"), message);
            assertTrue(message.contains("node1:1: UNAVAILABLE: connection refused"), message);
            IntStream.range(0, 3).forEach(cluster::revive);
            producer.send(record(0, "c")).join();
        }
        assertEquals(List.of("a", "c"), cluster.values(T0));
    }

    /** The record is still in the socket of a broker that was cut off, say; later ones were sent by another way. */
    @Test
    void recordThatWasGivenUpDoesNotArriveBehindLaterOnes() {
        cluster.faults((broker, produce) -> Fault.UNDER_WAY);
        try (GokafkaClient client = cluster.client();
                Producer producer =
                        client.producer(ProducerConfig.defaults().withDeliveryTimeout(Duration.ofMillis(300)))) {
            CompletionException failure = assertThrows(
                    CompletionException.class,
                    () -> producer.send(record(0, "given up")).join());
            assertInstanceOf(OperationTimeoutException.class, failure.getCause());
            cluster.faults((broker, produce) -> Fault.NONE);
            producer.send(record(0, "later")).join();
            List<ErrorCode> refusals = cluster.arrive();
            assertFalse(refusals.isEmpty());
            assertEquals(Set.of(ErrorCode.PRODUCER_FENCED), Set.copyOf(refusals));
        }
        assertEquals(List.of("later"), cluster.values(T0));
    }

    @Test
    void badRecordsFailWithAReason() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches().withMaxRecordBytes(100))) {
            assertEquals(ErrorCode.UNKNOWN_TOPIC, code(producer.send(ProducerRecord.of("nowhere", "a"))));
            assertEquals(ErrorCode.INVALID_TOPIC, code(producer.send(ProducerRecord.of("..", "a"))));
            assertEquals(ErrorCode.UNKNOWN_PARTITION, code(producer.send(record(2, "a"))));
            assertEquals(ErrorCode.RECORD_TOO_LARGE, code(producer.send(record(0, "x".repeat(101)))));
        }
    }

    @Test
    void topicIsCreatedOnFirstUseWhereThatIsAllowed() {
        cluster.autoCreate();
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            RecordMetadata sent =
                    producer.send(ProducerRecord.of("new", "key", "a")).join();
            assertEquals(List.of("a"), cluster.values(sent.partition()));
        }
    }

    private static ErrorCode code(CompletableFuture<?> future) {
        CompletionException failure = assertThrows(CompletionException.class, future::join);
        return assertInstanceOf(RequestException.class, failure.getCause()).code();
    }
}

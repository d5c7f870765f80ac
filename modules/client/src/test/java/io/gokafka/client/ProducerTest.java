package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Acks;
import io.gokafka.client.fake.FakeCluster;
import io.gokafka.client.fake.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ProducerTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);

    private final FakeCluster cluster = new FakeCluster(3).topic("t", 2);

    private static ProducerRecord record(int partition, String value) {
        return ProducerRecord.of("t", value).withPartition(partition);
    }

    private static ProducerConfig smallBatches() {
        return ProducerConfig.defaults().withBatchSize(1024).withDeliveryTimeout(Duration.ofSeconds(30));
    }

    @Test
    void recordGetsItsOffsetAndTimestamp() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(ProducerConfig.defaults())) {
            producer.send(record(0, "a")).join();
            RecordMetadata second =
                    producer.send(record(0, "b").withTimestamp(42)).join();
            assertEquals(new RecordMetadata(T0, 1, 42), second);
        }
    }

    @Test
    void recordThatTheBrokerStampsHasTheTimeOfTheBroker() {
        cluster.stamp(77);
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(ProducerConfig.defaults())) {
            assertEquals(
                    new RecordMetadata(T0, 0, 77),
                    producer.send(record(0, "a").withTimestamp(42)).join());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void randomFaultsLoseNothingRepeatNothingAndKeepTheOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        cluster.faults((_, _) ->
                random.nextInt(4) == 0 ? Fault.SURVIVABLE.get(random.nextInt(Fault.SURVIVABLE.size())) : Fault.NONE);
        int count = 3000;
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(record(i % 2, "value " + i)));
            }
            producer.flush();
        }
        for (int partition = 0; partition < 2; partition++) {
            int remainder = partition;
            List<String> expected = IntStream.range(0, count)
                    .filter(i -> i % 2 == remainder)
                    .mapToObj(i -> "value " + i)
                    .toList();
            assertEquals(expected, cluster.values(new TopicPartition("t", partition)));
        }
        assertOffsetsAreThoseOfTheLog(sent);
    }

    private void assertOffsetsAreThoseOfTheLog(List<CompletableFuture<RecordMetadata>> sent) {
        for (int i = 0; i < sent.size(); i++) {
            RecordMetadata metadata = sent.get(i).join();
            String value = "value " + i;
            assertTrue(cluster.log(metadata.partition()).stream()
                    .anyMatch(r -> r.offset() == metadata.offset() && value.equals(r.valueText())));
            i += 97; // a sample: the log is read anew each time
        }
    }

    @Test
    void batchesFillWhileOthersAreInFlight() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(ProducerConfig.defaults())) {
            List<CompletableFuture<RecordMetadata>> sent = IntStream.range(0, 5000)
                    .mapToObj(i -> producer.send(record(0, "value " + i)))
                    .toList();
            producer.flush();
            assertTrue(sent.stream().allMatch(CompletableFuture::isDone));
        }
        assertEquals(5000, cluster.values(T0).size());
        assertTrue(cluster.batches(T0) < 500, "batches: " + cluster.batches(T0));
    }

    @Test
    void batchThatFailsForGoodLetsLaterOnesThroughInOrder() {
        AtomicInteger batches = new AtomicInteger();
        cluster.faults((_, _) -> batches.incrementAndGet() == 4 ? Fault.CORRUPT : Fault.NONE);
        List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            IntStream.range(0, 1000).forEach(i -> sent.add(producer.send(record(0, "value " + i))));
            producer.flush();
        }
        List<String> acknowledged = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            if (!sent.get(i).isCompletedExceptionally()) {
                acknowledged.add("value " + i);
            }
        }
        assertEquals(acknowledged, cluster.values(T0));
        assertTrue(acknowledged.size() < 1000 && acknowledged.size() > 800, "acknowledged " + acknowledged.size());
    }

    @Test
    void producerWhoseStateTheBrokerForgotBeginsAnew() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            producer.send(record(0, "a")).join();
            cluster.forgetProducers(T0);
            producer.send(record(0, "b")).join();
            assertEquals(1, producer.send(record(1, "c")).thenApply(_ -> 1).join());
        }
        assertEquals(List.of("a", "b"), cluster.values(T0));
    }

    @Test
    void withAcksLeaderWhatTheNewLeaderLacksDoesNotBlockWhatFollows() {
        AtomicInteger requests = new AtomicInteger();
        cluster.faults((_, _) -> {
            if (requests.incrementAndGet() != 2) {
                return Fault.NONE;
            }
            cluster.forgetProducers(T0); // the new leader has never seen the batch before
            return Fault.INDETERMINATE_LOST;
        });
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches().withAcks(Acks.LEADER))) {
            producer.send(record(0, "a")).join();
            producer.send(record(0, "b")).join();
            producer.send(record(0, "c")).join();
        }
        assertEquals(List.of("a", "b", "c"), cluster.values(T0));
    }

    @Test
    void severalThreadsKeepEachOneItsOrder() {
        List<String> expected =
                IntStream.range(0, 1000).mapToObj(String::valueOf).toList();
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            List<CompletableFuture<Void>> threads = IntStream.range(0, 4)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> expected.forEach(value -> {
                        var _ = producer.send(record(0, thread + " " + value));
                    })))
                    .toList();
            threads.forEach(CompletableFuture::join);
        }
        for (int thread = 0; thread < 4; thread++) {
            String prefix = thread + " ";
            assertEquals(
                    expected,
                    cluster.values(T0).stream()
                            .filter(v -> v.startsWith(prefix))
                            .map(v -> v.substring(2))
                            .toList());
        }
    }

    @Test
    void sendBlocksWhileTheBufferIsFull() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        cluster.faults((_, _) -> release.getCount() == 0 ? Fault.NONE : Fault.OVERLOADED);
        ProducerConfig config = smallBatches().withMaxRecordBytes(1000).withBufferMemory(20_000);
        AtomicInteger sent = new AtomicInteger();
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(config)) {
            Thread sender = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 100; i++) {
                    var _ = producer.send(record(0, i + "x".repeat(900)));
                    sent.incrementAndGet();
                }
            });
            Eventually.holds(
                    "the sender waits", () -> sender.getState() == Thread.State.TIMED_WAITING && sent.get() > 5);
            assertTrue(sent.get() <= 20, "sent " + sent);
            release.countDown();
            sender.join();
            producer.flush();
        }
        assertEquals(100, cluster.values(T0).size());
    }

    @Test
    void withoutAcknowledgementNothingIsRetried() {
        AtomicInteger requests = new AtomicInteger();
        cluster.faults((_, _) -> requests.incrementAndGet() == 1 ? Fault.INDETERMINATE_LOST : Fault.NONE);
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(ProducerConfig.defaults().withAcks(Acks.NONE))) {
            assertThrows(
                    CompletionException.class,
                    () -> producer.send(record(0, "a")).join());
            producer.send(record(0, "b")).join();
        }
        assertEquals(List.of("b"), cluster.values(T0));
        assertEquals(2, requests.get());
    }

    @Test
    void recordsWithoutKeySpreadOverPartitions() {
        try (GokafkaClient client = cluster.client();
                Producer producer = client.producer(smallBatches())) {
            for (int i = 0; i < 5000; i++) {
                var _ = producer.send(ProducerRecord.of("t", "value " + i));
            }
            producer.flush();
        }
        assertFalse(cluster.values(T0).isEmpty());
        assertFalse(cluster.values(T1).isEmpty());
        assertEquals(5000, cluster.values(T0).size() + cluster.values(T1).size());
    }

    @Test
    void closedProducerTakesNoMore() {
        try (GokafkaClient client = cluster.client()) {
            Producer producer = client.producer(smallBatches());
            CompletableFuture<RecordMetadata> sent = producer.send(record(0, "a"));
            producer.close();
            assertTrue(sent.isDone());
            assertThrows(IllegalStateException.class, () -> producer.send(record(0, "b")));
        }
    }
}

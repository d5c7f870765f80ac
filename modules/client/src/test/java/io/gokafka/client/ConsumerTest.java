package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.fake.FakeCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ConsumerTest {
    private static final TopicPartition T0 = new TopicPartition("t", 0);
    private static final TopicPartition T1 = new TopicPartition("t", 1);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final FakeCluster cluster = new FakeCluster(3).topic("t", 2);
    private final GokafkaClient client = cluster.client();

    @AfterEach
    void close() {
        client.close();
    }

    private static ConsumerConfig earliest() {
        return ConsumerConfig.defaults()
                .withStartFrom(StartFrom.EARLIEST)
                .withFetchMaxWait(Duration.ofMillis(50))
                .withAutoCommit(false);
    }

    private void produce(TopicPartition partition, int from, int to) {
        try (Producer producer = client.producer(ProducerConfig.defaults().withBatchSize(1024))) {
            for (int i = from; i < to; i++) {
                var _ = producer.send(
                        ProducerRecord.of(partition.topic(), "value " + i).withPartition(partition.partition()));
            }
        }
    }

    private static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "value " + i).toList();
    }

    /** Polls until there are so many records. */
    private static List<String> read(Consumer consumer, int count) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            List<ConsumerRecord> records = consumer.poll(LONG);
            assertTrue(!records.isEmpty(), () -> "only " + values.size() + " records");
            records.forEach(r -> values.add(String.valueOf(r.valueText())));
        }
        return values;
    }

    @Test
    void assignedPartitionIsReadInOrderFromTheBeginning() {
        produce(T0, 0, 2000);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 2000), read(consumer, 2000));
            assertEquals(2000, consumer.position(T0));
        }
    }

    @Test
    void memoryForReadingAheadIsBoundedAndEverythingIsRead() {
        produce(T0, 0, 2000);
        produce(T1, 2000, 4000);
        try (Consumer consumer =
                client.consumer(earliest().withFetchBytes(4096, 2048).withMaxPollRecords(7))) {
            consumer.assign(List.of(T0, T1));
            List<String> all = read(consumer, 4000);
            assertEquals(values(0, 4000), all.stream().sorted(this::byNumber).toList());
        }
    }

    private int byNumber(String a, String b) {
        return Integer.compare(Integer.parseInt(a.substring(6)), Integer.parseInt(b.substring(6)));
    }

    @Test
    void anyReplicaServesAReaderThoughThereIsNoLeader() {
        cluster.replicated();
        produce(T0, 0, 500);
        try (Consumer consumer = client.consumer(earliest().withReadFrom(ReadFrom.ANY_REPLICA))) {
            consumer.assign(List.of(T0));
            assertEquals(0, consumer.position(T0)); // that is asked of the leader
            cluster.kill(cluster.leader(T0));
            assertEquals(values(0, 500), read(consumer, 500));
            assertFalse(cluster.hasServed(0));
        }
    }

    @Test
    void onlyTheLeaderServesAReaderUnlessOthersMay() {
        cluster.replicated();
        produce(T0, 0, 500);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 500), read(consumer, 500));
        }
        assertTrue(cluster.hasServed(0));
        assertFalse(cluster.hasServed(1) || cluster.hasServed(2));
    }

    @Test
    void aReplicaThatIsBehindHoldsNoReaderUp() {
        cluster.replicated();
        produce(T0, 0, 10);
        try (Consumer consumer = client.consumer(earliest().withReadFrom(ReadFrom.ANY_REPLICA))) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 10), read(consumer, 10));
            cluster.fallBehind(1, T0);
            cluster.fallBehind(2, T0);
            for (int i = 10; i < 20; i++) {
                produce(T0, i, i + 1);
                assertEquals(values(i, i + 1), read(consumer, 1));
            }
            cluster.kill(1); // and one that cannot be reached neither
            produce(T0, 20, 30);
            assertEquals(values(20, 30), read(consumer, 10));
        }
    }

    @Test
    void latestReadsOnlyWhatIsNew() {
        produce(T0, 0, 10);
        try (Consumer consumer = client.consumer(earliest().withStartFrom(StartFrom.LATEST))) {
            consumer.assign(List.of(T0));
            assertEquals(10, consumer.position(T0));
            produce(T0, 10, 12);
            assertEquals(values(10, 12), read(consumer, 2));
        }
    }

    @Test
    void controlBatchesAreSkippedAndCountInPositions() {
        produce(T0, 0, 5);
        cluster.endTransaction(T0);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 5), read(consumer, 5));
            Eventually.holds("position is behind the control batch", () -> {
                consumer.poll(Duration.ofMillis(5));
                return consumer.position(T0) == 6;
            });
        }
    }

    @Test
    void readingGoesOverTheHolesOfCompaction() {
        produce(T0, 0, 5);
        for (int i = 0; i < 40; i++) {
            cluster.compactAway(T0, 250);
        }
        produce(T0, 5, 8);
        cluster.compactAway(T0, 10);
        // So little memory that there are answers with nothing but holes.
        try (Consumer consumer = client.consumer(earliest().withFetchBytes(4096, 1024))) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 8), read(consumer, 8));
            Eventually.holds("the position is behind the hole at the end", () -> {
                consumer.poll(Duration.ofMillis(5));
                return consumer.position(T0) == 10_018;
            });
            consumer.seek(T0, 7000); // within a hole
            assertEquals(values(5, 8), read(consumer, 3));
        }
    }

    @Test
    void readingGoesOnWhenTheLeaderMovesOrDies() {
        produce(T0, 0, 100);
        try (Consumer consumer = client.consumer(earliest().withMaxPollRecords(10))) {
            consumer.assign(List.of(T0));
            List<String> read = new ArrayList<>(read(consumer, 50));
            cluster.moveLeader(T0, 1);
            produce(T0, 100, 200);
            read.addAll(read(consumer, 200 - read.size()));
            cluster.kill(1);
            cluster.moveLeader(T0, 2);
            produce(T0, 200, 300);
            read.addAll(read(consumer, 300 - read.size()));
            assertEquals(values(0, 300), read);
        }
    }

    @Test
    void seekGoesBackAndForth() {
        produce(T0, 0, 100);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            consumer.seek(T0, 95);
            assertEquals(values(95, 100), read(consumer, 5));
            consumer.seekToBeginning(List.of(T0));
            assertEquals(values(0, 100), read(consumer, 100));
            consumer.seekToEnd(List.of(T0));
            assertEquals(100, consumer.position(T0));
            assertThrows(IllegalStateException.class, () -> consumer.seek(T1, 0));
        }
    }

    @Test
    void offsetThatWasSoughtAndIsNotThereIsAnError() {
        produce(T0, 0, 10);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            consumer.seek(T0, 11);
            RequestException failure = assertThrows(RequestException.class, () -> consumer.poll(LONG));
            assertEquals(ErrorCode.OFFSET_OUT_OF_RANGE, failure.code());
            assertEquals("offset 11 of t-0 is out of range: there are 0 to 10", failure.getMessage());
            consumer.seek(T0, 9);
            assertEquals(values(9, 10), read(consumer, 1));
        }
    }

    @Test
    void errorOfAnOffsetThatWasLeftMeanwhileIsNotReported() {
        produce(T0, 0, 10);
        produce(T1, 0, 10);
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0, T1));
            for (int i = 0; i < 20; i++) { // now and then, both errors are there when the first is thrown
                consumer.seek(T0, 11);
                consumer.seek(T1, 11);
                assertThrows(RequestException.class, () -> consumer.poll(LONG));
                consumer.seek(T0, 9);
                consumer.seek(T1, 9);
                assertEquals(2, read(consumer, 2).size());
            }
        }
    }

    @Test
    void committedOffsetThatIsGoneStartsWhereConfigured() {
        produce(T0, 0, 1000);
        client.groups().commit("g", Map.of(T0, 1L));
        cluster.dropBefore(T0, 500);
        try (Consumer consumer = client.consumer(earliest().withGroup("g"))) {
            consumer.assign(List.of(T0));
            long first = consumer.poll(LONG).getFirst().offset();
            assertTrue(first > 400, "first " + first);
        }
    }

    @Test
    void consumerOfAGroupGoesOnWhereItCommitted() {
        produce(T0, 0, 100);
        try (Consumer consumer = client.consumer(earliest().withGroup("g").withMaxPollRecords(30))) {
            consumer.assign(List.of(T0));
            assertEquals(values(0, 30), read(consumer, 30));
            consumer.commit();
            assertEquals(30, cluster.groups().committed("g", T0));
            read(consumer, 30);
        }
        try (Consumer consumer = client.consumer(earliest().withGroup("g").withAutoCommit(true))) {
            consumer.assign(List.of(T0));
            assertEquals(values(30, 100), read(consumer, 70));
        }
        assertEquals(100, cluster.groups().committed("g", T0));
    }

    @Test
    void clusterThatCannotBeReachedIsReportedByPoll() {
        IntStream.range(0, 3).forEach(cluster::kill);
        ClientConfig hasty = FakeCluster.config().withOperationTimeout(Duration.ofMillis(200));
        try (GokafkaClient other = GokafkaClient.connect(hasty, cluster);
                Consumer consumer = other.consumer(earliest())) {
            consumer.assign(List.of(T0));
            OperationTimeoutException failure =
                    assertThrows(OperationTimeoutException.class, () -> consumer.poll(LONG));
            assertTrue(String.valueOf(failure.getMessage()).contains("node1:1: connection refused"), failure::toString);
        }
    }

    @Test
    void unknownTopicIsReportedByPoll() {
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(new TopicPartition("nowhere", 0)));
            RequestException failure = assertThrows(RequestException.class, () -> consumer.poll(LONG));
            assertEquals(ErrorCode.UNKNOWN_TOPIC, failure.code());
        }
    }

    @Test
    void wakeupEndsAPollThatWaits() {
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            CompletableFuture<Void> waker = CompletableFuture.runAsync(consumer::wakeup);
            assertEquals(List.of(), consumer.poll(Duration.ofDays(1)));
            waker.join();
        }
    }

    @Test
    void secondThreadIsRefused() {
        try (Consumer consumer = client.consumer(earliest())) {
            consumer.assign(List.of(T0));
            CompletableFuture<List<ConsumerRecord>> other = CompletableFuture.supplyAsync(() -> consumer.poll(LONG));
            Eventually.holds("the other thread polls", () -> isRefused(consumer));
            consumer.wakeup();
            try {
                other.join();
            } catch (CompletionException e) {
                throw new AssertionError(e);
            }
        }
    }

    private static boolean isRefused(Consumer consumer) {
        try {
            consumer.seek(T0, 0);
            return false;
        } catch (ConcurrentModificationException e) {
            return true;
        }
    }

    @Test
    void withoutGroupThereIsNoSubscriptionAndNoCommit() {
        try (Consumer consumer = client.consumer(earliest())) {
            assertThrows(IllegalStateException.class, () -> consumer.subscribe(List.of("t")));
            consumer.assign(List.of(T0));
            assertThrows(IllegalStateException.class, consumer::commit);
        }
    }
}

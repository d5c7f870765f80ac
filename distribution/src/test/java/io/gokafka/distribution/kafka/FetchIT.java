package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reading by assignment: positions, times, pauses, many partitions. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class FetchIT {
    private final Kafka kafka;

    FetchIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void aConsumerSeeksToAnyOffset() {
        TopicPartition tp = filled(500);
        try (var consumer = kafka.consumer()) {
            consumer.assign(List.of(tp));
            assertEquals(Map.of(tp, 0L), consumer.beginningOffsets(List.of(tp)));
            assertEquals(Map.of(tp, 500L), consumer.endOffsets(List.of(tp)));

            consumer.seek(tp, 321);
            List<ConsumerRecord<String, String>> records = Reading.poll(consumer, 179);
            assertEquals(Reading.numbers(321, 500), Reading.values(records));
            Reading.assertContiguous(321, records);
            assertEquals(500, consumer.position(tp));

            consumer.seekToBeginning(List.of(tp));
            assertEquals(0, Reading.poll(consumer, 1).getFirst().offset());
            consumer.seekToEnd(List.of(tp));
            assertEquals(500, consumer.position(tp));
            assertEquals(OptionalLong.of(0), consumer.currentLag(tp));
        }
    }

    @Test
    void offsetsAreFoundByTime() {
        String topic = kafka.topic(2, Map.of("retention.ms", "-1"));
        TopicPartition tp = new TopicPartition(topic, 0);
        try (var producer = kafka.producer("linger.ms", 5)) {
            for (int i = 0; i < 100; i++) {
                Future<RecordMetadata> _ =
                        producer.send(new ProducerRecord<>(topic, 0, 1_000_000L + i * 10L, null, "" + i));
            }
            producer.flush();
        }
        try (var consumer = kafka.consumer()) {
            assertEquals(new OffsetAndTimestamp(0, 1_000_000, leaderEpoch(tp)), at(consumer, tp, 0));
            assertEquals(50, at(consumer, tp, 1_000_500).offset());
            assertEquals(51, at(consumer, tp, 1_000_501).offset());
            assertEquals(1_000_510, at(consumer, tp, 1_000_501).timestamp());
            assertEquals(99, at(consumer, tp, 1_000_990).offset());
            assertNull(at(consumer, tp, 1_000_991));
            assertNull(at(consumer, new TopicPartition(topic, 1), 0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "snappy", "lz4", "zstd"})
    void offsetsAreFoundByTimeInsideOfCompressedBatches(String codec) {
        String topic = kafka.topic(1, Map.of("retention.ms", "-1"));
        TopicPartition tp = new TopicPartition(topic, 0);
        try (var producer = kafka.producer("linger.ms", 50, "compression.type", codec)) {
            for (int i = 0; i < 1000; i++) {
                Future<RecordMetadata> _ =
                        producer.send(new ProducerRecord<>(topic, 0, 5_000L + i, null, "value " + i));
            }
            producer.flush();
        }
        try (var consumer = kafka.consumer()) {
            for (int i : new int[] {0, 1, 499, 998, 999}) {
                assertEquals(i, at(consumer, tp, 5_000 + i).offset());
            }
        }
    }

    @Test
    void aPausedPartitionGivesNothingUntilItIsResumed() {
        String topic = kafka.topic(2);
        TopicPartition paused = new TopicPartition(topic, 0);
        TopicPartition other = new TopicPartition(topic, 1);
        kafka.fill(topic, 0, 50);
        kafka.fill(topic, 1, 50);
        try (var consumer = kafka.consumer()) {
            consumer.assign(List.of(paused, other));
            consumer.pause(List.of(paused));
            assertEquals(Set.of(paused), consumer.paused());
            Reading.poll(consumer, 50).forEach(r -> assertEquals(1, r.partition()));
            consumer.resume(List.of(paused));
            Reading.poll(consumer, 50).forEach(r -> assertEquals(0, r.partition()));
        }
    }

    @Test
    void sessionsOverManyPartitionsMissNothing() {
        int partitions = 40;
        String topic = kafka.topic(partitions);
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
        try (var consumer = kafka.consumer("max.partition.fetch.bytes", 2000, "fetch.max.bytes", 10_000);
                var producer = kafka.producer("linger.ms", 5)) {
            consumer.assign(all);
            for (int round = 0; round < 5; round++) {
                // A session carries only what changes: other partitions each round, and one that leaves and comes back.
                Set<String> expected = new TreeSet<>();
                for (int p = round; p < partitions; p += round + 1) {
                    for (int i = 0; i < 20; i++) {
                        String value = round + "/" + p + "/" + i + "x".repeat(100);
                        Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, p, null, value));
                        expected.add(value);
                    }
                }
                producer.flush();
                Set<String> got = new TreeSet<>(Reading.values(Reading.poll(consumer, expected.size())));
                assertEquals(expected, got);
                consumer.assign(all.subList(1, partitions));
                consumer.poll(Duration.ofMillis(10)).forEach(r -> {
                    throw new AssertionError("a record came twice: " + r);
                });
                long end = consumer.endOffsets(List.of(all.getFirst())).get(all.getFirst());
                Map<TopicPartition, Long> positions = new HashMap<>();
                all.subList(1, partitions).forEach(tp -> positions.put(tp, consumer.position(tp)));
                consumer.assign(all);
                positions.forEach(consumer::seek);
                consumer.seek(all.getFirst(), end);
            }
        }
    }

    @Test
    void aFetchThatWaitsEndsWhenARecordComes() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        // The wait is longer than the test's patience: only a record can end it in time.
        try (var consumer = kafka.consumer("fetch.max.wait.ms", 100_000, "request.timeout.ms", 120_000);
                var producer = kafka.producer()) {
            consumer.assign(List.of(tp));
            assertTrue(consumer.poll(Duration.ofMillis(500)).isEmpty());
            CompletableFuture<Void> sending =
                    CompletableFuture.runAsync(() -> Kafka.get(producer.send(new ProducerRecord<>(topic, "v"))));
            assertEquals("v", Reading.poll(consumer, 1).getFirst().value());
            sending.join();
            consumer.close(CloseOptions.timeout(Duration.ZERO)); // or it waits for the next fetch
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read_committed", "read_uncommitted"})
    void bothIsolationLevelsReadWhatIsNotTransactional(String level) {
        TopicPartition tp = filled(200);
        try (var consumer = kafka.consumer("isolation.level", level)) {
            consumer.assign(List.of(tp));
            assertEquals(Reading.numbers(0, 200), Reading.values(Reading.poll(consumer, 200)));
            assertEquals(Map.of(tp, 200L), consumer.endOffsets(List.of(tp)));
        }
    }

    @Test
    void anOffsetOutOfRangeIsAnErrorOrResets() {
        TopicPartition tp = filled(20);
        try (var consumer = kafka.consumer("auto.offset.reset", "none")) {
            consumer.assign(List.of(tp));
            consumer.seek(tp, 1000);
            assertThrows(OffsetOutOfRangeException.class, () -> Reading.poll(consumer, 1));
        }
        try (var consumer = kafka.consumer("auto.offset.reset", "earliest")) {
            consumer.assign(List.of(tp));
            consumer.seek(tp, 1000);
            assertEquals(Reading.numbers(0, 20), Reading.values(Reading.poll(consumer, 20)));
        }
    }

    @Test
    void aConsumerBeginsAtTheRecordsOfTheLastHour() {
        String topic = kafka.topic(1);
        long now = System.currentTimeMillis();
        try (var producer = kafka.producer()) {
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, now - 7_200_000, null, "old")));
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, now, null, "new")));
        }
        try (var consumer = kafka.consumer("auto.offset.reset", "by_duration:PT1H", "group.id", Kafka.name("g"))) {
            consumer.subscribe(List.of(topic));
            assertEquals("new", Reading.poll(consumer, 1).getFirst().value());
        }
    }

    @Test
    void partitionsAndTopicsAreListedToConsumers() {
        String topic = kafka.topic(3);
        try (var consumer = kafka.consumer()) {
            assertEquals(3, consumer.partitionsFor(topic).size());
            consumer.partitionsFor(topic).forEach(p -> {
                assertEquals(3, p.replicas().length);
                assertFalse(p.leader().isEmpty());
            });
            assertTrue(consumer.listTopics().containsKey(topic));
        }
    }

    private TopicPartition filled(int count) {
        String topic = kafka.topic(1);
        kafka.fill(topic, 0, count);
        return new TopicPartition(topic, 0);
    }

    private Optional<Integer> leaderEpoch(TopicPartition tp) {
        return Reading.all(kafka, tp.topic(), tp.partition()).getFirst().leaderEpoch();
    }

    private static OffsetAndTimestamp at(Consumer<String, String> consumer, TopicPartition tp, long time) {
        return consumer.offsetsForTimes(Map.of(tp, time)).get(tp);
    }
}

package io.gokafka.transport.kafka.real;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.transport.kafka.KafkaTransportProvider;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JavaClientTest {
    private static final Duration POLL = Duration.ofMillis(200);

    private final SmallBroker broker = new SmallBroker(List.of("orders", "bills"));
    private final Transport transport = new KafkaTransportProvider()
            .start(new TransportContext(broker, new Settings(Map.of("kafka-addr", "127.0.0.1:0")), 4 << 20, broker));

    JavaClientTest() {
        broker.listensAt(transport.advertisedAddress());
    }

    @AfterEach
    void close() {
        transport.close();
    }

    private Map<String, Object> config(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
        config.put("bootstrap.servers", transport.advertisedAddress().toString());
        return config;
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        return new KafkaProducer<>(config(more), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> more) {
        return new KafkaConsumer<>(config(more), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<byte[], byte[]>> poll(KafkaConsumer<byte[], byte[]> consumer, int count) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (records.size() < count) {
            assertTrue(System.nanoTime() < deadline, () -> records.size() + " records instead of " + count);
            consumer.poll(POLL).forEach(records::add);
        }
        assertEquals(count, records.size());
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void recordsOfEveryCodecComeBackAsTheyWere(String codec) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(
                        Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec, ProducerConfig.LINGER_MS_CONFIG, 20));
                KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            List<Future<RecordMetadata>> sent = IntStream.range(0, 500)
                    .mapToObj(i -> producer.send(new ProducerRecord<>(
                            "orders",
                            1,
                            1000L + i,
                            i % 2 == 0 ? null : bytes("key " + i),
                            i % 5 == 0 ? null : bytes("value ".repeat(20) + i),
                            List.of(new RecordHeader("h", bytes("header " + i))))))
                    .toList();
            for (int i = 0; i < sent.size(); i++) {
                assertEquals(i, sent.get(i).get().offset());
            }
            consumer.assign(List.of(new TopicPartition("orders", 1)));
            consumer.seekToBeginning(consumer.assignment());
            List<ConsumerRecord<byte[], byte[]>> records = poll(consumer, 500);
            for (int i = 0; i < 500; i++) {
                check(i, records.get(i));
            }
        }
        List<RecordBatch> kept = broker.log("orders", 1).batches();
        assertTrue(kept.size() < 500, "records share batches");
        assertEquals(codec, kept.getFirst().compression().name().toLowerCase(java.util.Locale.ROOT));
    }

    private static void check(int i, ConsumerRecord<byte[], byte[]> record) {
        assertEquals(i, record.offset());
        assertEquals(1000 + i, record.timestamp());
        assertEquals(7, record.leaderEpoch().orElseThrow());
        assertEquals("header " + i, text(record.headers().lastHeader("h").value()));
        if (i % 2 == 0) {
            assertNull(record.key());
        } else {
            assertEquals("key " + i, text(record.key()));
        }
        if (i % 5 == 0) {
            assertNull(record.value());
        } else {
            assertEquals("value ".repeat(20) + i, text(record.value()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void everyKindOfAcknowledgementWorks(String acks) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of(
                ProducerConfig.ACKS_CONFIG, acks, ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, acks.equals("all")))) {
            for (int i = 0; i < 100; i++) {
                var _ = producer.send(new ProducerRecord<>("bills", 0, null, bytes("v" + i)));
            }
            producer.flush();
        }
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            consumer.assign(List.of(new TopicPartition("bills", 0)));
            consumer.seekToBeginning(List.of());
            assertEquals("v99", text(poll(consumer, 100).getLast().value()));
        }
    }

    @Test
    void largeRecordsGoThereAndBackAndTooLargeRequestsDoNot() throws Exception {
        byte[] large = new byte[900 << 10];
        new Random(3).nextBytes(large);
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
                KafkaConsumer<byte[], byte[]> consumer =
                        consumer(Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1000))) {
            for (int i = 0; i < 12; i++) {
                var _ = producer.send(new ProducerRecord<>("orders", i % 3, null, large));
            }
            producer.flush();
            ExecutionException refused = assertThrows(
                    ExecutionException.class,
                    () -> producer.send(new ProducerRecord<>("orders", new byte[2 << 20]))
                            .get());
            assertInstanceOf(RecordTooLargeException.class, refused.getCause());
            consumer.assign(partitions("orders"));
            consumer.seekToBeginning(List.of());
            poll(consumer, 12).forEach(record -> assertArrayEquals(large, record.value()));
        }
    }

    private static List<TopicPartition> partitions(String topic) {
        return IntStream.range(0, SmallBroker.PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
    }

    @Test
    void consumerSeeksAndPausesAndChangesItsPartitionsWithinItsSession() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 200));
                KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of("auto.offset.reset", "earliest"))) {
            send(producer, "orders");
            consumer.assign(partitions("orders"));
            poll(consumer, 90);
            TopicPartition first = new TopicPartition("orders", 0);
            consumer.seek(first, 25);
            assertEquals(25, poll(consumer, 5).getFirst().offset());
            consumer.pause(partitions("orders").subList(1, 3));
            consumer.seek(first, 29);
            poll(consumer, 1);
            consumer.seekToEnd(List.of(first));
            assertEquals(30, consumer.position(first));
            send(producer, "bills");
            List<TopicPartition> more = new ArrayList<>(partitions("orders"));
            more.addAll(partitions("bills"));
            consumer.assign(more);
            poll(consumer, 90);
            send(producer, "orders");
            assertEquals(30, poll(consumer, 30).getFirst().offset(), "two partitions rest");
            consumer.resume(consumer.paused());
            poll(consumer, 60);
        }
        assertTrue(
                broker.fetches.stream().anyMatch(fetch -> fetch.partitions().size() == 6),
                "all that it has in a session");
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, String topic) {
        for (int i = 0; i < 90; i++) {
            var _ = producer.send(new ProducerRecord<>(topic, i % 3, 5000L + i, null, bytes("v" + i)));
        }
        producer.flush();
    }

    @Test
    void severalConsumersHaveASessionEachAndSeeAll() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
                KafkaConsumer<byte[], byte[]> one = consumer(Map.of("auto.offset.reset", "earliest"));
                KafkaConsumer<byte[], byte[]> two = consumer(Map.of("auto.offset.reset", "earliest"))) {
            one.assign(partitions("orders"));
            two.assign(partitions("orders"));
            for (int round = 0; round < 5; round++) {
                send(producer, "orders");
                poll(one, 90);
                poll(two, 90);
            }
        }
    }

    @Test
    void offsetsAreFoundByTimeAndAtBothEnds() throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of());
                KafkaConsumer<byte[], byte[]> consumer = consumer(Map.of())) {
            send(producer, "bills");
            TopicPartition first = new TopicPartition("bills", 0);
            assertEquals(0, consumer.beginningOffsets(List.of(first)).get(first));
            assertEquals(30, consumer.endOffsets(List.of(first)).get(first));
            OffsetAndTimestamp found = Objects.requireNonNull(
                    consumer.offsetsForTimes(Map.of(first, 5000L)).get(first));
            assertEquals(0, found.offset());
            assertNull(consumer.offsetsForTimes(Map.of(first, 9000L)).get(first));
        }
    }

    @Test
    void adminDescribesTopics() throws Exception {
        try (Admin admin = Admin.create(config(Map.of()))) {
            TopicDescription topic = Objects.requireNonNull(admin.describeTopics(List.of("orders"))
                    .allTopicNames()
                    .get()
                    .get("orders"));
            assertEquals(3, topic.partitions().size());
            assertEquals(1, topic.partitions().getFirst().leader().id());
            assertEquals(List.of(), topic.partitions().getFirst().elr());
            assertTrue(admin.listTopics().names().get().contains("bills"));
            assertEquals("small", admin.describeCluster().clusterId().get());
        }
    }
}

package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Java client sends is what it gets back. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class ProduceIT {
    private static final long TIME = 1_700_000_000_000L;

    /** Records of long ago are not deleted. */
    private static final Map<String, String> FOREVER = Map.of("retention.ms", "-1");

    private final Kafka kafka;

    ProduceIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyCodecGivesBackKeysValuesHeadersTimestampsAndContiguousOffsets(String codec) {
        String topic = kafka.topic(1, FOREVER);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = kafka.producer("compression.type", codec, "linger.ms", 10)) {
            for (int i = 0; i < 300; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, TIME + i, "key " + i, value(i), headers(i))));
            }
        }
        for (int i = 0; i < 300; i++) {
            RecordMetadata metadata = Kafka.get(sent.get(i));
            assertEquals(i, metadata.offset());
            assertEquals(TIME + i, metadata.timestamp());
        }

        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);

        assertEquals(300, records.size());
        Reading.assertContiguous(0, records);
        for (int i = 0; i < 300; i++) {
            ConsumerRecord<String, String> record = records.get(i);
            assertEquals("key " + i, record.key());
            assertEquals(value(i), record.value());
            assertEquals(TIME + i, record.timestamp());
            assertEquals(TimestampType.CREATE_TIME, record.timestampType());
            assertEquals(headers(i), List.of(record.headers().toArray()));
        }
    }

    @Test
    void keysValuesAndHeadersMayBeNullOrEmpty() {
        String topic = kafka.topic(1);
        List<Header> headers = List.of(
                new RecordHeader("null", (byte[]) null),
                new RecordHeader("empty", new byte[0]),
                new RecordHeader("twice", new byte[] {1}),
                new RecordHeader("twice", new byte[] {2}));
        try (var producer = kafka.producer()) {
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, "tombstone", null, headers)));
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, "no key")));
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, null)));
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, "", "")));
        }

        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);

        assertEquals(4, records.size());
        assertEquals("tombstone", records.get(0).key());
        assertNull(records.get(0).value());
        assertEquals(headers, List.of(records.get(0).headers().toArray()));
        assertNull(records.get(0).headers().lastHeader("null").value());
        assertNull(records.get(1).key());
        assertEquals("no key", records.get(1).value());
        assertNull(records.get(2).key());
        assertNull(records.get(2).value());
        assertEquals("", records.get(3).key());
        assertEquals("", records.get(3).value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "zstd"})
    void recordsOf900KilobytesGoThrough(String codec) {
        String topic = kafka.topic(1);
        byte[][] values = new byte[5][900 * 1024];
        Random random = new Random(7);
        try (var producer = kafka.byteProducer("compression.type", codec, "max.request.size", 1024 * 1024)) {
            for (byte[] value : values) {
                random.nextBytes(value);
                Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, value)));
            }
        }
        try (var consumer = kafka.byteConsumer()) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            List<ConsumerRecord<byte[], byte[]>> records = Reading.poll(consumer, values.length);
            for (int i = 0; i < values.length; i++) {
                assertArrayEquals(values[i], records.get(i).value());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "all"})
    void everyKindOfAcknowledgementStoresTheRecords(String acks) {
        String topic = kafka.topic(1);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = kafka.producer("acks", acks, "enable.idempotence", false, "batch.size", 200)) {
            for (int i = 0; i < 100; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, null, "" + i)));
            }
        }
        for (int i = 0; i < 100; i++) {
            RecordMetadata metadata = Kafka.get(sent.get(i));
            assertEquals(!acks.equals("0"), metadata.hasOffset());
            assertEquals(acks.equals("0") ? -1 : i, metadata.offset());
        }
        try (var consumer = kafka.consumer()) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            assertEquals(Reading.numbers(0, 100), Reading.values(Reading.poll(consumer, 100)));
        }
    }

    @Test
    void keysDecideThePartitionAndEachPartitionKeepsItsOrder() {
        String topic = kafka.topic(6);
        try (var producer = kafka.producer("linger.ms", 5)) {
            for (int i = 0; i < 600; i++) {
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, "key " + i % 20, "" + i));
            }
            producer.flush();
        }
        int total = 0;
        for (int p = 0; p < 6; p++) {
            List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, p);
            Reading.assertContiguous(0, records);
            for (int i = 1; i < records.size(); i++) {
                assertTrue(Integer.parseInt(records.get(i - 1).value())
                        < Integer.parseInt(records.get(i).value()));
            }
            total += records.size();
        }
        assertEquals(600, total);
    }

    @Test
    void aRecordBeyondTheBrokersLimitIsRefusedAndTheNextOneTaken() {
        String topic = kafka.topic(1);
        try (var producer = kafka.byteProducer("max.request.size", 8 << 20, "buffer.memory", 32L << 20)) {
            var large = producer.send(new ProducerRecord<>(topic, 0, null, new byte[2 << 20]));
            assertThrows(RecordTooLargeException.class, () -> Kafka.get(large));
            assertEquals(
                    0,
                    Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, new byte[1])))
                            .offset());
        }
    }

    @Test
    void theFirstUseOfATopicCreatesIt() {
        String topic = Kafka.name("auto");
        try (var producer = kafka.producer();
                var admin = kafka.admin()) {
            assertThrows(UnknownTopicOrPartitionException.class, () -> Kafka.describe(admin, topic));
            assertEquals(
                    0,
                    Kafka.get(producer.send(new ProducerRecord<>(topic, "k", "v")))
                            .offset());
            assertFalse(Kafka.describe(admin, topic).partitions().isEmpty());
        }
    }

    @Test
    void aConsumerThatAsksForNoCreationFindsNoTopic() {
        String topic = Kafka.name("absent");
        try (var consumer = kafka.consumer("allow.auto.create.topics", false);
                var admin = kafka.admin()) {
            assertEquals(List.of(), consumer.partitionsFor(topic));
            assertThrows(UnknownTopicOrPartitionException.class, () -> Kafka.describe(admin, topic));
        }
    }

    @Test
    void aTopicsNameIsChecked() {
        try (var producer = kafka.producer()) {
            var sent = producer.send(new ProducerRecord<>("not a name", "v"));
            assertThrows(InvalidTopicException.class, () -> Kafka.get(sent));
        }
    }

    private static String value(int i) {
        return "value " + i + " " + "x".repeat(i);
    }

    private static List<Header> headers(int i) {
        return List.of(
                new RecordHeader("index", Integer.toString(i).getBytes(StandardCharsets.UTF_8)),
                new RecordHeader("none", (byte[]) null));
    }
}

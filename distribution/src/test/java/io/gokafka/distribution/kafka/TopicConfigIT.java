package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Await;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Configs of topics: described, changed, and taking effect. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class TopicConfigIT {
    private final Kafka kafka;
    private final Admin admin;

    TopicConfigIT(Kafka kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void configsAreDescribedWithWhereTheyComeFrom() {
        String topic = kafka.topic(1, Map.of("retention.ms", "123456"));
        Config config = describe(topic);
        ConfigEntry retention = config.get("retention.ms");
        assertEquals("123456", retention.value());
        assertEquals(ConfigSource.DYNAMIC_TOPIC_CONFIG, retention.source());
        assertFalse(retention.isDefault());
        for (String name : List.of(
                "retention.bytes",
                "segment.bytes",
                "segment.ms",
                "cleanup.policy",
                "min.insync.replicas",
                "max.message.bytes",
                "compression.type",
                "message.timestamp.type",
                "message.timestamp.before.max.ms",
                "message.timestamp.after.max.ms")) {
            assertNotNull(config.get(name), name);
            assertNotNull(config.get(name).value(), name);
            assertFalse(config.get(name).source() == ConfigSource.DYNAMIC_TOPIC_CONFIG, name);
        }
        assertEquals("delete", config.get("cleanup.policy").value());
        assertEquals("producer", config.get("compression.type").value());
        assertEquals("CreateTime", config.get("message.timestamp.type").value());
        assertEquals("1048588", config.get("max.message.bytes").value());
    }

    @Test
    void incrementalChangesTouchOnlyWhatTheyName() {
        String topic = kafka.topic(1, Map.of("retention.ms", "100000", "segment.ms", "200000"));
        alter(topic, set("max.message.bytes", "5000"), set("retention.ms", "300000"));
        assertEquals("300000", describe(topic).get("retention.ms").value());
        assertEquals("200000", describe(topic).get("segment.ms").value());
        assertEquals("5000", describe(topic).get("max.message.bytes").value());

        alter(topic, new AlterConfigOp(new ConfigEntry("retention.ms", ""), OpType.DELETE));
        ConfigEntry retention = describe(topic).get("retention.ms");
        assertEquals("604800000", retention.value());
        assertTrue(retention.source() != ConfigSource.DYNAMIC_TOPIC_CONFIG);
    }

    @Test
    void validationChangesNothing() {
        String topic = kafka.topic(1);
        Kafka.get(admin.incrementalAlterConfigs(
                        Map.of(resource(topic), List.of(set("retention.ms", "5"))),
                        new AlterConfigsOptions().validateOnly(true))
                .all());
        assertEquals("604800000", describe(topic).get("retention.ms").value());
    }

    @Test
    void whatIsNotSupportedIsRefusedByName() {
        String topic = kafka.topic(1);
        var fault = assertThrows(InvalidConfigurationException.class, () -> alter(topic, set("no.such.config", "1")));
        assertTrue(fault.getMessage().contains("no.such.config"), fault.getMessage());
        for (AlterConfigOp bad : List.of(
                set("retention.ms", "soon"),
                set("max.message.bytes", "-5"),
                set("message.timestamp.type", "SomeTime"),
                set("cleanup.policy", "shred"))) {
            assertThrows(InvalidConfigurationException.class, () -> alter(topic, bad), bad.toString());
        }
        String absent = Kafka.name("absent");
        assertThrows(UnknownTopicOrPartitionException.class, () -> alter(absent, set("retention.ms", "5")));
        assertThrows(UnknownTopicOrPartitionException.class, () -> describe(absent));
    }

    @Test
    void aSmallerMaximumRefusesRecords() {
        String topic = kafka.topic(1);
        try (var producer = kafka.byteProducer()) {
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, new byte[5000])));
            alter(topic, set("max.message.bytes", "3000"));
            Await.until("the limit is in force", Kafka.PATIENCE, () -> {
                var sent = producer.send(new ProducerRecord<>(topic, 0, null, new byte[5000]));
                try {
                    Kafka.get(sent);
                    return false;
                } catch (RecordTooLargeException expected) {
                    return true;
                }
            });
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, new byte[1000])));
        }
    }

    @Test
    void timestampsAreTheBrokersWhereTheTopicWantsThat() {
        String topic = kafka.topic(1, Map.of("message.timestamp.type", "LogAppendTime"));
        long before = System.currentTimeMillis();
        try (var producer = kafka.producer("compression.type", "gzip")) {
            RecordMetadata sent = Kafka.get(producer.send(new ProducerRecord<>(topic, 0, 1000L, "k", "v")));
            assertTrue(sent.timestamp() >= before, "" + sent.timestamp());
            ConsumerRecord<String, String> record = Reading.all(kafka, topic, 0).getFirst();
            assertEquals(TimestampType.LOG_APPEND_TIME, record.timestampType());
            assertEquals(sent.timestamp(), record.timestamp());
            assertEquals("v", record.value());
        }
    }

    @Test
    void timestampsTooFarFromTheBrokersClockAreRefused() {
        String topic = kafka.topic(
                1, Map.of("message.timestamp.before.max.ms", "3600000", "message.timestamp.after.max.ms", "60000"));
        long now = System.currentTimeMillis();
        try (var producer = kafka.producer()) {
            for (long time : new long[] {now - 7_200_000, now + 600_000}) {
                var sent = producer.send(new ProducerRecord<>(topic, 0, time, null, "v"));
                assertThrows(InvalidTimestampException.class, () -> Kafka.get(sent));
            }
            Kafka.get(producer.send(new ProducerRecord<>(topic, 0, now - 60_000, null, "v")));
        }
    }

    @Test
    void oldSegmentsAreDeletedByTimeAndBySize() {
        for (Map<String, String> config : List.of(
                Map.of("segment.bytes", "1048576", "retention.ms", "1000"),
                Map.of("segment.bytes", "1048576", "retention.bytes", "2097152"))) {
            String topic = kafka.topic(1, config);
            TopicPartition tp = new TopicPartition(topic, 0);
            try (var producer = kafka.byteProducer("batch.size", 100_000)) {
                for (int i = 0; i < 100; i++) {
                    Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[60_000]));
                }
            }
            Await.until("records were deleted with " + config, Kafka.PATIENCE, () -> earliest(tp) > 0);
            try (var consumer = kafka.byteConsumer()) {
                consumer.assign(List.of(tp));
                consumer.seekToBeginning(List.of(tp));
                assertTrue(consumer.position(tp) > 0);
                assertEquals(100, consumer.endOffsets(List.of(tp)).get(tp));
            }
        }
    }

    @Test
    void theOldCallReplacesAllConfigsOfATopic() throws Exception {
        String topic = kafka.topic(1, Map.of("retention.ms", "100000"));
        // The client has dropped it; kafka-clients 2.8 still has it.
        Child.Result result = OldClient.run(kafka, "alter-configs", topic, "segment.ms=200000");
        assertEquals(0, result.exit(), result.output());
        assertEquals("200000", describe(topic).get("segment.ms").value());
        assertEquals("604800000", describe(topic).get("retention.ms").value());
    }

    @Test
    void aBrokersConfigsAreDescribed() {
        String id = Integer.toString(
                Kafka.get(admin.describeCluster().nodes()).iterator().next().id());
        ConfigResource broker = new ConfigResource(ConfigResource.Type.BROKER, id);
        Config config = Kafka.get(admin.describeConfigs(List.of(broker)).all()).get(broker);
        assertFalse(config.entries().isEmpty());
        assertEquals("1048588", config.get("message.max.bytes").value());
    }

    private long earliest(TopicPartition tp) {
        return Kafka.get(admin.listOffsets(Map.of(tp, OffsetSpec.earliest())).partitionResult(tp))
                .offset();
    }

    private Config describe(String topic) {
        return Kafka.get(admin.describeConfigs(List.of(resource(topic))).all()).get(resource(topic));
    }

    private void alter(String topic, AlterConfigOp... changes) {
        Kafka.get(admin.incrementalAlterConfigs(Map.of(resource(topic), List.of(changes)))
                .all());
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }
}

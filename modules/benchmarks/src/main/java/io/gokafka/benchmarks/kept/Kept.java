package io.gokafka.benchmarks.kept;

import io.gokafka.benchmarks.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What one broker keeps of a scenario's records. */
final class Kept {
    /** A broker that keeps the same for so long has done what it will do. */
    private static final Duration STILL = Duration.ofSeconds(12);

    private static final Duration POLL = Duration.ofMillis(300);

    private Kept() {}

    /** Writes a scenario's records. */
    static void write(Peer peer, Scenario scenario) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", peer.bootstrap()))) {
            NewTopic topic = new NewTopic(scenario.name(), 1, (short) 1).configs(scenario.config());
            admin.createTopics(List.of(topic)).all().get();
            for (int from = 0; from < scenario.batches().size(); ) {
                String compression = scenario.batches().get(from).compression();
                try (KafkaProducer<String, String> producer = producer(peer, compression)) {
                    while (from < scenario.batches().size()
                            && scenario.batches().get(from).compression().equals(compression)) {
                        write(producer, scenario.name(), scenario.batches().get(from));
                        delete(admin, scenario.name(), scenario.batches().get(from));
                        from++;
                    }
                }
            }
            alter(admin, scenario);
        }
    }

    private static void alter(Admin admin, Scenario scenario) throws ExecutionException, InterruptedException {
        List<AlterConfigOp> changes = scenario.later().entrySet().stream()
                .map(e -> new AlterConfigOp(new ConfigEntry(e.getKey(), e.getValue()), AlterConfigOp.OpType.SET))
                .toList();
        if (!changes.isEmpty()) {
            ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, scenario.name());
            admin.incrementalAlterConfigs(Map.of(topic, changes)).all().get();
        }
    }

    /** One batch: none is sent before it is flushed. */
    private static void write(KafkaProducer<String, String> producer, String topic, Scenario.Batch batch)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (Scenario.Entry entry : batch.entries()) {
            sent.add(producer.send(new ProducerRecord<>(topic, 0, entry.timestamp(), entry.key(), entry.value())));
        }
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    private static void delete(Admin admin, String topic, Scenario.Batch batch)
            throws ExecutionException, InterruptedException {
        if (batch.deleteBefore() > 0) {
            TopicPartition partition = new TopicPartition(topic, 0);
            admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(batch.deleteBefore())))
                    .all()
                    .get();
        }
    }

    private static KafkaProducer<String, String> producer(Peer peer, String compression) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        peer.bootstrap(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        60_000,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        120_000,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression),
                new StringSerializer(),
                new StringSerializer());
    }

    /** What is there when it has not changed for a while: offset, key, and a number for the value. */
    static List<String> settled(Peer peer, String topic) {
        List<String> kept = read(peer, topic);
        long since = System.nanoTime();
        while (System.nanoTime() - since < STILL.toNanos()) {
            List<String> now = read(peer, topic);
            if (!now.equals(kept)) {
                kept = now;
                since = System.nanoTime();
            }
        }
        return kept;
    }

    private static List<String> read(Peer peer, String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        List<String> kept = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, peer.bootstrap()),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = Objects.requireNonNull(
                    consumer.endOffsets(List.of(partition)).get(partition));
            kept.add("begins at " + consumer.position(partition));
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    String value = Optional.ofNullable(record.value())
                            .map(v -> Integer.toHexString(v.hashCode()))
                            .orElse("none");
                    kept.add(record.offset() + " " + record.key() + " " + value + " " + record.timestamp());
                }
            }
            kept.add("ends at " + end);
        }
        return kept;
    }
}

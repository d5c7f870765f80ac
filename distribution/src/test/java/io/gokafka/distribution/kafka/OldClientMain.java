package io.gokafka.distribution.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A program for an old kafka-clients: compiled against the new one, run over the old one's jars. It uses what both have, and
 * prints what a test compares.
 */
final class OldClientMain {
    private OldClientMain() {}

    public static void main(String[] args) throws Exception {
        String bootstrap = args[0];
        switch (args[1]) {
            case "version" ->
                say(KafkaProducer.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath());
            case "produce" -> produce(bootstrap, args[2], args[3], Integer.parseInt(args[4]));
            case "consume" -> consume(bootstrap, args[2], args[3], Integer.parseInt(args[4]), args[5]);
            case "admin" -> admin(bootstrap, args[2]);
            case "alter-configs" -> alterConfigs(bootstrap, args[2], args[3]);
            default -> throw new IllegalArgumentException(args[1]);
        }
    }

    /** Values "0", "1", ... into partition 0; each record's offset is its value's number. */
    private static void produce(String bootstrap, String topic, String codec, int count) throws Exception {
        Map<String, Object> config = config(bootstrap);
        config.put("compression.type", codec);
        config.put("linger.ms", 5);
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (int i = 0; i < count; i++) {
                ProducerRecord<String, String> record = new ProducerRecord<>(topic, 0, "key " + i, "" + i);
                record.headers().add("header", new byte[] {(byte) i});
                sent.add(producer.send(record));
            }
            for (Future<RecordMetadata> one : sent) {
                say("sent " + one.get().offset());
            }
        }
    }

    private static void consume(String bootstrap, String topic, String group, int count, String assignor) {
        Map<String, Object> config = config(bootstrap);
        config.put("group.id", group);
        config.put("auto.offset.reset", "earliest");
        config.put("enable.auto.commit", false);
        config.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer." + assignor);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(40).toNanos();
            int got = 0;
            while (got < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    say(record.offset() + " " + record.key() + "=" + record.value());
                    got++;
                }
            }
            consumer.commitSync();
        }
    }

    private static void admin(String bootstrap, String topic) throws Exception {
        try (Admin admin = Admin.create(config(bootstrap))) {
            say("brokers " + admin.describeCluster().nodes().get().size());
            admin.createTopics(List.of(new NewTopic(topic, 2, (short) 3))).all().get();
            say("created " + admin.listTopics().names().get().contains(topic));
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            Config config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            say("policy " + config.get("cleanup.policy").value());
            admin.deleteTopics(List.of(topic)).all().get();
            say("deleted");
        }
    }

    // A newer client does not have this call, so it is looked up in the one that runs.
    private static void alterConfigs(String bootstrap, String topic, String setting) throws Exception {
        String[] parts = setting.split("=", 2);
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = new Config(List.of(new ConfigEntry(parts[0], parts[1])));
        try (Admin admin = Admin.create(config(bootstrap))) {
            Object result = Admin.class.getMethod("alterConfigs", Map.class).invoke(admin, Map.of(resource, config));
            ((org.apache.kafka.clients.admin.AlterConfigsResult) result).all().get();
        }
    }

    private static Map<String, Object> config(String bootstrap) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrap);
        return config;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}

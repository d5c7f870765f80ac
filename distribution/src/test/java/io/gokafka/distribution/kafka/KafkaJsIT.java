package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** KafkaJS: the scripts are {@code kafkajs.js}, which prints what is compared here. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class KafkaJsIT {
    private final Kafka kafka;

    KafkaJsIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @BeforeAll
    static void thereIsKafkaJs() {
        Tools.require("node", "-e", "require('" + Tools.nodeModules() + "/kafkajs')");
    }

    @Test
    void whatKafkaJsProducesTheJavaClientConsumes() throws Exception {
        String topic = kafka.topic(1);
        assertEquals("offsets 0 50\n", script("produce", topic));
        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);
        assertEquals(101, records.size());
        for (int i = 0; i < 100; i++) {
            ConsumerRecord<String, String> record = records.get(i);
            assertEquals("key " + i, record.key());
            assertEquals("value " + i, record.value());
            byte[] header = record.headers().lastHeader("index").value();
            assertEquals("" + i, new String(header, StandardCharsets.UTF_8));
        }
        assertEquals("tombstone", records.get(100).key());
        assertEquals(null, records.get(100).value());
    }

    @Test
    void groupsOfKafkaJsShareRebalanceAndCommit() throws Exception {
        String topic = kafka.topic(4);
        for (int p = 0; p < 4; p++) {
            kafka.fill(topic, p, 10);
        }
        String group = Kafka.name("kafkajs");
        assertEquals("""
                alone 40
                shared 2 2
                together 80 80
                committed 20 20 20 20
                """, script("group", topic, group));
    }

    @Test
    void theAdminClientOfKafkaJsWorks() throws Exception {
        String topic = Kafka.name("kafkajs");
        assertEquals("""
                brokers 3
                created true
                again false
                partitions 2
                grown 4
                offsets 0,0 1,0 2,0 3,0
                config delete
                altered 86400000
                group offsets 0:7
                group Empty
                deleted true
                """, script("admin", topic, Kafka.name("kafkajs")));
    }

    private String script(String... args) throws Exception {
        String[] line = new String[args.length + 4];
        line[0] = "node";
        line[1] = "-";
        line[2] = Tools.nodeModules().toString();
        line[3] = kafka.bootstrap();
        System.arraycopy(args, 0, line, 4, args.length);
        Child.Result result = Child.run(source(), Map.of("KAFKAJS_NO_PARTITIONER_WARNING", "1"), List.of(line));
        assertEquals(0, result.exit(), result.output());
        return result.output();
    }

    private static String source() throws IOException {
        try (InputStream in = KafkaJsIT.class.getResourceAsStream("kafkajs.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

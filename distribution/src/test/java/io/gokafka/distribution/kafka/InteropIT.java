package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Image;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One log, two protocols: what comes in through gRPC goes out through Kafka's, and the other way. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class InteropIT {
    private final Kafka kafka;
    private final String grpc;

    InteropIT(Kafka kafka) {
        this.kafka = kafka;
        this.grpc = kafka.cluster().bootstrap();
    }

    @Test
    void whatTheCommandLineProducesAKafkaConsumerReads() throws Exception {
        String topic = Kafka.name("interop");
        gokafka("topics", "create", topic, "--partitions", "2", "--bootstrap-server", grpc);
        for (int i = 0; i < 5; i++) {
            gokafka("produce", "--bootstrap-server", grpc, "--topic", topic, "--partition", "1", "value " + i);
        }
        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 1);
        assertEquals(5, records.size());
        Reading.assertContiguous(0, records);
        for (int i = 0; i < 5; i++) {
            assertEquals("value " + i, records.get(i).value());
        }
    }

    @Test
    void whatAKafkaProducerSendsTheCommandLineReads() throws Exception {
        String topic = kafka.topic(1);
        kafka.fill(topic, 0, 20);
        String consumed = gokafka("consume", "--bootstrap-server", grpc, "--topic", topic, "--partition", "0");
        assertEquals(Reading.numbers(0, 20), consumed.lines().toList());
        assertTrue(gokafka("topics", "list", "--bootstrap-server", grpc).contains(topic));
    }

    /** Without a folder for temporary files: nothing need be unpacked for a codec. */
    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void whatAKafkaProducerCompressesTheCommandLineReads(String codec) throws Exception {
        String topic = kafka.topic(1);
        try (var producer = kafka.producer("compression.type", codec, "linger.ms", 50)) {
            for (int i = 0; i < 500; i++) {
                var _ = producer.send(new ProducerRecord<>(topic, 0, "key", "value " + i));
            }
        }
        Image.Result consumed = Image.built()
                .run(
                        Path.of("").toAbsolutePath(),
                        Map.of("GOKAFKA_JVM_OPTS", "-Djava.io.tmpdir=/nonexistent"),
                        "consume",
                        "--bootstrap-server",
                        grpc,
                        "--topic",
                        topic,
                        "--partition",
                        "0");
        assertEquals(0, consumed.exit(), consumed.err());
        assertEquals(
                IntStream.range(0, 500).mapToObj(i -> "value " + i).toList(),
                consumed.out().lines().toList());
    }

    @Test
    void keysAndHeadersPassThroughBothProtocols() {
        String topic = kafka.topic(1);
        byte[] bytes = "header".getBytes(StandardCharsets.UTF_8);
        try (var producer = kafka.producer();
                var client = kafka.cluster().connect();
                var consumer = client.consumer(io.gokafka.client.ConsumerConfig.defaults())) {
            var record = new ProducerRecord<>(topic, 0, "key", "value");
            record.headers().add(new RecordHeader("name", bytes));
            Kafka.get(producer.send(record));
            var tp = new io.gokafka.api.TopicPartition(topic, 0);
            consumer.assign(List.of(tp));
            consumer.seekToBeginning(List.of(tp));
            var read = new java.util.ArrayList<io.gokafka.client.ConsumerRecord>();
            io.gokafka.distribution.Await.until("the record comes", Kafka.PATIENCE, () -> {
                read.addAll(consumer.poll(java.time.Duration.ofMillis(200)));
                return !read.isEmpty();
            });
            assertEquals("value", read.getFirst().record().valueText());
            assertArrayEquals(
                    "key".getBytes(StandardCharsets.UTF_8),
                    read.getFirst().record().key());
            assertEquals("name", read.getFirst().record().headers().getFirst().key());
        }
    }

    private static String gokafka(String... args) throws Exception {
        Image.Result result = Image.built().run(args);
        assertEquals(0, result.exit(), String.join(" ", args) + "\n" + result.out() + result.err());
        return result.out();
    }
}

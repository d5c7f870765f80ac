package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Image;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** librdkafka, as {@code kcat} drives it. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class KcatIT {
    private final Kafka kafka;

    KcatIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @BeforeAll
    static void thereIsKcat() {
        Tools.require("kcat", "-V");
    }

    @Test
    void metadataShowsBrokersTopicsPartitionsAndReplicas() throws Exception {
        String topic = kafka.topic(3);
        String listing = kcat("", "-L");
        assertTrue(listing.contains(" 3 brokers:"), listing);
        for (String address : kafka.bootstrap().split(",")) {
            assertTrue(listing.contains(" at " + address), listing);
        }
        String described = kcat("", "-L", "-t", topic);
        assertTrue(described.contains("topic \"" + topic + "\" with 3 partitions:"), described);
        for (int p = 0; p < 3; p++) {
            assertTrue(described.contains("partition " + p + ", leader "), described);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void everyCodecPassesBothWaysBetweenKcatAndTheJavaClientAndToTheCommandLine(String codec) throws Exception {
        String topic = kafka.topic(1);
        String lines =
                IntStream.range(0, 200).mapToObj(i -> "key" + i + ":value " + i).collect(Collectors.joining("\n"));
        kcat(lines, "-P", "-t", topic, "-p", "0", "-K", ":", "-z", codec, "-H", "name=kcat", "-X", "linger.ms=20");

        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);
        assertEquals(200, records.size());
        for (int i = 0; i < 200; i++) {
            assertEquals("key" + i, records.get(i).key());
            assertEquals("value " + i, records.get(i).value());
            assertEquals(
                    "kcat",
                    new String(records.get(i).headers().lastHeader("name").value(), StandardCharsets.UTF_8));
        }
        String consumed = kcat("", "-C", "-t", topic, "-p", "0", "-o", "beginning", "-e", "-q", "-f", "%o %k:%s %h\\n");
        String expected = IntStream.range(0, 200)
                .mapToObj(i -> i + " key" + i + ":value " + i + " name=kcat\n")
                .collect(Collectors.joining());
        assertEquals(expected, consumed);

        String bootstrap = kafka.cluster().bootstrap();
        Image.Result ours =
                Image.built().run("consume", "--bootstrap-server", bootstrap, "--topic", topic, "--partition", "0");
        assertEquals(
                IntStream.range(0, 200).mapToObj(i -> "value " + i).toList(),
                ours.out().lines().toList(),
                ours.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1"})
    void everyKindOfAcknowledgementWorks(String acks) throws Exception {
        String topic = kafka.topic(1);
        kcat("one\ntwo\nthree", "-P", "-t", topic, "-p", "0", "-X", "acks=" + acks);
        try (var consumer = kafka.consumer()) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            assertEquals(List.of("one", "two", "three"), Reading.values(Reading.poll(consumer, 3)));
        }
    }

    @Test
    void anIdempotentProducerWorks() throws Exception {
        String topic = kafka.topic(1);
        String lines = String.join("\n", Reading.numbers(0, 500));
        kcat(lines, "-P", "-t", topic, "-p", "0", "-X", "enable.idempotence=true", "-X", "batch.num.messages=10");
        assertEquals(Reading.numbers(0, 500), Reading.values(Reading.all(kafka, topic, 0)));
    }

    @Test
    void emptyValuesMayBeTombstones() throws Exception {
        String topic = kafka.topic(1);
        kcat("a:\nb:1", "-P", "-t", topic, "-p", "0", "-K", ":", "-Z");
        String consumed = kcat("", "-C", "-t", topic, "-e", "-q", "-f", "%k=%S\\n");
        assertEquals("a=-1\nb=1\n", consumed);
    }

    @Test
    void offsetsAndTimesBoundWhatIsRead() throws Exception {
        String topic = kafka.topic(1);
        long start = System.currentTimeMillis() - 100_000;
        try (var producer = kafka.producer()) {
            for (int i = 0; i < 10; i++) {
                Kafka.get(producer.send(new ProducerRecord<>(topic, 0, start + i * 1000L, null, "" + i)));
            }
        }
        assertEquals("7\n8\n9\n", read(topic, "-o", "7"));
        assertEquals("8\n9\n", read(topic, "-o", "-2"));
        assertEquals("0\n1\n2\n", read(topic, "-o", "beginning", "-c", "3"));
        assertEquals("6\n7\n8\n9\n", read(topic, "-o", "s@" + (start + 6000)));
        assertEquals("2\n3\n4\n", read(topic, "-o", "s@" + (start + 1500), "-o", "e@" + (start + 5000)));
        String query = kcat("", "-Q", "-t", topic + ":0:" + (start + 4000));
        assertEquals(topic + " [0] offset 4", query.strip());
    }

    @Test
    void aBalancedGroupReadsAllPartitionsAndGoesOnAtItsCommit() throws Exception {
        String topic = kafka.topic(4);
        for (int p = 0; p < 4; p++) {
            kafka.fill(topic, p, 25);
        }
        String group = Kafka.name("kcat");
        String[] settings = {"-X", "auto.offset.reset=earliest", "-X", "session.timeout.ms=6000", "-f", "%p@%o\\n", "-q"
        };
        Set<String> seen = new HashSet<>(group(group, topic, 100, settings));
        assertEquals(100, seen.size());
        for (int p = 0; p < 4; p++) {
            kafka.fill(topic, p, 5);
        }
        List<String> later = group(group, topic, 20, settings);
        seen.addAll(later);
        assertEquals(20, later.size());
        assertEquals(120, seen.size());
        try (Admin admin = kafka.admin()) {
            var offsets = Kafka.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            assertEquals(
                    120, offsets.values().stream().mapToLong(o -> o.offset()).sum());
        }
    }

    @Test
    void recordsOf900KilobytesGoThrough() throws Exception {
        String topic = kafka.topic(1);
        String large = "x".repeat(900 * 1024);
        kcat(large, "-P", "-t", topic, "-p", "0");
        assertEquals(large, Reading.all(kafka, topic, 0).getFirst().value());
        assertEquals(large + "\n", read(topic, "-o", "beginning"));
    }

    private List<String> group(String group, String topic, int count, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("-c", "" + count));
        args.addAll(List.of(more));
        args.addAll(List.of("-G", group, topic));
        return kcat("", args.toArray(String[]::new)).lines().toList();
    }

    private String read(String topic, String... more) throws Exception {
        List<String> args = new ArrayList<>(List.of("-C", "-t", topic, "-p", "0", "-e", "-q", "-f", "%s\\n"));
        args.addAll(List.of(more));
        return kcat("", args.toArray(String[]::new));
    }

    private String kcat(String input, String... args) throws Exception {
        List<String> line = new ArrayList<>(List.of("kcat", "-b", kafka.bootstrap()));
        line.addAll(List.of(args));
        Child.Result result = Child.run(input, Map.of(), line);
        assertEquals(0, result.exit(), line + "\n" + result.output());
        return result.output();
    }
}

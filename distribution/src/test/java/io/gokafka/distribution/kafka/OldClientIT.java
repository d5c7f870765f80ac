package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java client of 2021, whose versions of the protocol are older ones. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class OldClientIT {
    private final Kafka kafka;

    OldClientIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @Test
    void itIsTheOldClientThatRuns() throws Exception {
        assertTrue(run("version").contains("kafka-clients-2.8"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "gzip", "snappy", "lz4", "zstd"})
    void whatItProducesTheNewClientConsumes(String codec) throws Exception {
        String topic = kafka.topic(1);
        String expected =
                IntStream.range(0, 100).mapToObj(i -> "sent " + i + "\n").collect(Collectors.joining());
        assertEquals(expected, run("produce", topic, codec, "100"));
        List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);
        assertEquals(Reading.numbers(0, 100), Reading.values(records));
        for (int i = 0; i < 100; i++) {
            assertEquals("key " + i, records.get(i).key());
            assertEquals(i, records.get(i).headers().lastHeader("header").value()[0]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RangeAssignor", "CooperativeStickyAssignor"})
    void itConsumesInAGroupAndGoesOnAtItsCommit(String assignor) throws Exception {
        String topic = kafka.topic(1);
        String group = Kafka.name("old");
        kafka.fill(topic, 0, 50);
        assertEquals(lines(0, 50, 0), run("consume", topic, group, "50", assignor));
        kafka.fill(topic, 0, 10);
        assertEquals(lines(50, 60, 50), run("consume", topic, group, "10", assignor));
    }

    @Test
    void itsAdminClientWorks() throws Exception {
        assertEquals("brokers 3\ncreated true\npolicy delete\ndeleted\n", run("admin", Kafka.name("old")));
    }

    private static String lines(int from, int to, int first) {
        return IntStream.range(from, to)
                .mapToObj(i -> i + " " + (i - first) + "=" + (i - first) + "\n")
                .collect(Collectors.joining());
    }

    private String run(String command, String... args) throws Exception {
        Child.Result result = OldClient.run(kafka, command, args);
        assertEquals(0, result.exit(), result.output());
        return result.output()
                .lines()
                .filter(line -> !line.startsWith("SLF4J") && !line.startsWith("WARNING"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}

package io.gokafka.transport.kafka.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.DescribeConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KafkaBrokerConfigsTest {
    private static final List<DescribeConfig.Entry> OWN = List.of(
            own("id", "node3", DescribeConfig.Type.STRING),
            own("data-dir", "./data/${id}", DescribeConfig.Type.STRING),
            own("max-record-bytes", "1048588", DescribeConfig.Type.INT),
            own("segment-age", "7d", DescribeConfig.Type.STRING),
            own("offsets-retention", "2h", DescribeConfig.Type.STRING),
            own("retention-time", "-1", DescribeConfig.Type.LONG));

    @Test
    void settingsHaveKafkasNamesAndKeepTheirSource() {
        assertEquals(
                Optional.of(new DescribeConfig.Entry(
                        "message.max.bytes",
                        Optional.of("1048588"),
                        DescribeConfig.Source.BROKER,
                        DescribeConfig.Type.INT,
                        true,
                        "max-record-bytes: What it is.")),
                find("message.max.bytes"));
    }

    @Test
    void timesAreInKafkasUnits() {
        assertEquals("604800000", value("log.roll.ms"));
        assertEquals(DescribeConfig.Type.LONG, find("log.roll.ms").orElseThrow().type());
        assertEquals("120", value("offsets.retention.minutes"));
        assertEquals("-1", value("log.retention.ms"));
    }

    @Test
    void theFolderIsThatOfTheBroker() {
        assertEquals("./data/node3", value("log.dirs"));
        assertEquals("3", value("node.id"));
        assertEquals("3", value("broker.id"));
    }

    @Test
    void whatIsAlwaysSoIsToldAndWhatIsNotThereIsLeftOut() {
        assertEquals("delete", value("log.cleanup.policy"));
        assertEquals(Optional.empty(), find("max.connections"));
        assertTrue(KafkaBrokerConfigs.of(3, OWN).stream().allMatch(DescribeConfig.Entry::readOnly));
    }

    private static String value(String name) {
        return find(name).flatMap(DescribeConfig.Entry::value).orElseThrow();
    }

    private static Optional<DescribeConfig.Entry> find(String name) {
        return KafkaBrokerConfigs.of(3, OWN).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst();
    }

    private static DescribeConfig.Entry own(String name, String value, DescribeConfig.Type type) {
        return new DescribeConfig.Entry(
                name, Optional.of(value), DescribeConfig.Source.BROKER, type, true, "What it is.");
    }
}

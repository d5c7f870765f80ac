package io.gokafka.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class BrokerSettingsTest {
    private static final List<ConfigKey<?>> KEYS = List.of(
            ConfigKey.flag("flag", true, "a flag"),
            ConfigKey.integer("count", 3, 1, 9, "a count"),
            ConfigKey.bytes("bytes", "1KiB", 1, 1 << 20, "a size"),
            ConfigKey.duration("age", "7d", Duration.ZERO, Duration.ofDays(9), "a time span"),
            ConfigKey.list("names", "a, b", "a list"),
            ConfigKey.address("address", "", "an address"));

    private static DescribeConfig.Entry described(Map<String, String> set, String name) {
        return new BrokerSettings(new Settings(set), KEYS)
                .describe().stream()
                        .filter(e -> e.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static void isShown(String name, String value, DescribeConfig.Type type) {
        DescribeConfig.Entry entry = described(Map.of(), name);
        assertEquals(Optional.of(value), entry.value());
        assertEquals(type, entry.type());
        assertEquals(Source.DEFAULT, entry.source());
        assertTrue(entry.readOnly());
    }

    @Test
    void aValueIsShownAsItIsUsedWithItsType() {
        isShown("flag", "true", DescribeConfig.Type.BOOLEAN);
        isShown("count", "3", DescribeConfig.Type.INT);
        isShown("bytes", "1024", DescribeConfig.Type.LONG);
        isShown("age", "7d", DescribeConfig.Type.STRING);
        isShown("names", "a, b", DescribeConfig.Type.LIST);
    }

    @Test
    void aValueThatIsSetIsTheBrokersAndAnEmptyOneIsNotSet() {
        DescribeConfig.Entry set = described(Map.of("bytes", "2KiB"), "bytes");
        assertEquals(Optional.of("2048"), set.value());
        assertEquals(Source.BROKER, set.source());
        assertEquals("a size", set.documentation());
        DescribeConfig.Entry empty = described(Map.of("address", ""), "address");
        assertEquals(Optional.empty(), empty.value());
        assertEquals(Source.DEFAULT, empty.source());
    }

    @Test
    void settingsComeByName() {
        assertEquals(
                List.of("address", "age", "bytes", "count", "flag", "names"),
                new BrokerSettings(Settings.defaults(), KEYS)
                        .describe().stream().map(DescribeConfig.Entry::name).toList());
    }
}

package io.gokafka.broker.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import io.gokafka.broker.group.classic.ClassicSettings;
import io.gokafka.broker.group.migration.MigrationPolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator can set, and where groups live. */
final class GroupSettingsTest {
    @Test
    void theDefaultsFitTogether() {
        assertEquals(
                new GroupSettings(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(2),
                        1_000,
                        Duration.ofDays(7),
                        ClassicSettings.defaults()),
                GroupSettings.defaults());
    }

    @Test
    void allKeysAreRead() {
        GroupSettings settings = GroupSettings.from(new Settings(Map.of(
                "group-session-timeout", "20s",
                "group-heartbeat-interval", "500ms",
                "group-max-members", "7",
                "offsets-retention", "30d",
                "group-max-offsets", "11",
                "group-max-groups", "12",
                "group-migration", "upgrade")));
        assertEquals(
                new GroupSettings(
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        7,
                        Duration.ofDays(30),
                        ClassicSettings.defaults(),
                        new GroupSettings.Bounds(11, 12),
                        MigrationPolicy.UPGRADE),
                settings);
        assertEquals(7 + ClassicSettings.KEYS.size(), GroupSettings.KEYS.size());
    }

    @Test
    void heartbeatsThatAreTooRareForASessionAreRefused() {
        Settings settings = new Settings(Map.of("group-session-timeout", "3s"));
        String problem = assertThrows(ConfigException.class, () -> GroupSettings.from(settings))
                .toString();
        assertTrue(problem.contains("group-heartbeat-interval") && problem.contains("2s"), problem);
    }

    @Test
    void aGroupLivesWhereKafkaWouldPutIt() {
        // Kafka: Utils.abs("my-group".hashCode()) % 50, and the hash whose absolute value does not exist.
        assertEquals((int) Math.abs((long) "my-group".hashCode() & 0x7fffffff) % 50, partition("my-group", 50));
        assertEquals(Integer.MIN_VALUE, "polygenelubricants".hashCode());
        assertEquals(0, partition("polygenelubricants", 50));
        assertEquals(0, partition("any", 1));
    }

    private static int partition(String group, int partitions) {
        return GroupPartitioner.partitionFor(group, partitions);
    }
}

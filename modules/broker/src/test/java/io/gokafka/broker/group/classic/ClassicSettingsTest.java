package io.gokafka.broker.group.classic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator can set of classic groups. */
final class ClassicSettingsTest {
    @Test
    void theDefaultsAreThoseOfKafka() {
        assertEquals(
                new ClassicSettings(Duration.ofSeconds(6), Duration.ofMinutes(30), Duration.ofSeconds(3)),
                ClassicSettings.defaults());
    }

    @Test
    void allKeysAreRead() {
        ClassicSettings settings = ClassicSettings.from(new Settings(Map.of(
                "group-min-session-timeout", "1s",
                "group-max-session-timeout", "2s",
                "group-initial-rebalance-delay", "0ms")));
        assertEquals(new ClassicSettings(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO), settings);
        assertEquals(3, ClassicSettings.KEYS.size());
    }

    @Test
    void aMinimumAboveTheMaximumIsRefused() {
        Settings settings = new Settings(Map.of("group-min-session-timeout", "31m"));
        String problem = assertThrows(ConfigException.class, () -> ClassicSettings.from(settings))
                .toString();
        assertTrue(problem.contains("group-max-session-timeout") && problem.contains("30m"), problem);
    }
}

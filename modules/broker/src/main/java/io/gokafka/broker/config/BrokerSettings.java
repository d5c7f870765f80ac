package io.gokafka.broker.config;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The settings that a broker runs with, of its own and of its plugins. Immutable.
 *
 * @param settings what is set
 * @param keys all keys that there are
 */
public record BrokerSettings(Settings settings, List<ConfigKey<?>> keys) {
    public BrokerSettings {
        keys = List.copyOf(keys);
    }

    /** All of them, by name; they change with a restart only. */
    public List<DescribeConfig.Entry> describe() {
        return keys.stream()
                .map(this::describe)
                .sorted(Comparator.comparing(DescribeConfig.Entry::name))
                .toList();
    }

    private DescribeConfig.Entry describe(ConfigKey<?> key) {
        String text =
                settings.values().getOrDefault(key.name(), key.defaultText()).strip();
        Object value = valueOf(key, text);
        Optional<String> shown = text.isEmpty() ? Optional.empty() : Optional.of(text(value, text));
        return new DescribeConfig.Entry(key.name(), shown, source(key, text), type(value), true, key.description());
    }

    private Object valueOf(ConfigKey<?> key, String text) {
        try {
            return LoadedConfig.isUnset(key, text) ? text : settings.get(key);
        } catch (ConfigException notUsed) {
            return text; // what is used was checked at the start
        }
    }

    private Source source(ConfigKey<?> key, String text) {
        return settings.isSet(key) && !LoadedConfig.isUnset(key, text) ? Source.BROKER : Source.DEFAULT;
    }

    /** Sizes are shown in bytes, everything else as people write it. */
    private static String text(Object value, String text) {
        return value instanceof Number ? value.toString() : text;
    }

    private static DescribeConfig.Type type(Object value) {
        return switch (value) {
            case Boolean flag -> DescribeConfig.Type.BOOLEAN;
            case Integer number -> DescribeConfig.Type.INT;
            case Long number -> DescribeConfig.Type.LONG;
            case List<?> list -> DescribeConfig.Type.LIST;
            default -> DescribeConfig.Type.STRING;
        };
    }
}

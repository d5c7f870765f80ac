package io.gokafka.api.config;

import java.util.Map;

/**
 * The text of a configuration, read through {@link ConfigKey keys}. Immutable.
 *
 * @param values key to text; a key that is absent has its default
 */
public record Settings(Map<String, String> values) {
    public Settings {
        values = Map.copyOf(values);
    }

    /** Nothing set: every key has its default. */
    public static Settings defaults() {
        return new Settings(Map.of());
    }

    /**
     * The value of a key, or its default.
     *
     * @throws ConfigException with the key, the value and what is allowed
     */
    public <T> T get(ConfigKey<T> key) {
        String text = values.getOrDefault(key.name(), key.defaultText()).strip();
        try {
            return key.parser().apply(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ConfigException("setting '" + key.name() + "' has the value '" + text + "': " + e.getMessage()
                    + "; allowed: " + key.allowed());
        }
    }

    /** Whether the configuration names the key. */
    public boolean isSet(ConfigKey<?> key) {
        return values.containsKey(key.name());
    }
}

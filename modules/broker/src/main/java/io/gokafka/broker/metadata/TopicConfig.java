package io.gokafka.broker.metadata;

import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The settings of a topic; what is not set for it has the cluster's default. A setting that has no effect here is refused by name.
 *
 * @param log how its logs are kept
 * @param maxBatchBytes the largest batch that is taken
 */
public record TopicConfig(LogConfig log, int maxBatchBytes) {
    private static final String NOT_SET = "";

    private static final ConfigKey<Long> SEGMENT_BYTES =
            ConfigKey.bytes("segment.bytes", NOT_SET, 1 << 20, 1 << 30, "A segment file is closed at this size.");

    private static final ConfigKey<Duration> SEGMENT_MS = ConfigKey.duration(
            "segment.ms",
            NOT_SET,
            Duration.ofSeconds(1),
            Duration.ofDays(3650),
            "A segment file is closed at this age.");

    private static final ConfigKey<Integer> MAX_MESSAGE_BYTES =
            ConfigKey.integer("max.message.bytes", 1, 100, 32 << 20, "The largest batch that is taken, in bytes.");

    private static final List<ConfigKey<?>> KEYS = List.of(SEGMENT_BYTES, SEGMENT_MS, MAX_MESSAGE_BYTES);

    /** The settings of a topic over the cluster's defaults. */
    public static TopicConfig of(Map<String, String> configs, TopicConfig defaults) {
        Settings settings = new Settings(configs);
        LogConfig log = new LogConfig(
                settings.isSet(SEGMENT_BYTES) ? settings.get(SEGMENT_BYTES) : defaults.log.segmentBytes(),
                settings.isSet(SEGMENT_MS) ? settings.get(SEGMENT_MS) : defaults.log.segmentAge());
        return new TopicConfig(
                log, settings.isSet(MAX_MESSAGE_BYTES) ? settings.get(MAX_MESSAGE_BYTES) : defaults.maxBatchBytes);
    }

    /** Refuses settings that are unknown or have a bad value with {@code INVALID_CONFIG}. */
    static void check(Map<String, String> configs) {
        List<String> allowed = KEYS.stream().map(ConfigKey::name).toList();
        for (String name : configs.keySet()) {
            if (!allowed.contains(name)) {
                throw new RequestException(
                        ErrorCode.INVALID_CONFIG,
                        "topic setting '" + name + "' is not supported: allowed are " + String.join(", ", allowed));
            }
        }
        try {
            of(configs, new TopicConfig(LogConfig.DEFAULT, 1));
        } catch (ConfigException e) {
            throw new RequestException(ErrorCode.INVALID_CONFIG, String.valueOf(e.getMessage()));
        }
    }
}

package io.gokafka.broker.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.topic.TopicConfig.Cleanup;
import io.gokafka.broker.topic.TopicConfig.Compaction;
import io.gokafka.broker.topic.TopicConfig.Retention;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TopicConfigTest {
    private static final TopicConfig DEFAULTS = TopicConfig.defaults(LogConfig.DEFAULT, 1000, Retention.DEFAULT);

    private static TopicConfig of(String name, String value) {
        return TopicConfig.of(Map.of(name, value), DEFAULTS);
    }

    private static String refusal(String name, String value) {
        RequestException refused =
                assertThrows(RequestException.class, () -> TopicConfig.check(Map.of(name, value)), name + "=" + value);
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
        return String.valueOf(refused.getMessage());
    }

    @Test
    void aTopicThatSaysNothingHasTheBrokersDefaults() {
        assertEquals(DEFAULTS, TopicConfig.of(Map.of(), DEFAULTS));
    }

    @Test
    void everySettingTakesEffectAndReadsBackAsItWasWritten() {
        Map<String, String> values = Map.ofEntries(
                Map.entry("cleanup.policy", "compact,delete"),
                Map.entry("compression.type", "producer"),
                Map.entry("delete.retention.ms", "7"),
                Map.entry("max.compaction.lag.ms", "50"),
                Map.entry("max.message.bytes", "2000"),
                Map.entry("message.timestamp.after.max.ms", "9223372036854775807"),
                Map.entry("message.timestamp.before.max.ms", "0"),
                Map.entry("message.timestamp.type", "LogAppendTime"),
                Map.entry("min.cleanable.dirty.ratio", "0.25"),
                Map.entry("min.compaction.lag.ms", "20"),
                Map.entry("min.insync.replicas", "2"),
                Map.entry("retention.bytes", "-1"),
                Map.entry("retention.ms", "1"),
                Map.entry("segment.bytes", "1048576"),
                Map.entry("segment.ms", "100"));
        TopicConfig config = TopicConfig.of(values, DEFAULTS);
        assertEquals(
                values.keySet().stream().sorted().toList(),
                TopicSetting.all().stream().map(TopicSetting::name).toList());
        for (TopicSetting setting : TopicSetting.all()) {
            assertEquals(values.get(setting.name()), setting.text().apply(config), setting.name());
        }
        assertTrue(config.timestamps().logAppendTime());
        assertEquals(new Retention(1, Retention.FOREVER), config.retention());
        assertEquals(2, config.minInSync());
        assertEquals(2000, config.maxBatchBytes());
        assertEquals(100, config.log().segmentAge().toMillis());
        assertEquals(50, config.effectiveLog().segmentAge().toMillis(), "else its records were compacted later");
        assertEquals(new Compaction(0.25, 20, 50, 7), config.compaction());
    }

    @Test
    void theDefaultsAreThoseOfApacheKafka() {
        List<String> texts =
                TopicSetting.all().stream().map(s -> s.text().apply(DEFAULTS)).toList();
        assertEquals(
                List.of(
                        "delete",
                        "producer",
                        "86400000",
                        "9223372036854775807",
                        "1000",
                        "3600000",
                        "9223372036854775807",
                        "CreateTime",
                        "0.5",
                        "0",
                        "1",
                        "-1",
                        "604800000",
                        "268435456",
                        "604800000"),
                texts);
    }

    @Test
    void aValueWithAUnitReadsBackAsANumber() {
        assertEquals("3600000", TopicSetting.named("retention.ms").text().apply(of("retention.ms", "1h")));
        assertEquals("2097152", TopicSetting.named("segment.bytes").text().apply(of("segment.bytes", "2MiB")));
    }

    @Test
    void aSettingThatHasNoEffectIsRefusedByNameWithThoseThatHave() {
        String message = refusal("flush.messages", "1");
        assertTrue(message.contains("flush.messages") && message.contains("retention.ms"), message);
    }

    @Test
    void theTwoPoliciesGoTogetherInAnyOrder() {
        assertEquals(Cleanup.COMPACT, of("cleanup.policy", "compact").cleanup());
        assertEquals(
                Cleanup.COMPACT_AND_DELETE,
                of("cleanup.policy", "delete, compact").cleanup());
        assertEquals(DEFAULTS.log(), of("max.compaction.lag.ms", "50").effectiveLog(), "it is not compacted");
        for (String policy : List.of("", "shred", "compact,shred")) {
            assertTrue(refusal("cleanup.policy", policy).contains("delete, compact, or both"));
        }
    }

    @Test
    void whatWouldHaveToBeCompactedBeforeItMayBeIsRefused() {
        RequestException refused = assertThrows(
                RequestException.class,
                () -> TopicConfig.check(Map.of("min.compaction.lag.ms", "11", "max.compaction.lag.ms", "10")));
        assertEquals(ErrorCode.INVALID_CONFIG, refused.code());
    }

    @Test
    void valuesThatAreOutOfRangeOrNoneAreRefused() {
        refusal("retention.ms", "-2");
        refusal("min.cleanable.dirty.ratio", "1.1");
        refusal("min.cleanable.dirty.ratio", "NaN");
        refusal("min.cleanable.dirty.ratio", "half");
        refusal("delete.retention.ms", "-1");
        refusal("retention.bytes", "-2");
        refusal("min.insync.replicas", "0");
        refusal("segment.bytes", "1000");
        refusal("segment.ms", "0");
        refusal("message.timestamp.before.max.ms", "-1");
        refusal("max.message.bytes", "many");
        refusal("message.timestamp.type", "logappendtime");
        refusal("compression.type", "zstd");
        refusal("retention.ms", "99999999999999999999");
    }
}

package io.gokafka.broker.topic;

import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * One setting that a topic can have. {@link #all} are those that take effect; any other is refused by name.
 *
 * @param name its name, that of Apache Kafka
 * @param type what its values are; those of {@link DescribeConfig.Type#LIST} can be appended to and subtracted from
 * @param allowed what is allowed, for people
 * @param documentation one or two sentences, for people
 * @param text its value in a topic's settings, in Kafka's form: sizes in bytes and times in milliseconds, without units. With
 *     the broker's defaults this is the setting's default
 * @param change the settings with another value; throws {@link IllegalArgumentException} that says what is wrong with the value
 */
public record TopicSetting(
        String name,
        DescribeConfig.Type type,
        String allowed,
        String documentation,
        Function<TopicConfig, String> text,
        BiFunction<TopicConfig, String, TopicConfig> change) {
    /** All of them, by name. */
    public static List<TopicSetting> all() {
        return TopicSettings.ALL;
    }

    /**
     * The setting of a name.
     *
     * @throws RequestException {@code INVALID_CONFIG} when there is none; it names those that there are
     */
    public static TopicSetting named(String name) {
        return TopicSettings.ALL.stream()
                .filter(s -> s.name.equals(name))
                .findFirst()
                .orElseThrow(() -> TopicConfig.invalid("topic setting '" + name + "' is not supported: allowed are "
                        + String.join(
                                ", ",
                                TopicSettings.ALL.stream()
                                        .map(TopicSetting::name)
                                        .toList())));
    }

    /**
     * Settings with this one set.
     *
     * @throws RequestException {@code INVALID_CONFIG} when the value is not allowed
     */
    public TopicConfig apply(TopicConfig config, String value) {
        try {
            return change.apply(config, value.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw TopicConfig.invalid("topic setting '" + name + "' has the value '" + value + "': " + e.getMessage()
                    + "; allowed: " + allowed);
        }
    }

    /** Whether its value is a list, separated by commas. */
    public boolean isList() {
        return type == DescribeConfig.Type.LIST;
    }
}

package io.gokafka.api.request;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.Optional;

/**
 * Tells the settings of a topic, or of a broker. Those of a topic: for any broker; a broker tells its own.
 *
 * @param resource whose settings
 */
public record DescribeConfig(Resource resource) implements Request<DescribeConfig.Result> {
    /** Whose settings. */
    public sealed interface Resource {
        /**
         * A topic's.
         *
         * @param name its name
         */
        record Topic(String name) implements Resource {}

        /**
         * A broker's.
         *
         * @param id its name
         */
        record Broker(BrokerId id) implements Resource {}
    }

    /** Where a value comes from. */
    public enum Source {
        /** It was set for the topic. */
        TOPIC,
        /** It stands in the configuration of the broker that answers. */
        BROKER,
        /** Nobody has set it. */
        DEFAULT
    }

    /** What a value is. */
    public enum Type {
        BOOLEAN,
        STRING,
        INT,
        LONG,
        DOUBLE,
        LIST
    }

    /**
     * The settings.
     *
     * @param entries all settings that there are, by name
     */
    public record Result(List<Entry> entries) implements Response {
        public Result {
            entries = List.copyOf(entries);
        }
    }

    /**
     * A setting.
     *
     * @param name its name
     * @param value its value, as it is used; empty when it has none
     * @param source where that comes from
     * @param type what it is
     * @param readOnly whether a restart is needed to change it
     * @param documentation one or two sentences
     */
    public record Entry(
            String name, Optional<String> value, Source source, Type type, boolean readOnly, String documentation) {}
}

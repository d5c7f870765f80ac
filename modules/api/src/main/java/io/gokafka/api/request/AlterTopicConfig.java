package io.gokafka.api.request;

import java.util.List;
import java.util.Optional;

/**
 * Changes settings of a topic; they take effect within seconds on all replicas. All changes are made, or none. For any broker.
 *
 * @param topic the topic
 * @param changes what to change
 * @param replace whether every setting that is not among the changes goes back to its default
 * @param validateOnly only say whether it could be done
 */
public record AlterTopicConfig(String topic, List<Change> changes, boolean replace, boolean validateOnly)
        implements Request<AlterTopicConfig.Result> {
    public AlterTopicConfig {
        changes = List.copyOf(changes);
    }

    /** What to do with a setting. */
    public enum Operation {
        SET,
        /** Back to the default. */
        DELETE,
        /** Adds to a list. */
        APPEND,
        /** Takes out of a list. */
        SUBTRACT
    }

    /**
     * A change.
     *
     * @param name the setting
     * @param operation what to do with it
     * @param value with what; empty for {@link Operation#DELETE}
     */
    public record Change(String name, Operation operation, Optional<String> value) {}

    /** They are changed, or could be. */
    public record Result() implements Response {}
}

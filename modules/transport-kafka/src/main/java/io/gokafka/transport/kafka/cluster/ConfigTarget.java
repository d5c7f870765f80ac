package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.kafka.api.Answers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose settings shall be changed.
 *
 * @param type as {@link ConfigValues#TOPIC}
 * @param name its name
 */
record ConfigTarget(byte type, String name) {
    /**
     * The topic that it is.
     *
     * @param duplicates what the request names more than once
     * @throws RequestException when it is no topic, or one of the duplicates
     */
    String topic(Set<ConfigTarget> duplicates) {
        if (duplicates.contains(this)) {
            throw new RequestException(ErrorCode.INVALID_REQUEST, "'" + name + "' is named twice in the request");
        }
        return switch (type) {
            case ConfigValues.TOPIC -> name;
            case ConfigValues.BROKER ->
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST,
                        "settings of brokers cannot be changed by clients: they stand in the broker's configuration file,"
                                + " and a restart reads it");
            default -> throw ConfigValues.unsupported(type);
        };
    }

    /** A change that needs a value. */
    static AlterTopicConfig.Change change(String name, AlterTopicConfig.Operation operation, @Nullable String value) {
        if (value == null) {
            throw new RequestException(ErrorCode.INVALID_REQUEST, "setting '" + name + "' has no value");
        }
        return new AlterTopicConfig.Change(name, operation, Optional.of(value));
    }

    /** Refuses changes of which two are of the same setting. */
    static void checkNames(List<AlterTopicConfig.Change> changes) {
        Set<String> twice = Answers.duplicates(changes.stream().map(AlterTopicConfig.Change::name));
        if (!twice.isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_REQUEST, "settings are named twice: " + twice);
        }
    }
}

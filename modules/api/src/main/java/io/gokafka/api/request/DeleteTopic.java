package io.gokafka.api.request;

import java.util.Optional;
import java.util.UUID;

/**
 * Deletes a topic and its data for good. For any broker.
 *
 * @param name of the topic
 * @param id of the topic, if only that one is meant: whoever has the name by then, another is left alone, and the request
 *     fails with {@link ErrorCode#UNKNOWN_TOPIC}
 */
public record DeleteTopic(String name, Optional<UUID> id) implements Request<DeleteTopic.Result> {
    /** Whichever topic has the name. */
    public DeleteTopic(String name) {
        this(name, Optional.empty());
    }

    /** It is gone; brokers free its space soon. */
    public record Result() implements Response {}
}

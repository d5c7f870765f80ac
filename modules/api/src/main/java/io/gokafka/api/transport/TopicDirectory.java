package io.gokafka.api.transport;

import java.util.Optional;
import java.util.UUID;

/**
 * The topics as the broker knows them at the moment, for protocols that name them by ids: a look-up without waiting.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface TopicDirectory {
    /** Knows no topic. */
    TopicDirectory EMPTY = new TopicDirectory() {
        @Override
        public Optional<Topic> find(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<Topic> find(UUID id) {
            return Optional.empty();
        }
    };

    /** The topic of a name. */
    Optional<Topic> find(String name);

    /** The topic of an id; gone when it was deleted, also when there is a new one of the same name. */
    Optional<Topic> find(UUID id);

    /**
     * A topic.
     *
     * @param name its name
     * @param id unique for ever
     * @param partitions how many it has
     */
    record Topic(String name, UUID id, int partitions) {}
}

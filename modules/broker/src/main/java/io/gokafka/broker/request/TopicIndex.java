package io.gokafka.broker.request;

import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.broker.metadata.ClusterImage;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The topics as this broker knows them, for transports. Transports listen before the core runs; until then there is no topic.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class TopicIndex implements TopicDirectory {
    private volatile Supplier<ClusterImage> images = () -> ClusterImage.EMPTY;

    /** Makes an empty one. */
    public TopicIndex() {}

    /** From now on the topics are those of an image, asked for at each look-up. */
    public void follow(Supplier<ClusterImage> newImages) {
        images = newImages;
    }

    @Override
    public Optional<Topic> find(String name) {
        return images.get().topic(name).map(TopicIndex::describe);
    }

    @Override
    public Optional<Topic> find(UUID id) {
        return images.get().topic(id).map(TopicIndex::describe);
    }

    private static Topic describe(ClusterImage.Topic topic) {
        return new Topic(topic.name(), topic.id(), topic.partitionCount());
    }
}

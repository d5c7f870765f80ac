package io.gokafka.broker.hosting;

import io.gokafka.broker.group.TopicMark;
import io.gokafka.broker.group.TopicView;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.IndexedImage;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The topics of the cluster as this broker knows them, for group coordinators.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class ImageTopics implements TopicView {
    private final Supplier<IndexedImage> images;
    private volatile Named named = new Named(ClusterImage.EMPTY, Set.of());

    /** Looks into the image that is present at each call. */
    public ImageTopics(Supplier<IndexedImage> images) {
        this.images = images;
    }

    @Override
    public OptionalInt partitionCount(String topic) {
        return images.get()
                .image()
                .topic(topic)
                .map(t -> OptionalInt.of(t.partitionCount()))
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<TopicMark> mark(String topic) {
        IndexedImage latest = images.get();
        return latest.image().topic(topic).map(t -> new TopicMark(t.id(), latest.index()));
    }

    @Override
    public boolean isGone(TopicMark topic) {
        IndexedImage latest = images.get();
        return latest.index() >= topic.index() && !latest.image().topicNames().containsKey(topic.id());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // images are never changed: another one is another object
    public Set<String> names() {
        ClusterImage image = images.get().image();
        Named last = named;
        if (last.image != image) {
            last = new Named(image, Set.copyOf(image.topics().keySet()));
            named = last;
        }
        return last.names;
    }

    private record Named(ClusterImage image, Set<String> names) {}
}

package io.gokafka.broker.hosting;

import io.gokafka.broker.group.TopicView;
import io.gokafka.broker.metadata.ClusterImage;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The topics of the cluster as this broker knows them, for group coordinators.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class ImageTopics implements TopicView {
    private final Supplier<ClusterImage> images;
    private volatile Named named = new Named(ClusterImage.EMPTY, Set.of());

    /** Looks into the image that is present at each call. */
    public ImageTopics(Supplier<ClusterImage> images) {
        this.images = images;
    }

    @Override
    public OptionalInt partitionCount(String topic) {
        return images.get()
                .topic(topic)
                .map(t -> OptionalInt.of(t.partitionCount()))
                .orElse(OptionalInt.empty());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // images are never changed: another one is another object
    public Set<String> names() {
        ClusterImage image = images.get();
        Named last = named;
        if (last.image != image) {
            last = new Named(image, Set.copyOf(image.topics().keySet()));
            named = last;
        }
        return last.names;
    }

    private record Named(ClusterImage image, Set<String> names) {}
}

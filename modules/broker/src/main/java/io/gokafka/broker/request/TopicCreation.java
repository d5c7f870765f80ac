package io.gokafka.broker.request;

import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.peer.MetadataLeader;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Creates topics and partitions, and waits until they can be used: until this broker knows them and their partitions have leaders.
 *
 * <p>Threading: safe for use by several threads; blocks.
 */
final class TopicCreation implements BlockingHandler<CreateTopic, CreateTopic.Result> {
    private static final Duration USABLE_WITHIN = Duration.ofSeconds(10);

    private final ClusterMetadata metadata;
    private final MetadataLeader leader;
    private final ClusterDirectory directory;

    TopicCreation(ClusterMetadata metadata, MetadataLeader leader, ClusterDirectory directory) {
        this.metadata = metadata;
        this.leader = leader;
        this.directory = directory;
    }

    @Override
    public CreateTopic.Result answer(CreateTopic request, RequestContext context) throws InterruptedException {
        CreateTopic.Result created = leader.apply(request, () -> createHere(request), context);
        if (request.validateOnly()) {
            return created;
        }
        awaitUsable(request.name(), 1);
        return metadata.image()
                .topic(request.name())
                .map(topic -> new CreateTopic.Result(directory.describe(topic)))
                .orElse(created);
    }

    /** Creates a topic if it does not exist. */
    void ensure(CreateTopic request, RequestContext context) throws InterruptedException {
        ensure(request, () -> createHere(request), context);
    }

    /** Creates the internal topic of committed offsets if it does not exist; at the metadata's leader or through it. */
    void ensureOffsetsTopic(CreateTopic request, RequestContext context) throws InterruptedException {
        ensure(request, () -> metadata.createOffsetsTopic().thenApply(this::planned), context);
    }

    private void ensure(
            CreateTopic request, Supplier<CompletableFuture<CreateTopic.Result>> here, RequestContext context)
            throws InterruptedException {
        try {
            leader.apply(request, here, context);
        } catch (RequestException e) {
            if (e.code() != ErrorCode.TOPIC_EXISTS) {
                throw e;
            }
        }
        awaitUsable(request.name(), 1);
    }

    /** Gives a topic more partitions. */
    CreatePartitions.Result addPartitions(CreatePartitions request, RequestContext context)
            throws InterruptedException {
        CreatePartitions.Result added = leader.apply(request, () -> metadata.addPartitions(request), context);
        if (!request.validateOnly()) {
            awaitUsable(request.topic(), request.total());
        }
        return added;
    }

    private CompletableFuture<CreateTopic.Result> createHere(CreateTopic request) {
        return metadata.createTopic(request).thenApply(this::planned);
    }

    private CreateTopic.Result planned(TopicCreated topic) {
        return new CreateTopic.Result(directory.describe(new ClusterImage.Topic(topic)));
    }

    /** Leaders are looked for where they show first: in this broker's own replicas, or in the metadata. */
    private void awaitUsable(String name, int partitions) throws InterruptedException {
        long deadline = System.nanoTime() + USABLE_WITHIN.toNanos();
        if (!metadata.await(image -> has(image, name, partitions), USABLE_WITHIN)) {
            throw new RequestException(
                    ErrorCode.TIMEOUT,
                    "topic '" + name + "' was created or changed, but this broker has not heard of it yet; try again");
        }
        while (System.nanoTime() < deadline && !hasLeaders(name)) {
            metadata.await(image -> hasLeaders(name), Duration.ofMillis(20));
        }
    }

    private static boolean has(ClusterImage image, String name, int partitions) {
        return image.topic(name).filter(t -> t.partitionCount() >= partitions).isPresent();
    }

    private boolean hasLeaders(String name) {
        List<Metadata.Partition> partitions = metadata.image()
                .topic(name)
                .map(topic -> directory.describe(topic).partitions())
                .orElse(List.of());
        return partitions.stream().allMatch(p -> p.leader().isPresent());
    }
}

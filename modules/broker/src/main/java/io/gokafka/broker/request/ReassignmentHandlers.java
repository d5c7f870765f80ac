package io.gokafka.broker.request;

import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestContext;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterImage.Placement;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Moves partitions, and tells which are on the move. */
final class ReassignmentHandlers {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final ClusterMetadata metadata;
    private final MetadataLeader leader;

    ReassignmentHandlers(ClusterMetadata metadata, MetadataLeader leader) {
        this.metadata = metadata;
        this.leader = leader;
    }

    void addTo(RequestRouter router) {
        router.add(
                ReassignPartition.class, (BlockingHandler<ReassignPartition, ReassignPartition.Result>) this::reassign);
        router.add(
                ListReassignments.class,
                (request, context) -> CompletableFuture.completedFuture(metadata.reassignments(request)));
    }

    /** Whoever asks this broker next sees what was decided. */
    private ReassignPartition.Result reassign(ReassignPartition request, RequestContext context)
            throws InterruptedException {
        ReassignPartition.Result decided = leader.apply(request, () -> metadata.reassign(request), context);
        metadata.await(image -> isSeen(image, request), SEEN_WITHIN);
        return decided;
    }

    private static boolean isSeen(ClusterImage image, ReassignPartition request) {
        return image.topic(request.topic())
                .filter(topic -> request.partition() < topic.partitionCount())
                .map(topic -> topic.placements().get(request.partition()))
                .map(now -> isSeen(now, request))
                .orElse(true);
    }

    private static boolean isSeen(Placement now, ReassignPartition request) {
        return request.replicas().map(wanted -> wanted.equals(now.replicas())).orElse(!now.isMoving());
    }
}

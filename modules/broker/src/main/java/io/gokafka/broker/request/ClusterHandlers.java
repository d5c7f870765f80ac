package io.gokafka.broker.request;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.BrokerRemoval;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The handlers of what changes the cluster's metadata: done here if this broker leads it, else passed on. */
final class ClusterHandlers {
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);

    private final ClusterMetadata metadata;
    private final MetadataLeader leader;
    private final TopicCreation creation;
    private final BrokerRemoval removal;
    private final ClusterDirectory directory;

    ClusterHandlers(
            ClusterMetadata metadata,
            MetadataLeader leader,
            TopicCreation creation,
            BrokerRemoval removal,
            ClusterDirectory directory) {
        this.metadata = metadata;
        this.leader = leader;
        this.creation = creation;
        this.removal = removal;
        this.directory = directory;
    }

    void addTo(RequestRouter router) {
        router.add(CreateTopic.class, (BlockingHandler<CreateTopic, CreateTopic.Result>) this::createTopic);
        router.add(DeleteTopic.class, (BlockingHandler<DeleteTopic, DeleteTopic.Result>) this::deleteTopic);
        router.add(CreatePartitions.class, (BlockingHandler<CreatePartitions, CreatePartitions.Result>)
                creation::addPartitions);
        router.add(AlterTopicConfig.class, new ConfigAlteration(metadata, leader));
        router.add(InitProducer.class, new ProducerIds(metadata, leader));
        new ReassignmentHandlers(metadata, leader).addTo(router);
        router.add(JoinCluster.class, (BlockingHandler<JoinCluster, JoinCluster.Result>)
                (request, context) -> leader.apply(request, () -> joinHere(request), context));
        router.add(RemoveBroker.class, (BlockingHandler<RemoveBroker, RemoveBroker.Result>)
                (request, context) -> leader.apply(request, () -> removal.remove(request.id()), context));
        router.add(ReportLeaders.class, (BlockingHandler<ReportLeaders, ReportLeaders.Result>)
                (request, context) -> leader.apply(request, () -> metadata.reportLeaders(request), context));
    }

    /** Another broker may have been asked for the internal topic on a client's behalf. */
    private CreateTopic.Result createTopic(CreateTopic request, RequestContext context) throws InterruptedException {
        boolean fromBroker = context.clientId().equals(io.gokafka.broker.peer.Peers.CLIENT_ID);
        if (fromBroker && request.name().equals(TopicNames.CONSUMER_OFFSETS)) {
            creation.ensureOffsetsTopic(request, context);
            return new CreateTopic.Result(directory.describe(metadata.image()
                    .topic(request.name())
                    .orElseThrow(() -> new RequestException(ErrorCode.NO_LEADER, "topic not created yet"))));
        }
        return creation.answer(request, context);
    }

    private DeleteTopic.Result deleteTopic(DeleteTopic request, RequestContext context) throws InterruptedException {
        DeleteTopic.Result deleted = leader.apply(
                request, () -> metadata.deleteTopic(request).thenApply(d -> new DeleteTopic.Result()), context);
        metadata.await(image -> image.topic(request.name()).isEmpty(), SEEN_WITHIN);
        return deleted;
    }

    private CompletableFuture<JoinCluster.Result> joinHere(JoinCluster request) {
        request.clusterId().filter(id -> !id.equals(directory.clusterId())).ifPresent(id -> {
            throw new RequestException(
                    ErrorCode.CLUSTER_MISMATCH,
                    "broker '" + request.id() + "' has the data of cluster " + id + ", but this is cluster "
                            + directory.clusterId()
                            + ": give it an empty data directory, or the address of its own cluster");
        });
        return metadata.join(request)
                .thenApply(index ->
                        new JoinCluster.Result(directory.clusterId(), directory.brokers(), metadata.voters(), index));
    }
}

package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/**
 * Keeps this broker a member: registers its addresses, follows the addresses of the others, and notices when it was taken out.
 *
 * <p>Threading: one worker does all this.
 */
final class Membership implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Membership.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final DataDirectory directory;
    private final Map<String, HostPort> endpoints;
    private final ClusterMetadata metadata;
    private final Consensus consensus;
    private final MetadataLeader leader;
    private final CompletableFuture<Void> registered = new CompletableFuture<>();
    private final CompletableFuture<Void> removed = new CompletableFuture<>();
    private final Worker worker;
    private boolean seenAsMember;

    Membership(
            DataDirectory directory,
            Map<String, HostPort> endpoints,
            ClusterMetadata metadata,
            Consensus consensus,
            MetadataLeader leader) {
        this.directory = directory;
        this.endpoints = Map.copyOf(endpoints);
        this.metadata = metadata;
        this.consensus = consensus;
        this.leader = leader;
        this.worker = Worker.start("membership", INTERVAL, this::pass);
        metadata.onChange(image -> worker.wake());
    }

    /** Completes when the cluster knows this broker's addresses; fails when it refuses them. */
    CompletableFuture<Void> registered() {
        return registered;
    }

    /** Completes when the broker was taken out of the cluster. */
    CompletableFuture<Void> removed() {
        return removed;
    }

    private void pass() throws InterruptedException {
        if (!registered.isDone()) {
            register();
        }
        ClusterImage image = metadata.image();
        BrokerId self = identity().broker();
        if (image.broker(self).isPresent()) {
            seenAsMember = true;
            followPeers(image);
        } else if (seenAsMember) {
            removed.complete(null);
        }
    }

    private Identity identity() {
        return directory.identity().orElseThrow();
    }

    private void register() throws InterruptedException {
        Identity identity = identity();
        JoinCluster request =
                new JoinCluster(identity.broker(), identity.directory(), endpoints, Optional.of(identity.clusterId()));
        try {
            JoinCluster.Result joined = leader.applyRepeatable(
                    request,
                    () -> metadata.join(request)
                            .thenApply(index ->
                                    new JoinCluster.Result(identity.clusterId(), List.of(), metadata.voters(), index)));
            metadata.heardOf(joined.metadataIndex());
            if (metadata.await(image -> image.broker(identity.broker()).isPresent(), Duration.ofSeconds(10))) {
                registered.complete(null);
            }
        } catch (RequestException e) {
            if (e.code().isRetriable() || e.code() == ErrorCode.INTERNAL) {
                LOG.log(Level.INFO, "waiting for the cluster: {0}", e.getMessage());
            } else {
                registered.completeExceptionally(e);
            }
        } catch (CompletionException e) {
            LOG.log(Level.INFO, "waiting for the cluster: {0}", e.getCause());
        }
    }

    private void followPeers(ClusterImage image) {
        Map<BrokerId, HostPort> peers = image.brokers().stream()
                .filter(b -> b.endpoints().containsKey(BrokerInfo.RAFT))
                .collect(Collectors.toMap(b -> b.id(), b -> b.endpoints().get(BrokerInfo.RAFT)));
        Identity member = identity().asMember(peers, metadata.voters());
        if (!member.equals(identity())) {
            directory.store(member);
            consensus.updatePeers(peers);
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}

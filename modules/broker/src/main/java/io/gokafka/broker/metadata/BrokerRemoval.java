package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRemoved;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Takes a broker out of the cluster: its replicas are placed on others, and when all groups have let go of it, it is a member no more.
 * On the metadata's leader.
 *
 * <p>Threading: safe for use by several threads; each removal has a virtual thread of its own. It may be begun again after any
 * failure, and goes on where it was.
 */
public final class BrokerRemoval {
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** How a broker sees partitions that it leads. */
    public interface View {
        /** Asks a broker for its view of all topics. */
        Metadata.Result ask(BrokerId broker) throws InterruptedException;
    }

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final Consensus consensus;
    private final View view;

    /** Makes one. */
    public BrokerRemoval(BrokerId self, ClusterMetadata metadata, Consensus consensus, View view) {
        this.self = self;
        this.metadata = metadata;
        this.consensus = consensus;
        this.view = view;
    }

    /** Removes a broker; completes when it is no member any more. */
    public CompletableFuture<RemoveBroker.Result> remove(BrokerId id) {
        CompletableFuture<RemoveBroker.Result> result = new CompletableFuture<>();
        Thread.ofVirtual().name("remove-" + id).start(() -> {
            try {
                removeNow(id);
                result.complete(new RemoveBroker.Result());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                result.completeExceptionally(
                        new RequestException(ErrorCode.UNAVAILABLE, "the broker is shutting down"));
            } catch (RuntimeException e) {
                result.completeExceptionally(
                        e instanceof java.util.concurrent.CompletionException
                                        && e.getCause() instanceof RequestException c
                                ? c
                                : e);
            }
        });
        return result;
    }

    private void removeNow(BrokerId id) throws InterruptedException {
        handOverIfSelf(id);
        metadata.change(image -> drain(image, id, consensus.reachable())).join();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (isStillNeeded(id)) {
            if (System.nanoTime() > deadline) {
                throw new RequestException(
                        ErrorCode.TIMEOUT,
                        "the replicas of broker '" + id
                                + "' are still being moved to other brokers: run the same command"
                                + " again until it succeeds");
            }
            Thread.sleep(PAUSE);
        }
        metadata.change(image -> List.of(new BrokerRemoved(id))).join();
    }

    /** A leader cannot wait for its own departure: another one leads, and is asked again by whoever passed the request on. */
    private void handOverIfSelf(BrokerId id) {
        if (!id.equals(self)) {
            return;
        }
        Optional<BrokerId> other = metadata.replica().status().stream()
                .flatMap(s -> s.voters().stream())
                .filter(v -> !v.equals(self) && consensus.reachable().contains(v))
                .findFirst();
        if (other.isEmpty()) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "broker '" + id + "' is the only one that is up: it cannot be removed");
        }
        try {
            metadata.replica().transferLeadership(other.get()).join();
        } catch (java.util.concurrent.CompletionException e) {
            if (!(e.getCause() instanceof ConsensusException)) {
                throw e;
            }
        }
        throw new RequestException(ErrorCode.NOT_LEADER, "the metadata is now led by " + other.get());
    }

    /** Marks the broker and places its replicas on others. Pure. */
    static List<ClusterRecord> drain(ClusterImage image, BrokerId id, Set<BrokerId> reachable) {
        BrokerRegistered broker = image.broker(id)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_BROKER, "there is no broker '" + id + "': gokafka brokers list shows all"));
        if (image.brokers().size() == 1) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "broker '" + id + "' is the only member: it cannot be removed");
        }
        List<BrokerId> candidates = ClusterDecisions.candidates(image, reachable).stream()
                .filter(b -> !b.equals(id))
                .toList();
        ReplicaPlacement placement = new ReplicaPlacement(image, candidates);
        List<ClusterRecord> changes = new ArrayList<>();
        changes.add(new BrokerRegistered(broker.id(), broker.number(), broker.directory(), broker.endpoints(), true));
        for (ClusterImage.Topic topic : image.topics().values()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                List<BrokerId> present = topic.replicas(p);
                if (present.contains(id)) {
                    changes.add(replace(topic, p, present, id, placement, reachable));
                }
            }
        }
        return changes;
    }

    private static ReplicasAssigned replace(
            ClusterImage.Topic topic,
            int partition,
            List<BrokerId> present,
            BrokerId leaving,
            ReplicaPlacement placement,
            Set<BrokerId> reachable) {
        boolean onlyThere = present.size() == 1;
        List<BrokerId> replicas = placement.without(present, leaving, present.size());
        if (replicas.isEmpty() || (onlyThere && !reachable.contains(leaving))) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "broker '" + leaving + "' has the only copy of partition " + topic.name() + "-" + partition
                            + (reachable.contains(leaving) ? " and there is no other broker for it" : " and is down")
                            + ": nothing was changed");
        }
        return new ReplicasAssigned(topic.id(), partition, replicas);
    }

    /** Whether any group counts on the broker. */
    private boolean isStillNeeded(BrokerId id) throws InterruptedException {
        if (metadata.replica()
                .status()
                .map(GroupStatus::voters)
                .orElse(List.of())
                .contains(id)) {
            return true;
        }
        for (BrokerRegistered broker : metadata.image().brokers()) {
            if (consensus.reachable().contains(broker.id()) && counts(broker.id(), id)) {
                return true;
            }
        }
        return false;
    }

    private boolean counts(BrokerId broker, BrokerId leaving) throws InterruptedException {
        return view.ask(broker).topics().stream()
                .flatMap(t -> t.partitions().stream())
                .filter(p -> p.leader().filter(broker::equals).isPresent()
                        || p.leader().isEmpty())
                .anyMatch(p -> p.replicas().contains(leaving));
    }
}

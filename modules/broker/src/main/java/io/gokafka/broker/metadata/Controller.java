package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where this broker leads the metadata, keeps the cluster as it shall be: new brokers vote on the metadata, and topics that were
 * created on fewer brokers than their replication factor asks for get more replicas when more brokers are there.
 *
 * <p>Threading: one worker does all this, one pass after the other.
 */
public final class Controller implements AutoCloseable {
    /** More voters than this make the metadata slower, not safer; further brokers learn it without a vote. */
    static final int MAX_VOTERS = 7;

    private static final System.Logger LOG = System.getLogger(Controller.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final int MOST_AT_ONCE = 100;
    private static final long CHANGE_SECONDS = 30;

    private final ClusterMetadata metadata;
    private final Consensus consensus;
    private final Worker worker;

    /** Starts the worker. */
    public Controller(ClusterMetadata metadata, Consensus consensus) {
        this.metadata = metadata;
        this.consensus = consensus;
        this.worker = Worker.start("controller", INTERVAL, this::pass);
        metadata.onChange(image -> worker.wake());
        consensus.onReachableChange(brokers -> worker.wake());
    }

    private void pass() throws InterruptedException {
        if (metadata.isLeader()) {
            ClusterImage image = metadata.image();
            alignVoters(image);
            addReplicas(image);
        }
    }

    private void alignVoters(ClusterImage image) throws InterruptedException {
        List<BrokerId> present =
                metadata.replica().status().map(GroupStatus::voters).orElse(List.of());
        List<BrokerId> wanted = wantedVoters(image, present, consensus.reachable());
        if (present.isEmpty() || wanted.isEmpty() || Set.copyOf(present).equals(Set.copyOf(wanted))) {
            return;
        }
        LOG.log(Level.INFO, "changing the voters on the cluster''s metadata from {0} to {1}", present, wanted);
        await(metadata.replica().changeVoters(wanted));
    }

    /** What fails is looked at again in the next pass. */
    private static void await(CompletableFuture<?> change) throws InterruptedException {
        try {
            change.get(CHANGE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "not changed yet: {0}", e);
        }
    }

    /** Those who vote and stay, then others that are reachable. Pure. */
    static List<BrokerId> wantedVoters(ClusterImage image, List<BrokerId> present, Set<BrokerId> reachable) {
        List<BrokerId> members = image.brokers().stream()
                .filter(b -> !b.draining())
                .map(BrokerRegistered::id)
                .toList();
        List<BrokerId> wanted =
                new ArrayList<>(present.stream().filter(members::contains).toList());
        members.stream()
                .filter(b -> !wanted.contains(b) && reachable.contains(b))
                .limit(Math.max(0, MAX_VOTERS - wanted.size()))
                .forEach(wanted::add);
        return wanted;
    }

    private void addReplicas(ClusterImage image) throws InterruptedException {
        List<ClusterRecord> changes = additions(image, consensus.reachable());
        if (!changes.isEmpty()) {
            LOG.log(Level.INFO, "adding replicas to {0} partitions", changes.size());
            // Drawn again from the state that the change is decided on: it may have moved on since.
            await(metadata.change(now -> additions(now, consensus.reachable())));
        }
    }

    /** What to change so that partitions have as many replicas as they shall. Pure. */
    static List<ClusterRecord> additions(ClusterImage image, Set<BrokerId> reachable) {
        List<BrokerId> candidates = ClusterDecisions.candidates(image, reachable);
        ReplicaPlacement placement = new ReplicaPlacement(image, candidates);
        List<ClusterRecord> changes = new ArrayList<>();
        for (ClusterImage.Topic topic : image.topics().values()) {
            for (int p = 0; p < topic.partitionCount() && changes.size() < MOST_AT_ONCE; p++) {
                ClusterImage.Placement now = topic.placements().get(p);
                List<BrokerId> present = now.replicas();
                if (present.size() < now.factor()
                        && !now.isMoving()
                        && !new HashSet<>(present).containsAll(candidates)) {
                    changes.add(new ReplicasAssigned(topic.id(), p, placement.extend(present, now.factor())));
                }
            }
        }
        return changes;
    }

    @Override
    public void close() {
        worker.close();
    }
}

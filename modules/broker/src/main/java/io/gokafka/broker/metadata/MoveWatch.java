package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

/**
 * Where this broker leads the metadata, notes which moves of partitions are complete: it asks the partitions' leaders who votes in
 * their groups. Costs nothing while no partition is moved.
 *
 * <p>Threading: one worker does all this, one pass after the other.
 */
public final class MoveWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MoveWatch.class.getName());
    private static final Duration INTERVAL = Duration.ofMillis(250);

    /** How a broker sees partitions that it leads. */
    public interface View {
        /** Asks a broker for its view of some topics. */
        Metadata.Result ask(BrokerId broker, List<UUID> topics) throws InterruptedException;
    }

    private final ClusterMetadata metadata;
    private final View view;
    private final Worker worker;

    /** Starts the worker. */
    public MoveWatch(ClusterMetadata metadata, View view) {
        this.metadata = metadata;
        this.view = view;
        this.worker = Worker.start("moves", INTERVAL, this::pass);
    }

    private void pass() throws InterruptedException {
        if (!metadata.isLeader()) {
            return;
        }
        Map<BrokerId, Set<UUID>> topics = moving(metadata.image());
        Map<PartitionKey, List<BrokerId>> voters = new HashMap<>();
        for (Map.Entry<BrokerId, Set<UUID>> asked : topics.entrySet()) {
            voters.putAll(votersAt(asked.getKey(), List.copyOf(asked.getValue())));
        }
        if (ReassignmentDecisions.completed(metadata.image(), voters).isEmpty()) {
            return;
        }
        try {
            // Drawn again from the state that the change is decided on: it may have moved on since.
            metadata.change(now -> ReassignmentDecisions.completed(now, voters)).get();
        } catch (ExecutionException e) {
            LOG.log(Level.DEBUG, "complete moves not noted yet: {0}", e.getCause());
        }
    }

    /** The topics with partitions on the move, by those partitions' leaders. Pure. */
    static Map<BrokerId, Set<UUID>> moving(ClusterImage image) {
        Map<BrokerId, Set<UUID>> topics = new HashMap<>();
        for (ClusterImage.Topic topic : image.topics().values()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                ClusterImage.Leader leader = image.leaders().get(new PartitionKey(topic.id(), p));
                if (topic.placements().get(p).isMoving() && leader != null) {
                    topics.computeIfAbsent(leader.broker(), b -> new HashSet<>())
                            .add(topic.id());
                }
            }
        }
        return topics;
    }

    /** The voters of partitions that a broker leads; of others it knows less. */
    private Map<PartitionKey, List<BrokerId>> votersAt(BrokerId broker, List<UUID> topics) throws InterruptedException {
        Map<PartitionKey, List<BrokerId>> voters = new HashMap<>();
        try {
            for (Metadata.Topic topic : view.ask(broker, topics).topics()) {
                for (Metadata.Partition partition : topic.partitions()) {
                    if (partition.leader().filter(broker::equals).isPresent()) {
                        voters.put(new PartitionKey(topic.id(), partition.partition()), partition.replicas());
                    }
                }
            }
        } catch (RequestException e) {
            LOG.log(Level.DEBUG, "{0} does not tell who votes: {1}", broker, e.getMessage());
        }
        return voters;
    }

    @Override
    public void close() {
        worker.close();
    }
}

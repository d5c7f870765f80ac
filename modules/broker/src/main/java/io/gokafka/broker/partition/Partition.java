package io.gokafka.broker.partition;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.topic.TopicConfig;

/**
 * One partition of a topic on this broker.
 *
 * <p>Lifecycle: {@link #create}, {@link Replica#open}, {@link #close}. Threading: safe for use by several threads.
 */
public final class Partition implements HostedPartition {
    private final TopicPartition name;
    private final Replica replica;
    private final PartitionWriter writer;
    private final PartitionReader reader;
    private final ProducerTracker producers;
    private volatile TopicConfig config;

    private Partition(TopicPartition name, Replica replica, ProducerTracker producers, TopicConfig config) {
        this.name = name;
        this.replica = replica;
        this.producers = producers;
        this.config = config;
        this.writer = new PartitionWriter(replica, producers, () -> this.config);
        this.reader = new PartitionReader(replica);
    }

    /**
     * Opens the store of a partition that clients produce to.
     *
     * @param config the settings of its topic
     * @param services what it needs of its broker
     */
    public static Partition create(
            TopicPartition name, LogId id, Storage storage, TopicConfig config, PartitionServices services) {
        ReplicaStore store = storage.open(id, config.log());
        try {
            Observation observation = Observation.of(id, store);
            observation.replica.addListener(observation.producers);
            return new Partition(name, observation.replica, observation.producers, config);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The log and its observer need each other: this ties them. */
    private record Observation(Replica replica, ProducerTracker producers) {
        static Observation of(LogId id, ReplicaStore store) {
            Replica[] made = new Replica[1];
            ProducerTracker producers = new ProducerTracker(
                    store.log(), store.snapshots(), (index, image) -> made[0].saveSnapshot(index, image));
            made[0] = Replica.create(id, new ObservedStore(store, new ObservedLog(store.log(), producers)));
            return new Observation(made[0], producers);
        }
    }

    @Override
    public TopicPartition name() {
        return name;
    }

    @Override
    public Replica replica() {
        return replica;
    }

    /** For producing. */
    public PartitionWriter writer() {
        return writer;
    }

    @Override
    public PartitionReader reader() {
        return reader;
    }

    @Override
    public void reconfigure(TopicConfig newConfig) {
        config = newConfig;
    }

    /** Ends: what the next start would have to read is saved. */
    @Override
    public void close() {
        try {
            producers.saveAtClose(replica.commitIndex());
        } finally {
            replica.close();
        }
    }
}

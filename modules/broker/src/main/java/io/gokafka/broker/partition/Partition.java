package io.gokafka.broker.partition;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.support.SimpleReplicaStore;
import io.gokafka.broker.topic.TopicConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * One partition of a topic on this broker.
 *
 * <p>Lifecycle: {@link #create}, {@link Replica#open}, {@link #close}. Threading: safe for use by several threads.
 */
public final class Partition implements HostedPartition {
    private final TopicPartition name;
    private final Replica replica;
    private final StateTracker tracker;
    private final PartitionServices services;
    private final PartitionWriter writer;
    private final PartitionReader reader;
    private final RecordDeletion deletion;
    private final LogTrim trim;
    private final Compaction compaction;
    private volatile TopicConfig config;

    private Partition(
            TopicPartition name,
            Observation observed,
            TopicConfig config,
            PartitionServices services,
            boolean canCompact) {
        this.name = name;
        this.replica = observed.replica;
        this.tracker = observed.tracker;
        this.services = services;
        this.config = config;
        this.trim = observed.trim;
        this.writer = new PartitionWriter(replica, tracker, services, () -> this.config);
        this.reader = new PartitionReader(replica, tracker::logStart, tracker::committedBytes, services.clock());
        this.deletion = new RecordDeletion(replica, tracker, services);
        this.compaction = new Compaction(replica, tracker, services, canCompact);
    }

    /**
     * Opens the store of a partition that clients produce to.
     *
     * @param config the settings of its topic
     * @param services what it needs of its broker
     */
    public static Partition create(
            TopicPartition name, LogId id, Storage storage, TopicConfig config, PartitionServices services) {
        ReplicaStore store = storage.open(id, config.effectiveLog());
        try {
            Observation observation = Observation.of(id, store, services);
            observation.replica.addListener(observation.tracker);
            return new Partition(name, observation, config, services, storage.canCompact());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** The log, its observer and what the observer does to the log need each other: this ties them. */
    private record Observation(Replica replica, StateTracker tracker, LogTrim trim) {
        static Observation of(LogId id, ReplicaStore store, PartitionServices services) {
            Observation[] made = new Observation[1];
            SnapshotSaver saver = new SnapshotSaver(
                    (index, image) -> made[0].replica.saveSnapshot(index, image),
                    () -> made[0].trim.run(),
                    services.background());
            StateTracker tracker = new StateTracker(store.log(), store.snapshots(), services.clock(), saver);
            Replica replica = Replica.create(
                    id, SimpleReplicaStore.withLog(store, new ObservedLog(store.log(), tracker)), services.room());
            made[0] = new Observation(replica, tracker, new LogTrim(replica, tracker));
            return made[0];
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
        replica.log().reconfigure(newConfig.effectiveLog());
    }

    /** The idempotent producers that it remembers. */
    public List<DescribeProducers.Producer> producers() {
        return tracker.producers().describe();
    }

    /**
     * Deletes what stands below an offset; see {@link DeleteRecords} for the errors. For the leader.
     *
     * @throws RequestException {@code UNSUPPORTED} when the topic is only compacted: who reads it relies on the latest record of each key
     */
    public CompletableFuture<DeleteRecords.Result> deleteRecords(long offset, Duration timeout) {
        if (!config.cleanup().deletes()) {
            throw new RequestException(
                    ErrorCode.UNSUPPORTED,
                    "records of topic '" + name.topic() + "' are not deleted, as its cleanup.policy is "
                            + config.cleanup().text() + "; with compact,delete they can be");
        }
        return deletion.deleteBelow(offset, timeout).thenApply(DeleteRecords.Result::new);
    }

    /**
     * What is to be done now and then: the leader deletes what the topic's retention allows, and decides what is to be compacted; every
     * replica frees what was deleted and forgets producers that have been silent for long. May block.
     */
    public void maintain() {
        tracker.forgetSilent(services.clock().millis(), services.producerExpiration());
        TopicConfig topic = config;
        if (topic.cleanup().deletes()) {
            deletion.enforce(topic.retention());
        }
        compaction.decide(topic);
        trim.run();
    }

    /** Bytes of this replica's log that were decided to be compacted, and can be now; 0 when there is nothing to do. */
    public long compactionBacklog() {
        return compaction.backlog();
    }

    /**
     * Compacts some of that; returns whether there is more. May take long.
     *
     * @param keyBytes memory for keys
     * @param stopped says when to stop
     * @throws io.gokafka.api.storage.StorageException when it fails, with nothing lost
     */
    public boolean compact(long keyBytes, BooleanSupplier stopped) {
        return compaction.clean(keyBytes, config.log().segmentBytes(), stopped);
    }

    /** Ends: what the next start would have to read is saved. */
    @Override
    public void close() {
        compaction.close();
        try {
            tracker.saveAtClose(replica.commitIndex());
        } finally {
            replica.close();
        }
    }
}

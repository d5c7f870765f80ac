package io.gokafka.broker.hosting;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.disk.DiskFull;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.partition.Room;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Brings what this broker keeps in line with the metadata: opens replicas that it shall have, closes and deletes those that it shall
 * not, and where it leads makes the group's voters those that the metadata names.
 *
 * <p>Threading: one worker does all this, one pass after the other.
 */
public final class PartitionHost implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(PartitionHost.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final Consensus consensus;
    private final Storage storage;
    private final PartitionFactory factory;
    private final HostedPartitions hosted;
    private final Map<PartitionKey, Map<String, String>> configured = new HashMap<>();
    private final VotersAlignment voters = new VotersAlignment(this::wake);
    private final Set<PartitionKey> broken = new HashSet<>();
    private final Set<PartitionKey> waiting = new HashSet<>();
    /** Whose logs were set aside: what was acknowledged was in them. */
    private final Set<PartitionKey> lost = new HashSet<>();

    private final Repairs repairs;
    private final Room room;
    private final Worker worker;

    /** Starts at once with what the metadata says now. */
    public PartitionHost(
            BrokerId self,
            ClusterMetadata metadata,
            Consensus consensus,
            Storage storage,
            PartitionFactory factory,
            HostedPartitions hosted) {
        this(
                self,
                metadata,
                consensus,
                storage,
                factory,
                hosted,
                new Repairs(storage, InstantSource.system()),
                Room.ALWAYS);
    }

    /**
     * Starts at once with what the metadata says now.
     *
     * @param repairs of the broker's logs
     * @param room whether replicas that stopped because the disk was full can go on
     */
    public PartitionHost(
            BrokerId self,
            ClusterMetadata metadata,
            Consensus consensus,
            Storage storage,
            PartitionFactory factory,
            HostedPartitions hosted,
            Repairs repairs,
            Room room) {
        this.self = self;
        this.metadata = metadata;
        this.consensus = consensus;
        this.storage = storage;
        this.factory = factory;
        this.hosted = hosted;
        this.repairs = repairs;
        this.room = room;
        this.worker = Worker.start("partition-host", INTERVAL, this::pass);
        metadata.onChange(image -> worker.wake());
    }

    /** Whether all partitions are open of which the metadata, as far as it is known, has a replica here. */
    public boolean hasAll() {
        for (ClusterImage.Topic topic : metadata.image().topics().values()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                if (topic.replicas(p).contains(self)
                        && hosted.find(new PartitionKey(topic.id(), p)).isEmpty()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Makes a pass soon. */
    public void wake() {
        worker.wake();
    }

    /** Deletes logs of topics that were deleted while this broker was down. Only with metadata that is up to date. */
    public void deleteOrphans() {
        // Before the topics are looked at: one that is created meanwhile is not among them.
        Set<LogId> stored = new HashSet<>(storage.list());
        stored.addAll(storage.keptAside().keySet());
        Set<LogId> known = new HashSet<>(Set.of(LogId.CLUSTER));
        hosted.all().forEach(partition -> known.add(partition.replica().id()));
        metadata.image().topics().values().forEach(topic -> {
            for (int p = 0; p < topic.partitionCount(); p++) {
                known.add(ClusterImage.logId(topic, p));
            }
        });
        stored.stream().filter(id -> !known.contains(id)).forEach(id -> {
            LOG.log(Level.INFO, "deleting log {0}: its topic does not exist any more", id);
            storage.delete(id);
        });
    }

    private void pass() {
        ClusterImage image = metadata.image();
        for (ClusterImage.Topic topic : image.topics().values()) {
            for (int p = 0; p < topic.partitionCount(); p++) {
                place(image, topic, p);
            }
        }
        removeDeleted(image);
    }

    private void place(ClusterImage image, ClusterImage.Topic topic, int number) {
        PartitionKey key = new PartitionKey(topic.id(), number);
        List<BrokerId> replicas = topic.replicas(number);
        HostedPartition partition = hosted.find(key).orElse(null);
        if (partition != null && image.leaders().containsKey(key)) {
            partition.replica().begun();
        }
        if (partition == null) {
            if (replicas.contains(self) && !broken.contains(key)) {
                open(topic, number, key, () -> mayBeNew(key));
            }
        } else if (!replicas.contains(self) && hasLeftGroup(partition.replica())) {
            remove(key, partition);
        } else if (partition.replica().fault().isPresent()) {
            recover(topic, number, key, partition);
        } else {
            configure(key, partition, topic);
            voters.align(key, partition.replica(), replicas);
        }
    }

    /**
     * Whether nobody was ever reported to lead it. By the metadata as it was before the broker was started nobody can tell: it may have lost its
     * logs since, and there may have been a leader since.
     */
    private boolean mayBeNew(PartitionKey key) {
        return !lost.contains(key)
                && metadata.isOfThisLife()
                && !metadata.image().leaders().containsKey(key);
    }

    private void open(ClusterImage.Topic topic, int number, PartitionKey key, BooleanSupplier mayBeNew) {
        try {
            begin(topic, number, key, mayBeNew);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                LOG.log(
                        Level.DEBUG,
                        "partition {0}-{1} is not opened any more: the broker stops",
                        topic.name(),
                        number);
            } else if (DiskFull.isCauseOf(e)) {
                awaitSpace(topic, number, key, e);
            } else if (repairs.allows(
                    ClusterImage.logId(topic, number), topic.replicas(number).size() - 1, e)) {
                openAnew(topic, number, key, e);
            } else {
                giveUp(topic, number, key, e);
            }
        }
    }

    private void awaitSpace(ClusterImage.Topic topic, int number, PartitionKey key, Throwable full) {
        LOG.log(
                waiting.add(key) ? Level.WARNING : Level.DEBUG,
                "partition {0}-{1} waits for space: {2}",
                topic.name(),
                number,
                full.getMessage());
    }

    /** With an empty log: what was acknowledged is lost here, and nobody may take the group for a new one. */
    private void openAnew(ClusterImage.Topic topic, int number, PartitionKey key, Throwable damage) {
        lost.add(key);
        try {
            repairs.setAside(ClusterImage.logId(topic, number), damage);
            begin(topic, number, key, () -> false);
        } catch (RuntimeException e) {
            if (DiskFull.isCauseOf(e)) {
                awaitSpace(topic, number, key, e);
            } else {
                giveUp(topic, number, key, e);
            }
        }
    }

    private void giveUp(ClusterImage.Topic topic, int number, PartitionKey key, RuntimeException why) {
        broken.add(key);
        LOG.log(
                Level.ERROR,
                "cannot open partition " + topic.name() + "-" + number + "; this broker goes on without it: "
                        + why.getMessage(),
                why);
    }

    private void begin(ClusterImage.Topic topic, int number, PartitionKey key, BooleanSupplier mayBeNew) {
        HostedPartition partition = factory.create(topic, number);
        boolean begun = false;
        try {
            if (metadata.image().leaders().containsKey(key)) {
                partition.replica().begun();
            }
            hosted.add(key, partition);
            configured.put(key, topic.configs());
            partition.replica().addFaultListener(this::hasStopped);
            partition.replica().open(consensus, topic.initialVoters(number), mayBeNew);
            begun = true;
            waiting.remove(key);
        } finally {
            if (!begun) {
                hosted.remove(key);
                configured.remove(key);
                closeFailed(partition);
            }
        }
    }

    /** A full disk is not looked at the more often for it. */
    private void hasStopped(Throwable fault) {
        if (!DiskFull.isCauseOf(fault)) {
            worker.wake();
        }
    }

    /** The replica has stopped: because its log was found to be damaged, or the disk to be full, or for good. */
    private void recover(ClusterImage.Topic topic, int number, PartitionKey key, HostedPartition stopped) {
        Throwable fault = stopped.replica().fault().orElseThrow();
        if (broken.contains(key)) {
            return;
        }
        if (DiskFull.isCauseOf(fault)) {
            if (room.isThere()) {
                LOG.log(Level.INFO, "{0} is opened again: the disk has space", stopped.name());
                forget(key, stopped);
                open(topic, number, key, () -> false);
            }
        } else if (repairs.allows(stopped.replica().id(), topic.replicas(number).size() - 1, fault)) {
            forget(key, stopped);
            openAnew(topic, number, key, fault);
        } else {
            broken.add(key); // it stays, and says so
        }
    }

    private void forget(PartitionKey key, HostedPartition stopped) {
        hosted.remove(key);
        configured.remove(key);
        closeFailed(stopped);
    }

    /** Closing what has failed may fail. */
    private static void closeFailed(HostedPartition partition) {
        try {
            partition.close();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "partition " + partition.name() + " did not close in good order", e);
        }
    }

    private static boolean hasLeftGroup(Replica replica) {
        return replica.status()
                .map(s -> s.role().leader().isPresent() && s.role() instanceof io.gokafka.api.consensus.Role.Learner)
                .orElse(false);
    }

    /** Settings that were changed take effect without a restart. */
    private void configure(PartitionKey key, HostedPartition partition, ClusterImage.Topic topic) {
        if (topic.configs().equals(configured.put(key, topic.configs()))) {
            return;
        }
        try {
            partition.reconfigure(factory.configOf(topic));
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "partition " + partition.name() + " goes on with its old settings: " + e, e);
        }
    }

    private void remove(PartitionKey key, HostedPartition partition) {
        hosted.remove(key);
        configured.remove(key);
        lost.remove(key);
        partition.close();
        storage.delete(partition.replica().id());
        LOG.log(Level.INFO, "removed the replica of {0}", partition.name());
    }

    private void removeDeleted(ClusterImage image) {
        Set<PartitionKey> wanted = new HashSet<>();
        image.topics().values().forEach(topic -> {
            for (int p = 0; p < topic.partitionCount(); p++) {
                wanted.add(new PartitionKey(topic.id(), p));
            }
        });
        for (Map.Entry<PartitionKey, HostedPartition> entry : hosted.byKey().entrySet()) {
            if (!wanted.contains(entry.getKey())) {
                remove(entry.getKey(), entry.getValue());
            }
        }
    }

    /** Stops changing anything; the partitions stay open. */
    @Override
    public void close() {
        worker.close();
    }
}

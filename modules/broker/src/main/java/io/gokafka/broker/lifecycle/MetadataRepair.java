package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.broker.disk.DiskFull;
import io.gokafka.broker.hosting.Repairs;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.partition.Room;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Opens the metadata's replica again after it has stopped: with an empty log, which the other voters fill, when its log is damaged; with
 * the log as it is, once there is space, when the disk was full. Whatever else stops it stops the broker, as does damage to the only
 * log.
 *
 * <p>Threading: one worker does this; {@link #create} is for the thread that starts the broker.
 */
final class MetadataRepair implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MetadataRepair.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final BrokerId self;
    private final ClusterMetadata metadata;
    private final Supplier<List<BrokerId>> voters;
    private final Repairs repairs;
    private final Room room;
    private final Consumer<Throwable> giveUp;
    private final Worker worker;

    /**
     * Opens the metadata, and watches it from then on.
     *
     * @param voters those of the metadata as last known
     * @param begun whether this broker knows that its cluster has begun
     * @param giveUp is told of what this cannot help
     */
    MetadataRepair(
            BrokerId self,
            ClusterMetadata metadata,
            Supplier<List<BrokerId>> voters,
            boolean begun,
            Repairs repairs,
            Room room,
            Consumer<Throwable> giveUp) {
        this.self = self;
        this.metadata = metadata;
        this.voters = voters;
        this.repairs = repairs;
        this.room = room;
        this.giveUp = giveUp;
        open(!begun);
        this.worker = Worker.start("metadata-repair", INTERVAL, this::pass);
        metadata.onFault(fault -> worker.wake());
    }

    /** The metadata's replica, not yet open; its log was set aside if it could not be read. */
    static ClusterMetadata create(
            BrokerId self, List<BrokerId> voters, Repairs repairs, Supplier<ClusterMetadata> opening) {
        try {
            return opening.get();
        } catch (RuntimeException e) {
            if (!repairs.allows(LogId.CLUSTER, others(self, voters), e)) {
                throw e;
            }
            repairs.setAside(LogId.CLUSTER, e);
            return opening.get();
        }
    }

    private void open(boolean mayBeNew) {
        try {
            metadata.open(voters.get(), mayBeNew);
        } catch (RuntimeException e) {
            if (!repairs.allows(LogId.CLUSTER, others(self, voters.get()), e)) {
                throw e;
            }
            reopenEmpty(e);
        }
    }

    private static int others(BrokerId self, List<BrokerId> voters) {
        return (int) voters.stream().filter(voter -> !voter.equals(self)).count();
    }

    private void pass() {
        metadata.replica().fault().ifPresent(this::recover);
    }

    private void recover(Throwable fault) {
        if (DiskFull.isCauseOf(fault)) {
            if (room.isThere()) {
                LOG.log(Level.INFO, "the metadata's log is opened again: the disk has space");
                metadata.reopen(voters.get(), () -> {});
            }
        } else if (repairs.allows(LogId.CLUSTER, others(self, voters.get()), fault)) {
            reopenEmpty(fault);
        } else {
            giveUp.accept(fault);
        }
    }

    private void reopenEmpty(Throwable damage) {
        metadata.reopen(voters.get(), () -> repairs.setAside(LogId.CLUSTER, damage));
    }

    @Override
    public void close() {
        worker.close();
    }
}

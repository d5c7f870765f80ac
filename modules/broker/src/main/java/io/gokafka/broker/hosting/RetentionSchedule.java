package io.gokafka.broker.hosting;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.thread.Worker;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Has each partition delete what its retention says, now and then: those that this broker leads decide, the others follow.
 *
 * <p>Threading: one worker, one partition after the other.
 */
public final class RetentionSchedule implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RetentionSchedule.class.getName());

    private final HostedPartitions hosted;
    private final Worker worker;

    /** Starts it; it looks at once, and then at an interval. */
    public RetentionSchedule(HostedPartitions hosted, Duration interval) {
        this.hosted = hosted;
        this.worker = Worker.start("retention", interval, this::pass);
    }

    private void pass() {
        for (HostedPartition partition : hosted.all()) {
            if (partition instanceof Partition p) {
                maintain(p);
            }
        }
    }

    /** One that is being closed, or whose group changes, is looked at again in the next pass. */
    private static void maintain(Partition partition) {
        try {
            partition.maintain();
        } catch (CorruptLogException e) {
            partition.replica().fail(e);
        } catch (ConsensusException | StorageException e) {
            LOG.log(Level.DEBUG, "retention of {0} waits: {1}", partition.name(), e.getMessage());
        }
    }

    @Override
    public void close() {
        worker.close();
    }
}

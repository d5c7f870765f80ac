package io.gokafka.api.storage;

/**
 * All that one replica keeps: its log, its vote, its snapshot.
 *
 * <p><b>Lifecycle.</b> From {@link Storage#open} to {@link #close}, which syncs the log and marks it as cleanly closed.
 */
public interface ReplicaStore extends AutoCloseable {
    /** The replicated log. */
    PartitionLog log();

    /** The current term and vote. */
    VoteStore votes();

    /** The latest snapshot. */
    SnapshotStore snapshots();

    /** Makes everything durable and releases it; further calls do nothing. */
    @Override
    void close();
}

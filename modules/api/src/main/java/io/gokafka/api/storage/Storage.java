package io.gokafka.api.storage;

import io.gokafka.api.LogId;
import java.util.Set;

/**
 * The stores of all replicas of one broker.
 *
 * <p><b>Lifecycle.</b> From {@link StorageProvider#open} to {@link #close}. A replica's store is open at most once at a
 * time; closing the storage closes those that still are.
 *
 * <p><b>Durability and failure.</b> {@link #open} and {@link #delete} have reached the disk when they return. After a crash
 * in the middle of {@code delete} the log is either whole or gone from {@link #list}.
 *
 * <p><b>Threading.</b> Safe for use by several threads. Different replicas never block each other for longer than a disk
 * operation.
 */
public interface Storage extends AutoCloseable {
    /** The replicas that have a store here. */
    Set<LogId> list();

    /**
     * Opens a replica's store, creating an empty one when there is none. Recovers after a crash: a tail that was being
     * written is cut back to the last whole batch with a right checksum. After a clean close no more than the last segment
     * is read.
     *
     * @throws StorageException when what is there cannot be read or is damaged before its tail; nothing is changed then
     */
    ReplicaStore open(LogId id, LogConfig config);

    /** Removes a replica's store, which must be closed; nothing happens when there is none. */
    void delete(LogId id);

    /** Makes everything durable and releases it. */
    @Override
    void close();
}

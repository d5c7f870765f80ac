package io.gokafka.api.storage;

import io.gokafka.api.LogId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

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
     * @throws CorruptLogException when what is there is damaged before its tail, or a part of it is missing; nothing is changed
     *     then
     * @throws StorageException when it cannot be read; nothing is changed then
     */
    ReplicaStore open(LogId id, LogConfig config);

    /** Removes a replica's store, which must be closed; nothing happens when there is none. */
    void delete(LogId id);

    /**
     * Takes a replica's store that is damaged, and is closed, out of the way, so that the next {@link #open} makes an empty one.
     * Durable when it returns. What was there is kept for people to look at where the storage can do that, and is not in
     * {@link #list} then but in {@link #keptAside}; it goes when the log is set aside again or deleted, and with {@link #discardAside}.
     *
     * <p>Unless a storage does better, it deletes it.
     *
     * @return where it is kept, if it is
     */
    default Optional<Path> setAside(LogId id) {
        delete(id);
        return Optional.empty();
    }

    /**
     * What is kept of logs that were {@linkplain #setAside set aside}, and where; also what was kept before a restart. Such a log itself
     * may be there again, or not.
     *
     * <p>Unless a storage does better, it keeps nothing.
     */
    default Map<LogId, Path> keptAside() {
        return Map.of();
    }

    /**
     * Deletes what is kept of a log that was set aside, and frees its space; nothing happens when there is nothing. The log itself stays as
     * it is, and may be open. What a crash leaves of it goes at the next start, or is {@linkplain #keptAside kept} still.
     *
     * @throws StorageException when that failed; the log itself is none the worse
     */
    default void discardAside(LogId id) {}

    /**
     * Adds a listener that is told when one failure has taken all logs at once, as that of a database that they share: also those that
     * nobody is using learn of it then. It is told once a failure, by the thread that met it, and must not hold that up.
     *
     * <p>A {@link CorruptLogException} says that what they share is damaged. The broker ends then. {@link StorageProvider#open} must throw
     * it from then on, so that the next start begins with other files and not with the same damage.
     *
     * <p>Unless a storage does better, there is no such failure: each log fails by itself, in the call that meets the fault.
     */
    default void onFailure(Consumer<StorageException> listener) {}

    /**
     * Whether the logs can be compacted ({@link PartitionLog#rewrite}). One that cannot keeps all records of a compacted topic, which
     * costs space and is not wrong. All storages take {@linkplain io.gokafka.api.record.Hole holes}.
     */
    default boolean canCompact() {
        return false;
    }

    /** Makes everything durable and releases it. */
    @Override
    void close();
}

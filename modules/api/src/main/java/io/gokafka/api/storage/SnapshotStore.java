package io.gokafka.api.storage;

import java.util.Optional;

/**
 * The latest snapshot of a replica's state machine.
 *
 * <p><b>Durability and failure.</b> {@link #store} has reached the disk when it returns. After a crash in the middle of it,
 * the old or the new snapshot is there, whole; a damaged one is an error, never "none".
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public interface SnapshotStore {
    /** The stored snapshot. */
    Optional<Snapshot> load();

    /**
     * Replaces the snapshot.
     *
     * @throws StorageException when it could not be made durable
     */
    void store(Snapshot snapshot);
}

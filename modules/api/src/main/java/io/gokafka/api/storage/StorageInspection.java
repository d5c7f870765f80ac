package io.gokafka.api.storage;

import io.gokafka.api.LogId;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * What a storage has left in a directory, to be looked at while no broker runs.
 *
 * <p><b>Lifecycle.</b> From {@link StorageProvider#inspect} to {@link #close}. Nobody changes the directory meanwhile.
 *
 * <p><b>Durability and failure.</b> Nothing on disk is created, changed, cut or removed, whatever is found there, and whatever is
 * called: an inspection may be of the only copy that is left. What {@link StorageProvider#open} would do to the directory after a
 * crash is seen as if it had been done.
 *
 * <p><b>Threading.</b> For one thread.
 */
public interface StorageInspection extends AutoCloseable {
    /** The replicas that have a store here. */
    Set<LogId> list();

    /** What is kept of logs that were {@linkplain Storage#setAside set aside}, and where; as {@link Storage#keptAside}. */
    default Map<LogId, Path> keptAside() {
        return Map.of();
    }

    /**
     * Looks into a replica's store, and finds there what {@link Storage#open} would.
     *
     * @throws CorruptLogException when {@code Storage.open} would throw it, as far as that can be told without changes
     * @throws StorageException when it cannot be read, or is not there
     */
    LogInspection open(LogId id);

    /**
     * Reads all that a replica has, and reports what is wrong with it: every batch's checksum, the order of indexes, offsets and
     * terms, look-up structures against what they were made from, vote, snapshot. Goes on behind damage as far as it can.
     *
     * @throws StorageException when it cannot be read for another reason than damage
     */
    void verify(LogId id, VerifyListener listener);

    /** The same for what belongs to no replica alone. */
    default void verifyShared(VerifyListener listener) {}

    /** Releases what it holds; further calls do nothing. */
    @Override
    void close();
}

package io.gokafka.api.storage;

import java.util.List;
import java.util.Optional;

/**
 * One replica's log, vote and snapshot, to be read and not changed; see {@link StorageInspection}.
 *
 * <p><b>Lifecycle.</b> Until closed, or until its inspection is. <b>Threading.</b> For one thread.
 */
public interface LogInspection extends AutoCloseable {
    /** The extent that a start would find. */
    LogBounds bounds();

    /** Where each term that has entries begins, oldest first. */
    List<TermStart> terms();

    /** The pieces of the log, as {@link PartitionLog#segments} has them, with their files. */
    List<StoredSegment> segments();

    /**
     * Reads whole entries by index, as {@link PartitionLog#readEntries} does up to the end, from the hole that has the index if one has;
     * cheap where the read before has ended.
     * Checksums are not looked at.
     *
     * @throws OffsetOutOfRangeException when {@code fromIndex} is below the first index or beyond {@code lastIndex + 1}
     * @throws StorageException when reading fails or meets damage
     */
    LogSlice readEntries(long fromIndex, int maxBytes);

    /**
     * The vote.
     *
     * @throws CorruptLogException when it is damaged
     */
    Vote vote();

    /**
     * The snapshot.
     *
     * @throws CorruptLogException when it is damaged
     */
    Optional<Snapshot> snapshot();

    /** Releases what it holds; further calls do nothing. */
    @Override
    void close();
}

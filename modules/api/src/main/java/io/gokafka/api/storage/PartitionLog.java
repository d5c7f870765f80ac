package io.gokafka.api.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The log of one replica: the Raft log and the commit log in one. An entry is a {@link io.gokafka.api.record.RecordBatch
 * record batch}; it has an index (1, 2, 3, ... without gaps, Raft's) and takes zero or more offsets (0, 1, 2, ...). An
 * entry begins at the offset where the one before it ends: offsets are a function of the log's content alone. Entries
 * without offsets are the replication's own ({@link io.gokafka.api.record.ControlBatch}): whoever reads by index meets them,
 * whoever reads by offset or time never does. They are rare, and a log remembers where they are.
 *
 * <p>A {@linkplain io.gokafka.api.record.Hole hole} stands for several entries at once
 * ({@link io.gokafka.api.record.RecordBatch#entries()}) and takes all their indexes. Compaction makes them ({@link #rewrite}), and
 * a replica that is fed by one that has compacted is given them to append. Whatever names an index or an offset within a hole
 * means the whole of it.
 *
 * <p><b>Lifecycle.</b> Belongs to an open {@link ReplicaStore} and ends with it.
 *
 * <p><b>Durability and failure.</b> {@link #append} makes nothing durable, {@link #sync} does. After a crash the log has
 * every entry up to the durable index, then perhaps some of those appended later, in order and whole, and nothing else.
 * {@link #truncateSuffix}, {@link #dropPrefix} and {@link #reset} are durable when they return; after a crash in the middle
 * of one the log is as before or as after it. When a write or a sync fails, the log is <em>failed</em>: the call and all
 * later changes throw {@link StorageException}, because what the disk holds is unknown; only opening it again helps.
 *
 * <p><b>Damage.</b> A read throws {@link CorruptLogException} when the storage notices that bytes are not what was written, are
 * not there, or cannot be read from the disk. It need not look for that: whoever relies on what was read verifies it ({@link EntryVerifier}).
 *
 * <p><b>Threading.</b> One thread at a time changes the log ({@code append}, {@code truncateSuffix}, {@code dropPrefix},
 * {@code reset}). {@code sync} may be called by another thread while it does: that is how appends are grouped; and one more
 * may {@code rewrite}. Any number of threads read meanwhile. A reader sees an entry once the {@code append} has returned.
 *
 * <p><b>Memory.</b> Bounded, whatever the log's size; no read takes more than what it was allowed to return.
 */
public interface PartitionLog {
    /** The extent now; one consistent view, cheap enough for every request. */
    LogBounds bounds();

    /**
     * Adds entries at the end. Each buffer is one whole batch from position to limit, checked by the caller, with its term
     * already in its leader epoch; the log sets the base offset in the buffer itself. The buffers stay the caller's and
     * may be reused once the call returns.
     *
     * @param firstIndex index of the first of them: {@code bounds().lastIndex() + 1}
     * @return the bounds after the append
     * @throws IllegalArgumentException when {@code firstIndex} is not the next index or a term is below the last term;
     *     nothing is changed then
     * @throws StorageException when writing failed: the log is failed
     */
    LogBounds append(long firstIndex, List<ByteBuffer> batches);

    /**
     * Makes durable what was appended before the call.
     *
     * @return the durable index, at least the last index when the call began
     * @throws StorageException when that failed: the log is failed, and nothing may be acknowledged
     */
    long sync();

    /**
     * Reads whole batches by offset: from the one that contains {@code offset} up to {@code limitOffset}, or up to the next
     * entry without offsets. Such an entry is never among them: a read that ends before one is gone on with at the offset
     * after its last batch, and that one begins behind the entry.
     *
     * @param offset from {@code startOffset} to {@code endOffset}; may be in the middle of a batch
     * @param limitOffset no batch that ends beyond this offset is included (the high watermark of a reader)
     * @param maxBytes no more bytes than this, except that the first batch is returned whatever its size
     * @return the batches; empty only when the one that contains {@code offset} ends beyond the limit, or is not there yet;
     *     close it
     * @throws OffsetOutOfRangeException when the offset is below the start or above the end
     */
    LogSlice read(long offset, long limitOffset, int maxBytes);

    /**
     * Reads whole entries by index, for replication, those without offsets too. The first one may begin before
     * {@code fromIndex}, when that is within a hole: {@link EntryRun} tells where it does.
     *
     * @param fromIndex from {@code firstIndex}
     * @param toIndex the last one wanted, included; may be beyond the end; when it is below {@code fromIndex}, none is wanted
     * @param maxBytes as for {@link #read}
     * @return the entries, empty when there is none; close it
     * @throws OffsetOutOfRangeException when {@code fromIndex} is below the first index or beyond {@code lastIndex + 1}
     */
    LogSlice readEntries(long fromIndex, long toIndex, int maxBytes);

    /** The entry at an index, or the hole that has it; empty when it is not there. */
    Optional<EntryPosition> entryAtIndex(long index);

    /** The entry that contains an offset, so never one without offsets; empty when it is not there. */
    Optional<EntryPosition> entryAtOffset(long offset);

    /** The first entry with offsets whose highest timestamp is at or after a time in milliseconds since 1970. */
    Optional<EntryPosition> entryAtTime(long timestamp);

    /**
     * The term of the entry at an index.
     *
     * @param index from {@code firstIndex - 1} (which a log remembers when its prefix was dropped; 0 has term 0) to
     *     {@code lastIndex}
     * @return the term, or -1 when the index is outside that range
     */
    long termAt(long index);

    /** Where each term that has entries begins, oldest first. */
    List<TermStart> terms();

    /** Bytes on disk that the entries take: the sum of the {@link #segments}. */
    long sizeInBytes();

    /**
     * The pieces that the log consists of, oldest first: one consistent view, and as cheap as {@link #bounds}, also after a
     * start. At least one, the last of them active; the first begins where the log does, each other where the one before it
     * ends. Where one ends is the storage's affair: a storage without segments cuts its log as it likes, about every
     * {@link LogConfig#segmentBytes}.
     */
    List<LogSegment> segments();

    /** Keeps the log otherwise from the next append on; entries that are there stay as they are. For any thread. */
    void reconfigure(LogConfig config);

    /**
     * Removes the entries from an index, or from the hole that has it, to the end. Slices that were read before stay readable or throw
     * {@link StorageException}; they never show other entries' bytes.
     *
     * @param fromIndex from {@code firstIndex}; beyond the end nothing happens
     * @throws IllegalArgumentException when it is below the first index; nothing is changed then
     */
    void truncateSuffix(long fromIndex);

    /**
     * Moves the start of the log forward; the entries before it are gone for readers at once, their space is freed as the
     * storage sees fit. Slices that were read before stay readable.
     *
     * @param firstIndex the new first index, up to {@code lastIndex + 1}, or one within the hole that the log shall begin with; at or
     *     below the present one nothing happens
     * @throws IllegalArgumentException when it is beyond that; nothing is changed then
     */
    void dropPrefix(long firstIndex);

    /**
     * Empties the log and lets it begin elsewhere: for a replica that is so far behind that what it has is no use.
     *
     * @param firstIndex index of the next entry
     * @param startOffset its base offset
     * @param previousTerm term of the entry before it
     */
    void reset(long firstIndex, long startOffset, long previousTerm);

    /**
     * Compacts a part of the log: replaces its entries by what a filter leaves of them. Index, term and offsets of all entries stay
     * as they are; entries of which nothing is left become holes, each as large as possible. Readers go on meanwhile; slices that
     * were read before stay readable. The part is replaced at once, durably: after a crash the log has all of it as before or as
     * after. When the log is truncated, dropped or reset meanwhile so that the part is not there any more, nothing is changed.
     *
     * <p>For one thread at a time, beside the one that changes the log. What fails before the part is replaced (a filter that
     * throws, a disk that is full) leaves the log as it was, and working.
     *
     * @param fromIndex where one of the {@link #segments} begins
     * @param toIndex where one of them, not an active one, ends: the last index of the part
     * @return whether anything is different now
     * @throws IllegalArgumentException when that is not a part of the log; nothing is changed then
     * @throws CorruptLogException when an entry is damaged; nothing is changed then
     * @throws StorageException when reading or writing failed
     * @throws UnsupportedOperationException when the storage does not {@linkplain Storage#canCompact compact}
     */
    default boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        throw new UnsupportedOperationException("this storage does not compact");
    }

    /**
     * The index that was {@linkplain #noteCompacted noted} last; 0 when none was, or the log was reset since. Only what is committed is
     * compacted and only what is not is truncated, so no log should be truncated below it; of one that is, this may be anything from 0
     * to what was noted, also beyond the end.
     */
    default long compactedIndex() {
        return 0;
    }

    /**
     * Notes up to which index the log was compacted, durably: after a restart that need not be done again. The log itself makes
     * nothing of it. For the thread that rewrites.
     *
     * @param index from 0 to {@code lastIndex}
     * @throws UnsupportedOperationException when the storage does not {@linkplain Storage#canCompact compact}
     */
    default void noteCompacted(long index) {
        throw new UnsupportedOperationException("this storage does not compact");
    }
}

package io.gokafka.api.storage;

import io.gokafka.api.record.RecordBatch;

/**
 * Where an entry of a log stands.
 *
 * @param index its Raft index; the first one, when it is a {@linkplain io.gokafka.api.record.Hole hole} that stands for several
 * @param term its term
 * @param baseOffset offset of its first record
 * @param nextOffset the offset after its last record; its base offset when it takes none
 * @param maxTimestamp the highest timestamp of its records, milliseconds since 1970; of an entry without offsets, when it was
 *     written
 * @param sizeInBytes size of the batch, header included
 * @param entries how many entries it stands for: 1, or those of the hole
 */
public record EntryPosition(
        long index, long term, long baseOffset, long nextOffset, long maxTimestamp, int sizeInBytes, int entries) {
    /** One entry. */
    public EntryPosition(long index, long term, long baseOffset, long nextOffset, long maxTimestamp, int sizeInBytes) {
        this(index, term, baseOffset, nextOffset, maxTimestamp, sizeInBytes, 1);
    }

    /** The last index that it takes. */
    public long lastIndex() {
        return index + entries - 1;
    }

    /** The index of the entry after it. */
    public long nextIndex() {
        return index + entries;
    }

    /** Whether there are records in it for clients: compaction may have left none. */
    public boolean hasRecords() {
        return takesOffsets() && sizeInBytes > RecordBatch.HEADER_SIZE;
    }

    /** Whether it takes offsets: clients never meet one that does not. */
    public boolean takesOffsets() {
        return nextOffset > baseOffset;
    }
}

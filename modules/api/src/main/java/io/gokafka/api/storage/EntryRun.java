package io.gokafka.api.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Entries that were read by index, with the index of the first one. That may be below the one that was asked for, when it is a
 * {@linkplain io.gokafka.api.record.Hole hole}, and compaction may put one there at any time.
 *
 * @param firstIndex index of the first entry; when there are none, the one that was asked for
 * @param bytes whole entries
 */
public record EntryRun(long firstIndex, ByteBuffer bytes) {
    /**
     * Reads whole entries; see {@link PartitionLog#readEntries}. Their checksums are not looked at: see {@link EntryVerifier}.
     *
     * @throws OffsetOutOfRangeException as there, and when they were dropped meanwhile
     * @throws StorageException when reading fails
     */
    public static EntryRun read(PartitionLog log, long fromIndex, long toIndex, int maxBytes) {
        Optional<PlacedSlice> read =
                PlacedSlice.of(() -> log.entryAtIndex(fromIndex), () -> log.readEntries(fromIndex, toIndex, maxBytes));
        if (read.isEmpty()) {
            return new EntryRun(fromIndex, ByteBuffer.allocate(0));
        }
        try (LogSlice slice = read.get().slice()) {
            return new EntryRun(read.get().first().index(), slice.toBuffer());
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return !bytes.hasRemaining();
    }

    /** The entries. */
    public Iterable<RecordBatch> batches() {
        return RecordBatches.in(bytes);
    }

    /** The index after the last entry. */
    public long nextIndex() {
        long index = firstIndex;
        for (RecordBatch batch : batches()) {
            index += batch.entries();
        }
        return index;
    }
}

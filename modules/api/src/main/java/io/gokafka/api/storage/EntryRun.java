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
     * Reads whole entries; see {@link PartitionLog#readEntries}.
     *
     * @throws OffsetOutOfRangeException as there
     * @throws StorageException when reading fails
     */
    public static EntryRun read(PartitionLog log, long fromIndex, long toIndex, int maxBytes) {
        while (true) {
            Optional<EntryPosition> first = log.entryAtIndex(fromIndex);
            ByteBuffer bytes = bytes(log, fromIndex, toIndex, maxBytes);
            if (!bytes.hasRemaining()) {
                return new EntryRun(fromIndex, bytes);
            }
            // Else a hole has swallowed it in between: one that begins earlier has another base offset.
            if (first.isPresent()
                    && first.get().baseOffset() == RecordBatch.at(bytes).baseOffset()) {
                return new EntryRun(first.get().index(), bytes);
            }
        }
    }

    private static ByteBuffer bytes(PartitionLog log, long fromIndex, long toIndex, int maxBytes) {
        try (LogSlice slice = log.readEntries(fromIndex, toIndex, maxBytes)) {
            return slice.toBuffer();
        }
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

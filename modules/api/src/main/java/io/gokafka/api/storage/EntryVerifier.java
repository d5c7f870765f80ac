package io.gokafka.api.storage;

import io.gokafka.api.record.BatchStream;
import io.gokafka.api.record.InvalidBatchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Sees that consecutive entries which were read from a log are what was written: each batch has its checksum, and, as that covers
 * neither, begins at the offset where the one before it ends and has the term that the log knows at its index. It works on what any
 * storage returns, so nothing has to be trusted but the log's own idea of where its terms begin.
 *
 * <p><b>Threading.</b> For one thread; the log may change meanwhile.
 */
public final class EntryVerifier {
    private static final long GONE = -1;

    private final PartitionLog log;
    private final BatchStream stream = new BatchStream(this::batch);
    private long index;
    private long offset;

    /**
     * Begins at an entry.
     *
     * @param first where it is, as the log says
     */
    public EntryVerifier(PartitionLog log, EntryPosition first) {
        this.log = log;
        this.index = first.index();
        this.offset = first.baseOffset();
    }

    /**
     * Reads entries and verifies them; see {@link PartitionLog#readEntries} for the limits.
     *
     * @throws CorruptLogException when they are damaged
     * @throws OffsetOutOfRangeException as {@code readEntries}, and when they were dropped meanwhile
     */
    public static EntryRun read(PartitionLog log, long fromIndex, long toIndex, int maxBytes) {
        Optional<PlacedSlice> read =
                PlacedSlice.of(() -> log.entryAtIndex(fromIndex), () -> log.readEntries(fromIndex, toIndex, maxBytes));
        if (read.isEmpty()) {
            return new EntryRun(fromIndex, ByteBuffer.allocate(0));
        }
        try (LogSlice slice = read.get().slice()) {
            ByteBuffer bytes = slice.toBuffer();
            new EntryVerifier(log, read.get().first()).verify(LogSlice.of(bytes));
            return new EntryRun(read.get().first().index(), bytes);
        }
    }

    /** Index of the entry that is to come next. */
    public long nextIndex() {
        return index;
    }

    /** The offset at which it has to begin. */
    public long nextOffset() {
        return offset;
    }

    /**
     * Verifies the next entries, reading them in small pieces; the slice stays open.
     *
     * @throws CorruptLogException when they are damaged
     * @throws StorageException when they cannot be read
     */
    public void verify(LogSlice slice) {
        try {
            for (long at = 0; at < slice.size(); ) {
                long sent = slice.transferTo(at, slice.size() - at, stream);
                if (sent <= 0) {
                    throw new InvalidBatchException("there are no more bytes");
                }
                at += sent;
            }
            if (!stream.isBetweenBatches()) {
                throw new InvalidBatchException("it ends within a batch");
            }
        } catch (InvalidBatchException e) {
            throw damaged(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new StorageException("cannot read entry " + index, e);
        }
    }

    private void batch(long baseOffset, long nextOffset, int term, int entries) {
        if (baseOffset != offset || nextOffset < baseOffset) {
            throw new InvalidBatchException("it says that it has offsets " + baseOffset + " to " + (nextOffset - 1));
        }
        long known = log.termAt(index);
        if (known != GONE && known != term) {
            throw new InvalidBatchException("it says that it is of term " + term + ", not " + known);
        }
        index += entries;
        offset = nextOffset;
    }

    private CorruptLogException damaged(String how) {
        return new CorruptLogException("entry " + index + " at offset " + offset + " is damaged: " + how);
    }
}

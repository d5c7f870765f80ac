package io.gokafka.broker.hosting;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.PlacedSlice;
import io.gokafka.broker.partition.Replica;

/**
 * Reads the log of a replica from its start to what is committed, and verifies it; and its vote and its snapshot, which have
 * checksums of their own. What is committed does not change, it can only be dropped; so appends, truncations and retention may go
 * on meanwhile.
 *
 * <p>For one thread.
 */
final class LogScrub {
    private static final int PIECE = 256 << 10;

    /** Slows it down. */
    interface Pace {
        /** Is told of bytes that were read, and waits as long as they should have taken. */
        void read(int bytes) throws InterruptedException;
    }

    private final Replica replica;
    private final PartitionLog log;
    private final Pace pace;
    private long index;
    private long offset;
    private long bytes;

    LogScrub(Replica replica, Pace pace) {
        this.replica = replica;
        this.log = replica.log();
        this.pace = pace;
        begin();
    }

    private void begin() {
        LogBounds bounds = log.bounds();
        index = bounds.firstIndex();
        offset = bounds.startOffset();
    }

    /**
     * Does it.
     *
     * @return how many bytes the log has
     * @throws CorruptLogException when they are damaged
     * @throws io.gokafka.api.storage.StorageException when they cannot be read, as those of a log that was closed meanwhile
     */
    long run() throws InterruptedException {
        replica.loadVoteAndSnapshot();
        while (index <= replica.commitIndex()) {
            int read = piece();
            bytes += read;
            pace.read(read);
        }
        return bytes;
    }

    private int piece() {
        try {
            PlacedSlice read = PlacedSlice.of(
                            () -> log.entryAtIndex(index), () -> log.readEntries(index, replica.commitIndex(), PIECE))
                    .orElseThrow(() -> new OffsetOutOfRangeException("entry " + index + " was dropped"));
            try (LogSlice slice = read.slice()) {
                return verify(read.first(), slice);
            }
        } catch (OffsetOutOfRangeException e) {
            if (log.bounds().firstIndex() <= index) {
                throw new CorruptLogException("entry " + index + " is missing");
            }
            begin(); // it begins later now
            return 0;
        }
    }

    private int verify(EntryPosition first, LogSlice slice) {
        // A hole may begin earlier: it stands for entries that were there one by one when those before were read.
        if (first.index() == index && first.baseOffset() != offset) {
            throw new CorruptLogException("entry " + index + " begins at offset " + first.baseOffset()
                    + ", where the one before it does not end: " + offset);
        }
        EntryVerifier verifier = new EntryVerifier(log, first);
        verifier.verify(slice);
        index = verifier.nextIndex();
        offset = verifier.nextOffset();
        return slice.size();
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** RocksDB's exceptions as this SPI's. */
final class Faults {
    private static final String NO_SPACE = "No space left on device";
    private static final String NO_FILE = "No such file or directory";
    private static final String QUOTA = "Disk quota exceeded";
    /** What Linux calls EIO: a bad sector, as a rule, when it comes of a read. */
    private static final String UNREADABLE = "Input/output error";
    /** What RocksDB's messages say of reads. One of a write or a sync tells nothing of what the disk holds. */
    private static final List<String> READS = List.of(
            "While pread",
            "While reading file sequentially",
            "While open a file for random read",
            "While opening a file for sequentially reading",
            "while stat a file for size");

    private Faults() {}

    /** @param what what could not be done, for the operator */
    static StorageException of(String what, RocksDBException e) {
        return isDamage(e) ? damage(what, e) : new StorageException(what + ": " + e.getMessage(), asWithFiles(e));
    }

    /**
     * Of an opening: a file that the database names and that is not there is damage too, of which RocksDB says no more than that it
     * was not found.
     *
     * @param what what could not be done, for the operator
     */
    static StorageException ofOpening(String what, RocksDBException e) {
        boolean isMissing = e.getStatus() != null
                && e.getStatus().getCode() == Status.Code.IOError
                && String.valueOf(e.getMessage()).contains(NO_FILE);
        return isMissing ? damage(what, e) : of(what, e);
    }

    /** Whether RocksDB says that bytes are not what was written, or that the disk cannot give them back, or has the file no more. */
    static boolean isDamage(@Nullable Throwable cause) {
        if (!(cause instanceof RocksDBException e) || e.getStatus() == null) {
            return false;
        }
        Status.Code code = e.getStatus().getCode();
        return code == Status.Code.Corruption
                || (code == Status.Code.IOError && isLost(String.valueOf(e.getMessage())));
    }

    private static boolean isLost(String message) {
        return (message.contains(UNREADABLE) || message.contains(NO_FILE))
                && READS.stream().anyMatch(message::contains);
    }

    /**
     * What to throw for a small file beside the database that could not be read.
     *
     * @param what what could not be done, for the operator
     */
    static StorageException ofReading(String what, IOException e) {
        return String.valueOf(e.getMessage()).contains(UNREADABLE)
                ? new CorruptLogException(what + ": " + e.getMessage(), e)
                : new StorageException(what, e);
    }

    private static CorruptLogException damage(String what, RocksDBException e) {
        return new CorruptLogException(what + ": " + e.getMessage(), e);
    }

    /**
     * Of a change: never damage, which would be that of one log, and mended by a new one; the database takes no changes any more.
     *
     * @param what what could not be done, for the operator
     */
    static StorageException ofChange(String what, Throwable cause) {
        return new StorageException(
                what + ": " + cause.getMessage(), cause instanceof RocksDBException e ? asWithFiles(e) : cause);
    }

    /** An I/O error is an {@link IOException} with the system's message in it. */
    private static Throwable asWithFiles(RocksDBException e) {
        Status status = e.getStatus();
        if (status == null || status.getCode() != Status.Code.IOError) {
            return e;
        }
        String message = String.valueOf(e.getMessage());
        boolean untold = status.getSubCode() == Status.SubCode.NoSpace && !message.contains(NO_SPACE);
        return new IOException(untold ? NO_SPACE + ": " + message : message, e);
    }

    /** Whether what has failed, by the cause of its exception, did so because the disk or a quota was full. */
    static boolean isNoSpace(@Nullable Throwable cause) {
        String message = String.valueOf(cause == null ? null : cause.getMessage());
        return cause instanceof IOException && (message.contains(NO_SPACE) || message.contains(QUOTA));
    }
}

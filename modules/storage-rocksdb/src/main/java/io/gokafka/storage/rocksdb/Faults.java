package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.Status;

/** RocksDB's exceptions as this SPI's. */
final class Faults {
    private static final String NO_SPACE = "No space left on device";
    private static final String QUOTA = "Disk quota exceeded";

    private Faults() {}

    /** @param what what could not be done, for the operator */
    static StorageException of(String what, RocksDBException e) {
        if (e.getStatus() != null && e.getStatus().getCode() == Status.Code.Corruption) {
            CorruptLogException corrupt = new CorruptLogException(what + ": " + e.getMessage());
            corrupt.initCause(e);
            return corrupt;
        }
        return new StorageException(what + ": " + e.getMessage(), asWithFiles(e));
    }

    /**
     * Of a change: never damage, which would be that of one log.
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

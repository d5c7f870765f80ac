package io.gokafka.storage.file;

import io.gokafka.api.storage.CorruptLogException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Tells a disk that cannot read what was written to it from all else that ends a read: an interrupt, a closed channel, too many open
 * files, no memory. Only the first is damage of the log. There is no exception of its own for it, only the system's message.
 */
final class ReadFaults {
    /** What Linux calls EIO: a bad sector, as a rule, or a checksum of the file system that is wrong. */
    private static final String UNREADABLE = "Input/output error";

    private ReadFaults() {}

    /** Whether the disk cannot give back what it holds. */
    static boolean isOfDisk(IOException failure) {
        @Nullable String message = failure.getMessage();
        return message != null && message.contains(UNREADABLE);
    }

    /**
     * What to throw for a read that failed: the failure as it was.
     *
     * @param position the first byte that was wanted
     * @throws CorruptLogException instead when it is the disk's
     */
    static IOException asDamage(IOException failure, Path path, long position) {
        if (isOfDisk(failure)) {
            throw new CorruptLogException(
                    path + " is damaged at byte " + position + ": the disk cannot read it: " + failure.getMessage(),
                    failure);
        }
        return failure;
    }
}

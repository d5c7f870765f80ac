package io.gokafka.api.storage;

import org.jspecify.annotations.Nullable;

/**
 * A storage could not do what it was asked to; the message names the file or log. When the disk, or a quota, was full, a cause of it is an
 * {@link java.io.IOException} with the system's message ({@code No space left on device}, {@code Disk quota exceeded}): the broker then
 * closes the log, and opens it again once there is space.
 */
public class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one without a cause. */
    public StorageException(String message) {
        super(message);
    }

    /** Creates one with a cause. */
    public StorageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

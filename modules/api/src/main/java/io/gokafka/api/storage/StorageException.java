package io.gokafka.api.storage;

import org.jspecify.annotations.Nullable;

/** A storage could not do what it was asked to; the message names the file or log. */
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

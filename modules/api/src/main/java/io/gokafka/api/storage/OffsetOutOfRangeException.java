package io.gokafka.api.storage;

/** An offset or index that the log does not have: no fault of the storage. */
public final class OffsetOutOfRangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one that says what was asked for and what there is. */
    public OffsetOutOfRangeException(String message) {
        super(message);
    }
}

package io.gokafka.api.record;

/** Bytes that are not a well-formed record batch; the message says what is wrong with them. */
public final class InvalidBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with what is wrong, for people. */
    public InvalidBatchException(String message) {
        super(message);
    }
}

package io.gokafka.api.transport;

import org.jspecify.annotations.Nullable;

/** A listener could not be started; the message is for the operator. */
public final class TransportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the address and what is wrong with it. */
    public TransportException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package io.gokafka.transport.kafka.api;

/**
 * The answer of an {@link Api} that cannot be given, as the client waits for none: its connection is closed, from which it learns
 * that something went wrong. The message is for the log.
 */
public final class ConnectionEndException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the reason. */
    public ConnectionEndException(String message) {
        super(message, null, false, false); // nothing is wrong here: no stack trace
    }
}

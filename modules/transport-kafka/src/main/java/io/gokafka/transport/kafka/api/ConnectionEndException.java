package io.gokafka.transport.kafka.api;

/**
 * The connection is closed, from which its client learns what no answer would tell it: that something went wrong with a request whose
 * answer it does not wait for, or that it had better ask another broker. The message is for the log.
 */
public final class ConnectionEndException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Creates one with the reason. */
    public ConnectionEndException(String message) {
        super(message, null, false, false); // nothing is wrong here: no stack trace
    }
}

package io.gokafka.transport.kafka.server;

/** A peer does not speak the protocol, or not in a way that is served: its connection is closed. The message is for the log. */
final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRequestException(String message) {
        super(message, null, false, false); // one a stranger's frame: no stack trace, which costs time and says nothing
    }
}

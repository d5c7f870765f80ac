package io.gokafka.transport.kafka.log;

import org.apache.kafka.common.protocol.Errors;

/** A producer's records are not what the protocol allows; the message is for the producer. */
final class RefusedBatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errors error;

    RefusedBatchException(Errors error, String message) {
        super(message, null, false, false); // an answer, rather than a fault
        this.error = error;
    }

    Errors error() {
        return error;
    }
}

package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.transport.kafka.api.KafkaErrors;
import org.apache.kafka.common.protocol.Errors;

/** The broker's errors as those that Kafka's log APIs give; clients take others of a fetch for a defect of the broker. */
final class LogErrors {
    private LogErrors() {}

    /** Of a look at a log. */
    static Errors ofRead(ErrorCode code) {
        return switch (code) {
            case NO_LEADER, INDETERMINATE, TIMEOUT -> Errors.NOT_LEADER_OR_FOLLOWER;
            case INVALID_TOPIC -> Errors.UNKNOWN_TOPIC_OR_PARTITION;
            case INVALID_REQUEST -> Errors.UNKNOWN_SERVER_ERROR;
            default -> KafkaErrors.of(code);
        };
    }

    /**
     * Of an append. What the broker calls an invalid request is a batch that breaks a rule. As in Kafka, a leader that lost its
     * leadership before the commit says that it is none any more: clients look for the new one, and know that this says nothing
     * about whether the batch is written.
     */
    static Errors ofAppend(ErrorCode code) {
        return switch (code) {
            case NO_LEADER, INDETERMINATE -> Errors.NOT_LEADER_OR_FOLLOWER;
            case INVALID_REQUEST -> Errors.INVALID_RECORD;
            default -> KafkaErrors.of(code);
        };
    }
}

package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.transport.kafka.api.KafkaErrors;
import org.apache.kafka.common.protocol.Errors;

/** Errors that Kafka's coordinator names otherwise in some of its APIs. */
final class GroupErrors {
    private GroupErrors() {}

    /** For a member of a classic group: when there is no such group, it is no member of it. */
    static Errors ofMember(ErrorCode code) {
        return code == ErrorCode.UNKNOWN_GROUP ? Errors.UNKNOWN_MEMBER_ID : KafkaErrors.coordinator(code);
    }

    /**
     * For a member that waits for its assignment, or gives a sign of life: after an error that Kafka gives elsewhere while a coordinator
     * is busy, Java clients fail here.
     */
    static Errors ofActiveMember(ErrorCode code) {
        Errors error = ofMember(code);
        return error == Errors.COORDINATOR_LOAD_IN_PROGRESS ? Errors.COORDINATOR_NOT_AVAILABLE : error;
    }

    /** For who looks for a coordinator: that one is not available is the only error after which every client looks again. */
    static Errors ofSearch(ErrorCode code) {
        Errors error = KafkaErrors.coordinator(code);
        return error == Errors.NOT_COORDINATOR || error == Errors.COORDINATOR_LOAD_IN_PROGRESS
                ? Errors.COORDINATOR_NOT_AVAILABLE
                : error;
    }

    /**
     * For who commits offsets: when there is no such group, there is no such generation; who does not name a member, while there are
     * some, is none of them.
     */
    static Errors ofCommit(ErrorCode code) {
        return switch (code) {
            case UNKNOWN_GROUP -> Errors.ILLEGAL_GENERATION;
            case GROUP_NOT_EMPTY -> Errors.UNKNOWN_MEMBER_ID;
            default -> KafkaErrors.coordinator(code);
        };
    }

    /** For who reads offsets: older Java clients look for a coordinator again after this error only, and fail after its kin. */
    static Errors ofOffsets(ErrorCode code) {
        Errors error = KafkaErrors.coordinator(code);
        return error == Errors.COORDINATOR_NOT_AVAILABLE ? Errors.NOT_COORDINATOR : error;
    }
}

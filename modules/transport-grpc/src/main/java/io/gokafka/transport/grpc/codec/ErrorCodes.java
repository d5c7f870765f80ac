package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ErrorCode;
import io.grpc.Status;
import java.util.Optional;

/** Error codes of the api, of the protocol, and of gRPC. The choice of the latter is documented in common.proto. */
public final class ErrorCodes {
    private static final EnumNames<ErrorCode, io.gokafka.transport.grpc.proto.ErrorCode> NAMES =
            new EnumNames<>(ErrorCode.class, io.gokafka.transport.grpc.proto.ErrorCode.class, "ERROR_CODE_");

    private ErrorCodes() {}

    static io.gokafka.transport.grpc.proto.ErrorCode write(ErrorCode code) {
        return NAMES.write(code);
    }

    static Optional<ErrorCode> read(io.gokafka.transport.grpc.proto.ErrorCode code) {
        return NAMES.read(code);
    }

    /** The gRPC status that goes with a code. */
    static Status.Code status(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST,
                    INVALID_TOPIC,
                    INVALID_CONFIG,
                    INVALID_REPLICATION_FACTOR,
                    INVALID_PARTITIONS,
                    INVALID_GROUP,
                    RECORD_TOO_LARGE,
                    CORRUPT_BATCH,
                    INVALID_RECORD,
                    INVALID_TIMESTAMP,
                    UNSUPPORTED_FORMAT,
                    INVALID_REPLICA_ASSIGNMENT,
                    OFFSET_METADATA_TOO_LARGE,
                    INVALID_SESSION_TIMEOUT,
                    UNSUPPORTED_ASSIGNOR,
                    INVALID_REGULAR_EXPRESSION -> Status.Code.INVALID_ARGUMENT;
            case TOPIC_EXISTS, BROKER_ID_TAKEN -> Status.Code.ALREADY_EXISTS;
            case UNKNOWN_TOPIC, UNKNOWN_PARTITION, UNKNOWN_MEMBER, UNKNOWN_GROUP, UNKNOWN_BROKER, UNKNOWN_TOPIC_ID ->
                Status.Code.NOT_FOUND;
            case INTERNAL_TOPIC -> Status.Code.PERMISSION_DENIED;
            case NOT_LEADER,
                    NOT_COORDINATOR,
                    GROUP_NOT_EMPTY,
                    CLUSTER_MISMATCH,
                    FENCED_TERM,
                    UNKNOWN_TERM,
                    NOT_ENOUGH_REPLICAS,
                    ELECTION_NOT_NEEDED,
                    PREFERRED_LEADER_NOT_AVAILABLE,
                    NO_REASSIGNMENT,
                    INCONSISTENT_GROUP_PROTOCOL,
                    UNRELEASED_INSTANCE_ID,
                    GROUP_FULL,
                    GROUP_SUBSCRIBED_TO_TOPIC -> Status.Code.FAILED_PRECONDITION;
            case OFFSET_OUT_OF_RANGE -> Status.Code.OUT_OF_RANGE;
            case OUT_OF_ORDER_SEQUENCE,
                    PRODUCER_FENCED,
                    FENCED_MEMBER_EPOCH,
                    REBALANCE_IN_PROGRESS,
                    ILLEGAL_GENERATION,
                    FENCED_INSTANCE_ID,
                    STALE_MEMBER_EPOCH -> Status.Code.ABORTED;
            case INDETERMINATE, NOT_ENOUGH_REPLICAS_AFTER_APPEND -> Status.Code.UNKNOWN;
            case OVERLOADED, DISK_FULL -> Status.Code.RESOURCE_EXHAUSTED;
            case NO_LEADER, UNAVAILABLE -> Status.Code.UNAVAILABLE;
            case TIMEOUT -> Status.Code.DEADLINE_EXCEEDED;
            case UNSUPPORTED -> Status.Code.UNIMPLEMENTED;
            case STORAGE_ERROR, INTERNAL -> Status.Code.INTERNAL;
        };
    }

    /** The best guess for a status without a detail: gRPC itself, or a broker newer than this client, made it. */
    static ErrorCode guess(Status.Code status) {
        return switch (status) {
            case UNAVAILABLE, CANCELLED -> ErrorCode.UNAVAILABLE;
            case DEADLINE_EXCEEDED -> ErrorCode.TIMEOUT;
            case RESOURCE_EXHAUSTED -> ErrorCode.RECORD_TOO_LARGE;
            case UNIMPLEMENTED -> ErrorCode.UNSUPPORTED;
            case INVALID_ARGUMENT, OUT_OF_RANGE -> ErrorCode.INVALID_REQUEST;
            case UNKNOWN, ABORTED -> ErrorCode.INDETERMINATE;
            default -> ErrorCode.INTERNAL;
        };
    }
}

package io.gokafka.transport.kafka.api;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.RequestException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.protocol.Errors;

/** The broker's errors as Kafka's. Where an API names an error otherwise, the API's own class says so. */
public final class KafkaErrors {
    /** Older versions have no room for longer texts than 32 KiB, and texts may quote what a client sent. */
    private static final int MAX_MESSAGE = 1024;

    private KafkaErrors() {}

    /** Why a part of a request makes no sense; the message is for people and may quote it. */
    public static Failure refusal(ErrorCode code, String message) {
        return shortened(Failure.of(code, message));
    }

    private static Failure shortened(Failure failure) {
        String message = failure.message();
        return message.length() <= MAX_MESSAGE
                ? failure
                : new Failure(failure.code(), message.substring(0, MAX_MESSAGE) + "...", failure.leader());
    }

    /** What an answer of the broker failed with. */
    public static Failure failure(Throwable fault) {
        return switch (fault) {
            case RequestException e -> shortened(e.failure());
            case CompletionException e when e.getCause() != null -> failure(e.getCause());
            case TimeoutException _ ->
                Failure.of(ErrorCode.TIMEOUT, "the time of the request was up before it was done");
            default -> refusal(ErrorCode.INTERNAL, "the broker failed: " + fault);
        };
    }

    /** The error of a code. */
    public static Errors of(ErrorCode code) {
        return switch (code) {
            case INVALID_REQUEST -> Errors.INVALID_REQUEST;
            case INVALID_TOPIC, INTERNAL_TOPIC -> Errors.INVALID_TOPIC_EXCEPTION;
            case INVALID_CONFIG -> Errors.INVALID_CONFIG;
            case INVALID_REPLICATION_FACTOR -> Errors.INVALID_REPLICATION_FACTOR;
            case INVALID_PARTITIONS -> Errors.INVALID_PARTITIONS;
            case TOPIC_EXISTS -> Errors.TOPIC_ALREADY_EXISTS;
            case UNKNOWN_TOPIC, UNKNOWN_PARTITION -> Errors.UNKNOWN_TOPIC_OR_PARTITION;
            case UNKNOWN_TOPIC_ID -> Errors.UNKNOWN_TOPIC_ID;
            case NOT_LEADER -> Errors.NOT_LEADER_OR_FOLLOWER;
            case NO_LEADER -> Errors.LEADER_NOT_AVAILABLE;
            case FENCED_TERM -> Errors.FENCED_LEADER_EPOCH;
            case UNKNOWN_TERM -> Errors.UNKNOWN_LEADER_EPOCH;
            case NOT_COORDINATOR -> Errors.NOT_COORDINATOR;
            case OFFSET_OUT_OF_RANGE -> Errors.OFFSET_OUT_OF_RANGE;
            case RECORD_TOO_LARGE -> Errors.MESSAGE_TOO_LARGE;
            case CORRUPT_BATCH -> Errors.CORRUPT_MESSAGE;
            case INVALID_RECORD -> Errors.INVALID_RECORD;
            case INVALID_TIMESTAMP -> Errors.INVALID_TIMESTAMP;
            case UNSUPPORTED_FORMAT -> Errors.UNSUPPORTED_FOR_MESSAGE_FORMAT;
            case OUT_OF_ORDER_SEQUENCE -> Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
            case PRODUCER_FENCED -> Errors.INVALID_PRODUCER_EPOCH;
            case NOT_ENOUGH_REPLICAS -> Errors.NOT_ENOUGH_REPLICAS;
            case NOT_ENOUGH_REPLICAS_AFTER_APPEND -> Errors.NOT_ENOUGH_REPLICAS_AFTER_APPEND;
            case INVALID_REPLICA_ASSIGNMENT -> Errors.INVALID_REPLICA_ASSIGNMENT;
            case ELECTION_NOT_NEEDED -> Errors.ELECTION_NOT_NEEDED;
            case PREFERRED_LEADER_NOT_AVAILABLE -> Errors.PREFERRED_LEADER_NOT_AVAILABLE;
            case NO_REASSIGNMENT -> Errors.NO_REASSIGNMENT_IN_PROGRESS;
            // Retriable ones that make a Kafka client look for the leader again.
            case INDETERMINATE, TIMEOUT -> Errors.REQUEST_TIMED_OUT;
            case OVERLOADED, UNAVAILABLE -> Errors.NOT_LEADER_OR_FOLLOWER;
            case STORAGE_ERROR, DISK_FULL -> Errors.KAFKA_STORAGE_ERROR;
            case UNKNOWN_MEMBER -> Errors.UNKNOWN_MEMBER_ID;
            case FENCED_MEMBER_EPOCH -> Errors.FENCED_MEMBER_EPOCH;
            case STALE_MEMBER_EPOCH -> Errors.STALE_MEMBER_EPOCH;
            case UNKNOWN_GROUP -> Errors.GROUP_ID_NOT_FOUND;
            case GROUP_NOT_EMPTY -> Errors.NON_EMPTY_GROUP;
            case INVALID_GROUP -> Errors.INVALID_GROUP_ID;
            case GROUP_FULL -> Errors.GROUP_MAX_SIZE_REACHED;
            case GROUP_SUBSCRIBED_TO_TOPIC -> Errors.GROUP_SUBSCRIBED_TO_TOPIC;
            case OFFSET_METADATA_TOO_LARGE -> Errors.OFFSET_METADATA_TOO_LARGE;
            case REBALANCE_IN_PROGRESS -> Errors.REBALANCE_IN_PROGRESS;
            case ILLEGAL_GENERATION -> Errors.ILLEGAL_GENERATION;
            case INCONSISTENT_GROUP_PROTOCOL -> Errors.INCONSISTENT_GROUP_PROTOCOL;
            case INVALID_SESSION_TIMEOUT -> Errors.INVALID_SESSION_TIMEOUT;
            case FENCED_INSTANCE_ID -> Errors.FENCED_INSTANCE_ID;
            case UNRELEASED_INSTANCE_ID -> Errors.UNRELEASED_INSTANCE_ID;
            case UNSUPPORTED_ASSIGNOR -> Errors.UNSUPPORTED_ASSIGNOR;
            case INVALID_REGULAR_EXPRESSION -> Errors.INVALID_REGULAR_EXPRESSION;
            case UNKNOWN_BROKER -> Errors.BROKER_ID_NOT_REGISTERED;
            case UNSUPPORTED -> Errors.UNSUPPORTED_VERSION;
            case BROKER_ID_TAKEN, CLUSTER_MISMATCH, INTERNAL -> Errors.UNKNOWN_SERVER_ERROR;
        };
    }

    /** The error of a code in the APIs that Kafka's controller answers: a retriable one makes admin clients look for it again. */
    public static Errors admin(ErrorCode code) {
        return switch (code) {
            case NOT_LEADER, NO_LEADER, NOT_COORDINATOR, OVERLOADED, UNAVAILABLE -> Errors.NOT_CONTROLLER;
            default -> of(code);
        };
    }

    /**
     * The error of a code in the APIs that a group's coordinator answers: a retriable one makes clients look for it again, or wait.
     * Topics and replicas are here those of the coordinator's own log.
     */
    public static Errors coordinator(ErrorCode code) {
        return switch (code) {
            case NOT_LEADER, NOT_COORDINATOR, STORAGE_ERROR -> Errors.NOT_COORDINATOR;
            case NO_LEADER,
                    UNAVAILABLE,
                    INDETERMINATE,
                    TIMEOUT,
                    UNKNOWN_TOPIC,
                    UNKNOWN_PARTITION,
                    NOT_ENOUGH_REPLICAS,
                    NOT_ENOUGH_REPLICAS_AFTER_APPEND -> Errors.COORDINATOR_NOT_AVAILABLE;
            case OVERLOADED -> Errors.COORDINATOR_LOAD_IN_PROGRESS;
            default -> of(code);
        };
    }

    /** The error of a code in descriptions of topics: a retriable one makes clients ask again. */
    public static Errors metadata(ErrorCode code) {
        return switch (code) {
            case NOT_LEADER, NO_LEADER, OVERLOADED, UNAVAILABLE, TIMEOUT, INDETERMINATE -> Errors.LEADER_NOT_AVAILABLE;
            default -> of(code);
        };
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.FencedMemberEpochException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.StaleMemberEpochException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** What a failure that a client was told says: pure. */
final class Errors {
    /** Those of a request that names a member which the group has gone on without. */
    private static final Set<ErrorCode> MEMBERSHIP = EnumSet.of(
            ErrorCode.UNKNOWN_MEMBER,
            ErrorCode.FENCED_MEMBER_EPOCH,
            ErrorCode.STALE_MEMBER_EPOCH,
            ErrorCode.ILLEGAL_GENERATION,
            ErrorCode.REBALANCE_IN_PROGRESS,
            ErrorCode.FENCED_INSTANCE_ID);

    /** Those with which a record is refused for what it is, before anything is sent. */
    private static final Set<ErrorCode> NEVER_SENT = EnumSet.of(
            ErrorCode.RECORD_TOO_LARGE, ErrorCode.INVALID_TOPIC, ErrorCode.UNKNOWN_PARTITION, ErrorCode.INVALID_RECORD);

    private Errors() {}

    /** What it really is: without the wrappers of futures, and of Kafka's consumer around what a listener throws. */
    static Throwable unwrapped(Throwable failure) {
        Throwable cause = failure.getCause();
        boolean isWrapper = failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure.getClass() == KafkaException.class;
        return cause != null && isWrapper ? unwrapped(cause) : failure;
    }

    /** Whether a client has to bear it while brokers fail and leaders move. */
    static boolean isTransient(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return switch (cause) {
            case OperationTimeoutException _ -> true;
            case RequestException e -> (e.code().isRetriable() && e.code() != ErrorCode.STORAGE_ERROR) || isRefusal(e);
            case CorruptRecordException _ -> false; // Kafka's clients may retry it, but the bytes were wrong
            case RetriableException _ -> true;
            default -> isRefusal(cause);
        };
    }

    /** Whether a commit, or a heartbeat, was refused because the group has gone on without the member, and nothing was done. */
    static boolean isRefusal(Throwable failure) {
        return switch (unwrapped(failure)) {
            case RequestException e -> MEMBERSHIP.contains(e.code());
            case RetriableCommitFailedException _ -> false;
            case CommitFailedException _ -> true;
            case RebalanceInProgressException _ -> true;
            case UnknownMemberIdException _ -> true;
            case IllegalGenerationException _ -> true;
            case FencedMemberEpochException _ -> true;
            case StaleMemberEpochException _ -> true;
            case FencedInstanceIdException _ -> true;
            default -> false;
        };
    }

    /** Whether it is certain that a record was not written: it was refused for what it is. All else leaves it unknown. */
    static boolean isNeverSent(Throwable failure) {
        return switch (unwrapped(failure)) {
            case RequestException e -> NEVER_SENT.contains(e.code());
            case RecordTooLargeException _ -> true;
            case SerializationException _ -> true;
            case InvalidTopicException _ -> true;
            default -> false;
        };
    }

    /** Whether Kafka's client was told that its batch does not follow what the log has of it. */
    static boolean isOutOfOrder(Throwable failure) {
        return unwrapped(failure) instanceof OutOfOrderSequenceException;
    }

    /** Its kind, for counting. */
    static String label(Throwable failure) {
        Throwable cause = unwrapped(failure);
        return cause instanceof RequestException e
                ? e.code().name()
                : cause.getClass().getSimpleName();
    }

    /** What to note as the reason. */
    static String reason(Throwable failure) {
        return label(failure) + ": " + unwrapped(failure).getMessage();
    }
}

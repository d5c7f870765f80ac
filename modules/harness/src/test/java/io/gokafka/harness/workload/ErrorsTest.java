package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.NotCoordinatorException;
import org.apache.kafka.common.errors.NotLeaderOrFollowerException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownServerException;
import org.junit.jupiter.api.Test;

class ErrorsTest {
    private static RequestException grpc(ErrorCode code) {
        return new RequestException(code, "");
    }

    @Test
    void whatComesOfFailingBrokersIsBorne() {
        for (Throwable failure : List.of(
                new OperationTimeoutException("", null),
                grpc(ErrorCode.NOT_LEADER),
                grpc(ErrorCode.UNAVAILABLE),
                grpc(ErrorCode.FENCED_MEMBER_EPOCH),
                new TimeoutException(),
                new DisconnectException(),
                new NotLeaderOrFollowerException(),
                new NotCoordinatorException(""),
                new CommitFailedException(),
                new RebalanceInProgressException(),
                new CompletionException(grpc(ErrorCode.TIMEOUT)),
                new ExecutionException(new TimeoutException()),
                new KafkaException("thrown by a listener", new TimeoutException()))) {
            assertTrue(Errors.isTransient(failure), failure.toString());
        }
    }

    @Test
    void whatNoClientShouldSeeIsNot() {
        for (Throwable failure : List.of(
                new CorruptRecordException(),
                new UnknownServerException(),
                new OutOfOrderSequenceException(""),
                new KafkaException("of itself"),
                new IllegalStateException(),
                grpc(ErrorCode.INTERNAL),
                grpc(ErrorCode.STORAGE_ERROR),
                grpc(ErrorCode.INVALID_REQUEST))) {
            assertFalse(Errors.isTransient(failure), failure.toString());
        }
    }

    @Test
    void onlyWhatIsRefusedForWhatItIsIsKnownNotToBeWritten() {
        assertTrue(Errors.isNeverSent(new RecordTooLargeException()));
        assertTrue(Errors.isNeverSent(new CompletionException(grpc(ErrorCode.RECORD_TOO_LARGE))));
        for (Throwable failure : List.of(
                new TimeoutException(),
                new OutOfOrderSequenceException(""),
                grpc(ErrorCode.INDETERMINATE),
                grpc(ErrorCode.NOT_LEADER),
                new OperationTimeoutException("", null))) {
            assertFalse(Errors.isNeverSent(failure), failure.toString());
        }
    }

    @Test
    void aCommitIsRefusedOnlyByAGroupThatHasGoneOn() {
        assertTrue(Errors.isRefusal(new CommitFailedException()));
        assertTrue(Errors.isRefusal(grpc(ErrorCode.STALE_MEMBER_EPOCH)));
        assertFalse(Errors.isRefusal(new RetriableCommitFailedException("")));
        assertFalse(Errors.isRefusal(new TimeoutException()));
        assertFalse(Errors.isRefusal(grpc(ErrorCode.UNAVAILABLE)));
    }

    @Test
    void kindsAreNamedWithoutWrappers() {
        assertEquals("TIMEOUT", Errors.label(new CompletionException(grpc(ErrorCode.TIMEOUT))));
        assertEquals("TimeoutException", Errors.label(new ExecutionException(new TimeoutException())));
    }
}

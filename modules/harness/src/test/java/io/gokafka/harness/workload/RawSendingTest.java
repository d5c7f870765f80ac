package io.gokafka.harness.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class RawSendingTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static RawSending open() {
        return new RawSending("127.0.0.1:1", "raw", new ClientTimes(SHORT, SHORT, SHORT));
    }

    @Test
    void onlyAnswersThatLeaveNoDoubtAreRefusals() {
        try (RawSending sending = open()) {
            for (ErrorCode code : List.of(
                    ErrorCode.NOT_LEADER, ErrorCode.NO_LEADER, ErrorCode.OVERLOADED, ErrorCode.NOT_ENOUGH_REPLICAS)) {
                assertTrue(sending.isRefusal(new CompletionException(new RequestException(code, ""))), code.name());
            }
            for (ErrorCode code : List.of(
                    ErrorCode.INDETERMINATE,
                    ErrorCode.TIMEOUT,
                    ErrorCode.UNAVAILABLE,
                    ErrorCode.STORAGE_ERROR,
                    ErrorCode.INTERNAL,
                    ErrorCode.NOT_ENOUGH_REPLICAS_AFTER_APPEND)) {
                assertFalse(sending.isRefusal(new RequestException(code, "")), code.name());
            }
            assertFalse(sending.isRefusal(new IllegalStateException()));
        }
    }

    @Test
    void oneThatReachesNobodySaysSo() {
        List<Throwable> failures = new ArrayList<>();
        try (RawSending sending = open()) {
            sending.send(new TopicPartition("t", 0), new byte[10], new Sending.Receipt() {
                @Override
                public void acknowledged(long offset) {
                    throw new AssertionError("nobody is there");
                }

                @Override
                public void failed(Throwable why) {
                    failures.add(why);
                }
            });
        }
        assertEquals(1, failures.size());
        assertTrue(Errors.isTransient(failures.getFirst()), failures.toString());
    }
}

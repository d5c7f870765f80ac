package io.gokafka.transport.kafka.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.Test;

class KafkaErrorsTest {
    @Test
    void whatMaySucceedLaterIsRetriableInEveryApi() {
        List<ErrorCode> passing = List.of(
                ErrorCode.NOT_LEADER,
                ErrorCode.NO_LEADER,
                ErrorCode.NOT_COORDINATOR,
                ErrorCode.OVERLOADED,
                ErrorCode.UNAVAILABLE,
                ErrorCode.TIMEOUT,
                ErrorCode.INDETERMINATE);

        for (ErrorCode code : passing) {
            assertRetriable(KafkaErrors.of(code));
            assertRetriable(KafkaErrors.admin(code));
            assertRetriable(KafkaErrors.coordinator(code));
            assertRetriable(KafkaErrors.metadata(code));
        }
    }

    @Test
    void whatIsWrongForGoodIsTheSameInEveryApi() {
        for (ErrorCode code : ErrorCode.values()) {
            if (!code.isRetriable() && code != ErrorCode.UNKNOWN_PARTITION) {
                assertEquals(KafkaErrors.of(code), KafkaErrors.admin(code));
                assertEquals(KafkaErrors.of(code), KafkaErrors.coordinator(code));
                assertEquals(KafkaErrors.of(code), KafkaErrors.metadata(code));
            }
        }
    }

    @Test
    void reasonIsFoundInsideOfWhatFutureFailsWith() {
        RequestException refused = new RequestException(ErrorCode.TOPIC_EXISTS, "it is there");

        assertEquals(refused.failure(), KafkaErrors.failure(new CompletionException(refused)));
        assertEquals(
                ErrorCode.TIMEOUT, KafkaErrors.failure(new TimeoutException()).code());
        assertEquals(
                ErrorCode.INTERNAL,
                KafkaErrors.failure(new IllegalStateException("x")).code());
    }

    @Test
    void longTextsAreCut() {
        RequestException wordy = new RequestException(ErrorCode.INVALID_REQUEST, "x".repeat(50_000));

        assertTrue(KafkaErrors.failure(wordy).message().length() < 1100);
    }

    private static void assertRetriable(Errors error) {
        assertInstanceOf(RetriableException.class, error.exception());
    }
}

package io.gokafka.broker.partition;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Ends the wait for what was proposed: what becomes of it is not known then. */
final class Deadlines {
    /** No answer waits longer, whatever the request says. */
    static final Duration LONGEST = Duration.ofHours(1);

    private Deadlines() {}

    /** A wait that a request asks for, within bounds. */
    static Duration within(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST;
    }

    /** The same outcome, or {@code INDETERMINATE} when the time is up. */
    static <T> CompletableFuture<T> indeterminateAfter(
            CompletableFuture<T> outcome, Duration timeout, Background background) {
        if (outcome.isDone()) {
            return outcome;
        }
        long millis = Math.max(1, within(timeout).toMillis());
        return background.orTimeout(outcome, Duration.ofMillis(millis)).exceptionally(fault -> {
            if (fault instanceof TimeoutException) {
                throw new RequestException(
                        ErrorCode.INDETERMINATE, "not committed within " + millis + " ms: it may be yet; try again");
            }
            throw fault instanceof CompletionException c ? c : new CompletionException(fault);
        });
    }
}

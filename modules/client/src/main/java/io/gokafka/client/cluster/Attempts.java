package io.gokafka.client.cluster;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.OperationTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The attempts of one operation: decides whether there is another one, and keeps what is needed to tell why not. */
final class Attempts {
    /** Brokers learn of a new topic one after the other; a name that is not known by then is a mistake. */
    private static final long UNKNOWN_TOPIC_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final String what;
    private final Deadline deadline;
    private final Backoff backoff;
    private final long start = System.nanoTime();
    private int failures;
    private boolean uncertain;
    private long unknownTopicSince;

    Attempts(String what, Deadline deadline, Backoff backoff) {
        this.what = what;
        this.deadline = deadline;
        this.backoff = backoff;
    }

    /** Whether one of the attempts may have been carried out though it failed. */
    boolean uncertain() {
        return uncertain;
    }

    /** Time for the next attempt. */
    Duration next(Duration atMost) {
        return deadline.remaining(atMost);
    }

    /** Notes a failure; throws it, or that the time is up, when there shall be no further attempt. */
    void failed(String where, RequestException failure) {
        failures++;
        uncertain |= Outcomes.mayHaveHappened(failure.code());
        if (!failure.code().isRetriable() || isUnknownForLong(failure.code())) {
            throw failure;
        }
        if (deadline.passed()) {
            throw timeout(where, failure);
        }
    }

    /**
     * Pauses before the next attempt.
     *
     * @param choices how many brokers can be tried in turn without a pause, 1 or more
     */
    void pause(int choices) {
        if (failures >= choices) {
            long nanos = Math.min(backoff.nanosAfter(1 + failures - choices), deadline.remainingNanos());
            Blocking.pause(Math.max(0, nanos), what);
        }
    }

    private boolean isUnknownForLong(ErrorCode code) {
        if (code != ErrorCode.UNKNOWN_TOPIC) {
            return false;
        }
        long now = System.nanoTime();
        unknownTopicSince = unknownTopicSince == 0 ? now : unknownTopicSince;
        return now - unknownTopicSince >= UNKNOWN_TOPIC_GRACE_NANOS || deadline.passed();
    }

    private OperationTimeoutException timeout(String where, RequestException last) {
        Duration spent = Duration.ofNanos(System.nanoTime() - start);
        return new OperationTimeoutException(
                what + " did not succeed within " + spent.toMillis() + " ms: " + failures
                        + " attempts, the last one at " + where + ": " + last.code() + ": " + last.getMessage(),
                last);
    }
}

package io.gokafka.broker.state;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.concurrent.CompletableFuture;

/**
 * Somebody who waits for an answer of a {@link StateMachine}.
 *
 * <p>Threading: safe for use by several threads.
 *
 * @param <T> the type of the answer
 */
class Pending<T> {
    final CompletableFuture<T> answer = new CompletableFuture<>();

    /** Whether records were proposed for it: then it is unknown what becomes of them. */
    volatile boolean proposed;

    void fail(RequestException why) {
        answer.completeExceptionally(why);
    }

    /** There will be no answer: the state machine has ended. */
    void abandon() {
        fail(
                proposed
                        ? new RequestException(
                                ErrorCode.INDETERMINATE, "the replica was closed before the change was committed here")
                        : new RequestException(ErrorCode.UNAVAILABLE, "the broker is closing this replica"));
    }
}

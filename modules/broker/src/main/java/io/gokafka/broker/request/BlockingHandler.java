package io.gokafka.broker.request;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Response;
import java.util.concurrent.CompletableFuture;

/**
 * A handler that waits: it is given a virtual thread of its own, so that the caller need not.
 *
 * @param <Q> the request
 * @param <R> the answer
 */
interface BlockingHandler<Q extends Request<R>, R extends Response> extends Handler<Q, R> {
    /** Answers, however long that takes. */
    R answer(Q request, RequestContext context) throws InterruptedException;

    @Override
    default CompletableFuture<R> handle(Q request, RequestContext context) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        Thread worker = Thread.ofVirtual()
                .name(request.getClass().getSimpleName())
                .start(() -> {
                    try {
                        R result = answer(request, context);
                        if (!answer.complete(result) && result instanceof Fetch.Result nobodyWaits) {
                            nobodyWaits.close();
                        }
                    } catch (Throwable e) { // whatever it is, somebody waits for an answer
                        answer.completeExceptionally(e);
                    }
                });
        var _ = answer.whenComplete((result, fault) -> {
            if (answer.isCancelled()) {
                worker.interrupt();
            }
        });
        return answer;
    }
}

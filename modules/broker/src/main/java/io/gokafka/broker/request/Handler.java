package io.gokafka.broker.request;

import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Response;
import java.util.concurrent.CompletableFuture;

/**
 * Answers one kind of request.
 *
 * <p>Threading: called by several threads, those of the transports. May throw, and may fail its future with, anything that
 * {@link Failures} knows.
 *
 * @param <Q> the request
 * @param <R> the answer
 */
interface Handler<Q extends Request<R>, R extends Response> {
    /** Answers; blocks only to slow the caller down, or as the request's documentation says. */
    CompletableFuture<R> handle(Q request, RequestContext context) throws InterruptedException;
}

package io.gokafka.api.request;

import java.util.concurrent.CompletableFuture;

/**
 * A broker, as something that answers requests: on the server its core, on the client a connection to it.
 *
 * <p><b>Threading.</b> Safe for use by several threads. {@link #submit} may block for a short while to slow its caller down when
 * too much is in flight; call it from a thread that may wait. {@link Produce} requests that one thread submits are appended in
 * that order; others run side by side. Futures complete on other threads: what depends on them must not block. Cancelling one
 * gives the request up; who cancels gets no answer to close.
 */
public interface Requests {
    /**
     * Answers a request.
     *
     * @return the answer; fails with {@link RequestException} and nothing else
     */
    <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context);
}

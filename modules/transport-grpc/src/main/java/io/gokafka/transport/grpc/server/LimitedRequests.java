package io.gokafka.transport.grpc.server;

import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import java.util.concurrent.CompletableFuture;

/**
 * The broker, behind this listener's limit of an answer: a fetch may always be answered with less than it asks for.
 *
 * @param broker the broker
 * @param maxFetchBytes the limit
 */
record LimitedRequests(Requests broker, int maxFetchBytes) implements Requests {
    @Override
    @SuppressWarnings("unchecked") // a fetch is replaced by a fetch
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        return request instanceof Fetch fetch
                ? (CompletableFuture<R>) broker.submit(limited(fetch), context)
                : broker.submit(request, context);
    }

    private Fetch limited(Fetch fetch) {
        if (fetch.maxBytes() <= maxFetchBytes) {
            return fetch;
        }
        return new Fetch(
                fetch.partitions(),
                Math.min(fetch.minBytes(), maxFetchBytes),
                maxFetchBytes,
                fetch.maxWait(),
                fetch.anyReplica());
    }
}

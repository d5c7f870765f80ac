package io.gokafka.broker.request;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The broker as transports see it: finds the handler of a request, and turns whatever goes wrong into a {@link RequestException}.
 *
 * <p>Threading: safe for use by several threads. Until {@link #open} and after {@link #close} all requests are refused with
 * {@code UNAVAILABLE}: so transports can listen before the broker is ready.
 */
public final class RequestRouter implements Requests {
    private final Map<Class<?>, Handler<?, ?>> handlers = new HashMap<>();
    private volatile @Nullable Failures failures;
    private boolean closed;
    private volatile String refusal = "the broker is starting up; try again in a moment";

    /** Adds a handler; all before {@link #open}. */
    <Q extends Request<R>, R extends Response> void add(Class<Q> kind, Handler<Q, R> handler) {
        handlers.put(kind, handler);
    }

    /** Serves requests from now on. */
    synchronized void open(Failures mapping) {
        if (!closed) {
            failures = mapping;
        }
    }

    /** Refuses requests from now on. */
    public synchronized void close() {
        closed = true;
        refusal = "the broker is shutting down; ask another one";
        failures = null;
    }

    /** Whether requests are served. */
    public boolean isOpen() {
        return failures != null;
    }

    @Override
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        Failures mapping = failures;
        if (mapping == null) {
            return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNAVAILABLE, refusal));
        }
        CompletableFuture<R> answer;
        try {
            answer = handlerOf(request).handle(request, context);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(mapping.toRequestException(e));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(mapping.toRequestException(e));
        }
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return answer;
        }
        CompletableFuture<R> mapped = new CompletableFuture<>();
        var _ = answer.whenComplete((result, fault) -> {
            if (fault == null) {
                if (!mapped.complete(result) && result instanceof Fetch.Result nobodyWaits) {
                    nobodyWaits.close();
                }
            } else {
                mapped.completeExceptionally(mapping.toRequestException(fault));
            }
        });
        var _ = mapped.whenComplete((result, fault) -> {
            if (mapped.isCancelled()) {
                answer.cancel(true);
            }
        });
        return mapped;
    }

    @SuppressWarnings("unchecked") // add() pairs each kind with a handler of its type
    private <R extends Response> Handler<Request<R>, R> handlerOf(Request<R> request) {
        Handler<?, ?> handler = handlers.get(request.getClass());
        if (handler == null) {
            throw new RequestException(
                    ErrorCode.UNSUPPORTED,
                    "this broker does not do " + request.getClass().getSimpleName());
        }
        return (Handler<Request<R>, R>) handler;
    }
}

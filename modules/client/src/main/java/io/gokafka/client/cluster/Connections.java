package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The transport, with a time limit for every answer, and a memory of which addresses failed lately.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
public final class Connections implements AutoCloseable {
    /** For so long an address that failed is asked after the others. */
    private static final long SHUNNED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ClientTransport transport;
    private final RequestContext context;
    private final Map<HostPort, Long> failedAt = new ConcurrentHashMap<>();

    /** Connections that say who asks. */
    public Connections(ClientTransport transport, String clientId) {
        this.transport = transport;
        this.context = new RequestContext(clientId, "");
    }

    /** Submits a request; the future fails with {@link RequestException}, of code {@code TIMEOUT} when the time is up. */
    public <R extends Response> CompletableFuture<R> send(HostPort address, Request<R> request, Duration timeout) {
        CompletableFuture<R> result = new CompletableFuture<>();
        CompletableFuture<R> submitted = submit(address, request);
        var _ = submitted.whenComplete((answer, failure) -> settle(address, result, answer, failure));
        return result.orTimeout(Deadline.nanosOf(timeout), TimeUnit.NANOSECONDS).exceptionallyCompose(failure -> {
            submitted.cancel(true); // after a timeout the transport need not go on waiting
            return CompletableFuture.failedFuture(named(address, timeout, failure));
        });
    }

    /** Submits a request and waits for its answer. */
    public <R extends Response> R call(HostPort address, Request<R> request, Duration timeout) {
        return Blocking.await(send(address, request, timeout), "an answer of " + address);
    }

    /** Whether the address could not be reached, or did not answer in time, within the last second. */
    boolean failedLately(HostPort address) {
        Long at = failedAt.get(address);
        return at != null && System.nanoTime() - at < SHUNNED_NANOS;
    }

    @Override
    public void close() {
        transport.close();
    }

    private <R extends Response> CompletableFuture<R> submit(HostPort address, Request<R> request) {
        try {
            return transport.broker(address).submit(request, context);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <R extends Response> void settle(
            HostPort address, CompletableFuture<R> result, @Nullable R answer, @Nullable Throwable failure) {
        if (answer == null) {
            Throwable cause = failure == null ? new IllegalStateException("answer is null") : failure;
            if (Blocking.asRequestException(cause).code() == ErrorCode.UNAVAILABLE) {
                failedAt.put(address, System.nanoTime());
            }
            result.completeExceptionally(cause);
            return;
        }
        failedAt.remove(address);
        if (!result.complete(answer)) {
            release(answer); // came too late: nobody else will
        }
    }

    private static void release(Response answer) {
        if (answer instanceof Fetch.Result fetched) {
            fetched.close();
        }
    }

    private RequestException named(HostPort address, Duration timeout, Throwable failure) {
        if (failure instanceof TimeoutException) {
            failedAt.put(address, System.nanoTime());
            return new RequestException(
                    ErrorCode.TIMEOUT, address + " did not answer within " + timeout.toMillis() + " ms");
        }
        return Blocking.asRequestException(failure);
    }
}

package io.gokafka.tck.transport;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server, its broker, and a client of it. */
final class TransportWorld implements AutoCloseable {
    private static final int MAX_REQUEST_BYTES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TransportContract subject;
    private final Requests broker;
    private @Nullable Transport transport;
    private @Nullable ClientTransport client;

    TransportWorld(TransportContract subject, Requests broker) {
        this.subject = subject;
        this.broker = broker;
    }

    void start(HostPort address) {
        transport = startAnother(address);
        if (client == null) {
            client = subject.client().open(Settings.defaults());
        }
    }

    Transport startAnother(HostPort address) {
        Settings settings = new Settings(subject.listenAt(address));
        return subject.server().start(new TransportContext(broker, settings, MAX_REQUEST_BYTES));
    }

    Transport transport() {
        return Objects.requireNonNull(transport, "the server is not running");
    }

    HostPort address() {
        return transport().boundAddress();
    }

    Requests broker() {
        return at(address());
    }

    private Requests at(HostPort address) {
        return Objects.requireNonNull(client).broker(address);
    }

    <R extends Response> R ask(Request<R> request) {
        return broker().submit(request, RequestContext.LOCAL).join();
    }

    boolean answersAt(HostPort address, Request<?> request) {
        try {
            at(address).submit(request, RequestContext.LOCAL).join();
            return true;
        } catch (CompletionException _) {
            return false;
        }
    }

    Failure failureOf(Request<?> request) {
        return failureAt(address(), request);
    }

    Failure failureAt(HostPort address, Request<?> request) {
        return failureOf(at(address).submit(request, RequestContext.LOCAL));
    }

    Failure failureOf(CompletableFuture<?> answer) {
        try {
            throw new AssertionError(
                    "it should fail, but was answered: " + answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RequestException failed) {
                return failed.failure();
            }
            throw new AssertionError("it should fail with a RequestException", e);
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer", e);
        }
    }

    void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("in " + PATIENCE + " it did not come about that " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    void join(Thread thread) {
        try {
            if (!thread.join(PATIENCE)) {
                throw new AssertionError("the server does not stop");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void stop() {
        if (transport != null) {
            transport.close();
        }
    }

    void closeClient() {
        if (client != null) {
            client.close();
        }
    }

    @Override
    public void close() {
        closeClient();
        stop();
    }
}

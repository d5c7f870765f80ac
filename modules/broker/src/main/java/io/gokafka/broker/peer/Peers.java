package io.gokafka.broker.peer;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.broker.metadata.ClusterImage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Asks other brokers.
 *
 * <p>Threading: safe for use by several threads; {@link #ask} blocks.
 */
public final class Peers {
    /** The client id of requests between brokers: what carries it is not passed on once more. */
    public static final String CLIENT_ID = "__broker";

    private static final RequestContext CONTEXT = new RequestContext(CLIENT_ID, "broker");

    private static final Duration ONE_TRY = Duration.ofSeconds(5);

    private final String transport;
    private final ClientTransport connections;
    private final Supplier<ClusterImage> image;

    /**
     * Makes them.
     *
     * @param transport whose endpoints are used
     * @param connections the client's end of that transport
     * @param image where addresses are looked up
     */
    public Peers(String transport, ClientTransport connections, Supplier<ClusterImage> image) {
        this.transport = transport;
        this.connections = connections;
        this.image = image;
    }

    /** The name of the transport between brokers. */
    public String transport() {
        return transport;
    }

    /**
     * Asks a member and waits for its answer.
     *
     * @throws RequestException as the member answers, {@code UNAVAILABLE} when it cannot be reached, {@code TIMEOUT}
     */
    public <R extends Response> R ask(BrokerId broker, Request<R> request, Duration timeout)
            throws InterruptedException {
        Optional<HostPort> address = image.get()
                .broker(broker)
                .flatMap(b -> Optional.ofNullable(b.endpoints().get(transport)));
        if (address.isEmpty()) {
            throw new RequestException(
                    ErrorCode.UNAVAILABLE, "broker '" + broker + "' has no known " + transport + " address");
        }
        return ask(address.get(), request, timeout);
    }

    /** A member's view of all topics. */
    public Metadata.Result topicsOf(BrokerId broker) throws InterruptedException {
        return ask(broker, new Metadata(List.of(), true, false), ONE_TRY);
    }

    /** A member's view of some topics. */
    public Metadata.Result topicsOf(BrokerId broker, List<UUID> topics) throws InterruptedException {
        return ask(broker, new Metadata(List.of(), false, false, topics), ONE_TRY);
    }

    /** Asks whoever answers at an address. */
    public <R extends Response> R ask(HostPort address, Request<R> request, Duration timeout)
            throws InterruptedException {
        CompletableFuture<R> answer = connections.broker(address).submit(request, CONTEXT);
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RequestException refused) {
                throw refused;
            }
            throw new RequestException(ErrorCode.INTERNAL, "asking " + address + " failed: " + e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new RequestException(
                    ErrorCode.TIMEOUT, address + " did not answer within " + timeout.toMillis() + " ms");
        }
    }
}

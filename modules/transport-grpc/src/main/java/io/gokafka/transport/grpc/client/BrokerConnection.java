package io.gokafka.transport.grpc.client;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.transport.grpc.codec.Mappings;
import java.util.concurrent.CompletableFuture;

/** One broker: a call for each request, but one stream for all that is to be appended. */
final class BrokerConnection implements Requests, AutoCloseable {
    private final HostPort address;
    private final ClientSettings settings;
    private final ChannelSlot channels;
    private final ProduceQueue produce;

    BrokerConnection(HostPort address, ClientSettings settings, ClientThreads threads) {
        this.address = address;
        this.settings = settings;
        channels = new ChannelSlot(address, settings, threads);
        produce = new ProduceQueue("broker " + address, settings, channels, threads);
    }

    @Override
    @SuppressWarnings("unchecked") // the answer to a produce request is its result
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        try {
            return request instanceof Produce append
                    ? (CompletableFuture<R>) produce.submit(append, context)
                    : unary(request, context);
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private <R extends Response> CompletableFuture<R> unary(Request<R> request, RequestContext context) {
        return new UnaryCall<>(Mappings.of(request), request, "broker " + address)
                .start(channels.current(), context, settings.requestTimeout());
    }

    @Override
    public void close() {
        produce.close();
        channels.close();
    }
}

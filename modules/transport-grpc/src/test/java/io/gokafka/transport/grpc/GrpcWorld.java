package io.gokafka.transport.grpc;

import io.gokafka.api.HostPort;
import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.tck.transport.ScriptedBroker;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A server with a scripted broker, and a plain gRPC channel to it, as a program in another language would have. */
final class GrpcWorld implements AutoCloseable {
    static final int MAX_REQUEST_BYTES = 1 << 20;

    final ScriptedBroker broker = new ScriptedBroker();
    final Transport transport;
    final ManagedChannel channel;

    GrpcWorld(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("grpc-addr", "127.0.0.1:0");
        transport =
                new GrpcTransportProvider().start(new TransportContext(broker, new Settings(all), MAX_REQUEST_BYTES));
        HostPort address = transport.boundAddress();
        channel = NettyChannelBuilder.forAddress(address.host(), address.port())
                .usePlaintext()
                .maxInboundMessageSize(64 << 20)
                .build();
    }

    HostPort address() {
        return transport.boundAddress();
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it did not come about that " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
        transport.close();
    }
}

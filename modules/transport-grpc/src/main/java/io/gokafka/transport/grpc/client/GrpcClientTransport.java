package io.gokafka.transport.grpc.client;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.ClientTransport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Connections to brokers over gRPC, one an address. All share two threads for their sockets. */
public final class GrpcClientTransport implements ClientTransport {
    private final ClientSettings settings;
    private final ClientThreads threads = new ClientThreads();
    private final Map<HostPort, BrokerConnection> connections = new ConcurrentHashMap<>();

    /** Makes a pool; nothing is connected yet. */
    public GrpcClientTransport(ClientSettings settings) {
        this.settings = settings;
        ClientLogs.install();
    }

    @Override
    public Requests broker(HostPort address) {
        return connections.computeIfAbsent(address, a -> new BrokerConnection(a, settings, threads));
    }

    @Override
    public void close() {
        threads.beginClose();
        connections.values().forEach(BrokerConnection::close);
        threads.close();
    }
}

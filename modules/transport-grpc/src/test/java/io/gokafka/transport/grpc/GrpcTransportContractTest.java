package io.gokafka.transport.grpc;

import io.gokafka.api.HostPort;
import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.tck.transport.TransportContract;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

final class GrpcTransportContractTest extends TransportContract {
    @Override
    protected TransportProvider server() {
        return new GrpcTransportProvider();
    }

    @Override
    protected ClientTransportProvider client() {
        return new GrpcClientTransportProvider();
    }

    /** The classic group protocol is there for Kafka's clients; those of this API have the newer one. */
    @Override
    protected Set<Class<?>> carried() {
        Set<Class<?>> kinds = new HashSet<>(super.carried());
        kinds.removeAll(Set.of(JoinGroup.class, SyncGroup.class, ClassicHeartbeat.class));
        return kinds;
    }

    @Override
    protected Map<String, String> listenAt(HostPort address) {
        return Map.of("grpc-addr", address.toString());
    }
}

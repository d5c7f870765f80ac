package io.gokafka.transport.grpc;

import io.gokafka.api.HostPort;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.tck.transport.TransportContract;
import java.util.Map;

final class GrpcTransportContractTest extends TransportContract {
    @Override
    protected TransportProvider server() {
        return new GrpcTransportProvider();
    }

    @Override
    protected ClientTransportProvider client() {
        return new GrpcClientTransportProvider();
    }

    @Override
    protected Map<String, String> listenAt(HostPort address) {
        return Map.of("grpc-addr", address.toString());
    }
}

package io.gokafka.transport.grpc;

import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.transport.grpc.client.ClientSettings;
import io.gokafka.transport.grpc.client.GrpcClientTransport;

/** The native API's client. */
public final class GrpcClientTransportProvider implements ClientTransportProvider {
    @Override
    public String name() {
        return GrpcTransportProvider.NAME;
    }

    @Override
    public ClientTransport open(Settings settings) {
        return new GrpcClientTransport(ClientSettings.of(settings));
    }
}

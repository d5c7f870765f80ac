package io.gokafka.transport.grpc;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.transport.grpc.client.ClientSettings;
import io.gokafka.transport.grpc.server.GrpcTransport;
import io.gokafka.transport.grpc.server.ServerSettings;
import java.util.List;
import java.util.stream.Stream;

/** The native API's server: {@code transports=grpc}. */
public final class GrpcTransportProvider implements TransportProvider {
    /** The name of both ends, and of the endpoint in a broker's description. */
    static final String NAME = "grpc";

    @Override
    public String name() {
        return NAME;
    }

    /** Those of the client's end are among them: a broker is a client of the others. */
    @Override
    public List<ConfigKey<?>> settings() {
        return Stream.concat(ServerSettings.KEYS.stream(), ClientSettings.KEYS.stream())
                .toList();
    }

    @Override
    public Transport start(TransportContext context) {
        return GrpcTransport.start(context, ServerSettings.of(context.settings()));
    }
}

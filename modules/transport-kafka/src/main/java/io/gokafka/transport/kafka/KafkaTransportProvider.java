package io.gokafka.transport.kafka;

import io.gokafka.api.config.ConfigKey;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.api.transport.TransportProvider;
import io.gokafka.transport.kafka.server.KafkaTransport;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.util.List;

/** The Kafka protocol's server: {@code transports=kafka}. */
public final class KafkaTransportProvider implements TransportProvider {
    @Override
    public String name() {
        return ServerSettings.NAME;
    }

    @Override
    public List<ConfigKey<?>> settings() {
        return ServerSettings.KEYS;
    }

    @Override
    public Transport start(TransportContext context) {
        ServerSettings settings = ServerSettings.of(context.settings());
        return KafkaTransport.start(settings, ServedApis.of(context, settings), context.maxRequestBytes());
    }
}

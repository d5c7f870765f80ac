package io.gokafka.transport.kafka;

import io.gokafka.api.transport.TransportContext;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.server.KafkaApis;
import io.gokafka.transport.kafka.server.ServerSettings;
import java.util.ArrayList;
import java.util.List;

/** All APIs that this transport serves, put together. */
final class ServedApis {
    private ServedApis() {}

    static KafkaApis of(TransportContext context, ServerSettings settings) {
        List<Api<?>> all = new ArrayList<>();
        return KafkaApis.of(all);
    }
}

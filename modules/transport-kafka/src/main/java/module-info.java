/**
 * The Kafka wire protocol, for unmodified Kafka clients. A plugin: nothing depends on it, so nothing is exported.
 *
 * <p>Of kafka-clients, which comes without a module descriptor, the generated messages are used, as a codec.
 */
module io.gokafka.transport.kafka {
    requires io.gokafka.api;
    requires kafka.clients;
    requires static org.jspecify;

    provides io.gokafka.api.transport.TransportProvider with
            io.gokafka.transport.kafka.KafkaTransportProvider;
}

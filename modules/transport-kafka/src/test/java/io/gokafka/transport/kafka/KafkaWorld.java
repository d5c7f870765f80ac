package io.gokafka.transport.kafka;

import io.gokafka.api.config.Settings;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.api.transport.Transport;
import io.gokafka.api.transport.TransportContext;
import io.gokafka.tck.transport.ScriptedBroker;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A running listener, and the broker behind it, which knows one topic of two partitions. */
final class KafkaWorld implements AutoCloseable {
    static final int MAX_REQUEST_BYTES = 1 << 20;
    static final String TOPIC = "orders";
    static final UUID TOPIC_ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

    final ScriptedBroker broker = new ScriptedBroker();
    final Transport transport;

    KafkaWorld(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("kafka-addr", "127.0.0.1:0");
        transport = new KafkaTransportProvider()
                .start(new TransportContext(broker, new Settings(all), MAX_REQUEST_BYTES, new OneTopic()));
    }

    RawClient connect() {
        return new RawClient(transport.boundAddress());
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private static final class OneTopic implements TopicDirectory {
        private static final Topic ONE = new Topic(TOPIC, TOPIC_ID, 2);

        @Override
        public Optional<Topic> find(String name) {
            return name.equals(TOPIC) ? Optional.of(ONE) : Optional.empty();
        }

        @Override
        public Optional<Topic> find(UUID id) {
            return id.equals(TOPIC_ID) ? Optional.of(ONE) : Optional.empty();
        }
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.Mode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's producer. */
final class KafkaSending implements Sending {
    private static final Duration CLOSE_GRACE = Duration.ofSeconds(10);

    private final KafkaProducer<byte[], byte[]> producer;
    private final Duration closing;

    KafkaSending(String bootstrap, String name, Mode mode, ClientTimes times) {
        Map<String, Object> config = KafkaConfigs.client(bootstrap, name, times);
        config.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(times.delivery().toMillis()));
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, times.operation().toMillis());
        config.put(ProducerConfig.LINGER_MS_CONFIG, 1L);
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, mode == Mode.IDEMPOTENT);
        config.put(ProducerConfig.ACKS_CONFIG, acks(mode));
        if (mode == Mode.ALL) {
            config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        }
        closing = times.delivery().plus(CLOSE_GRACE);
        producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static String acks(Mode mode) {
        return switch (mode) {
            case IDEMPOTENT, ALL -> "all";
            case LEADER -> "1";
            case NONE -> "0";
        };
    }

    @Override
    public void send(TopicPartition partition, byte[] value, Receipt receipt) {
        try {
            Future<RecordMetadata> _ = producer.send(
                    new ProducerRecord<>(partition.topic(), partition.partition(), null, value), (place, failure) -> {
                        if (failure == null) {
                            receipt.acknowledged(place.hasOffset() ? place.offset() : -1);
                        } else {
                            receipt.failed(failure);
                        }
                    });
        } catch (RuntimeException e) {
            receipt.failed(e);
        }
    }

    @Override
    public void close() {
        producer.close(closing);
    }

    @Override
    public void crash() {
        producer.close(Duration.ZERO);
    }
}

package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.transport.grpc.proto.Broker;
import io.gokafka.transport.grpc.proto.TopicPartitions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Values that several messages share. */
final class Values {
    private Values() {}

    static Broker write(BrokerInfo broker) {
        return Broker.newBuilder()
                .setId(broker.id().value())
                .setNumber(broker.number())
                .putAllEndpoints(writeEndpoints(broker.endpoints()))
                .setAlive(broker.alive())
                .build();
    }

    static BrokerInfo read(Broker broker) {
        return new BrokerInfo(
                new BrokerId(broker.getId()),
                broker.getNumber(),
                readEndpoints(broker.getEndpointsMap()),
                broker.getAlive());
    }

    static List<Broker> writeBrokers(List<BrokerInfo> brokers) {
        return brokers.stream().map(Values::write).toList();
    }

    static List<BrokerInfo> readBrokers(List<Broker> brokers) {
        return brokers.stream().map(Values::read).toList();
    }

    static Map<String, String> writeEndpoints(Map<String, HostPort> endpoints) {
        return endpoints.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().toString()));
    }

    static Map<String, HostPort> readEndpoints(Map<String, String> endpoints) {
        return endpoints.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> HostPort.parse(e.getValue())));
    }

    static List<String> writeIds(List<BrokerId> ids) {
        return ids.stream().map(BrokerId::value).toList();
    }

    static List<BrokerId> readIds(List<String> ids) {
        return ids.stream().map(BrokerId::new).toList();
    }

    static Optional<BrokerId> readId(boolean present, String id) {
        return present ? Optional.of(new BrokerId(id)) : Optional.empty();
    }

    static Optional<String> text(boolean present, String text) {
        return present ? Optional.of(text) : Optional.empty();
    }

    static UUID readUuid(String text) {
        // UUID.fromString also takes abbreviations, which would make two texts of one id
        UUID uuid = UUID.fromString(text);
        if (text.length() != 36) {
            throw new IllegalArgumentException("'" + text + "' is not a UUID of 36 characters");
        }
        return uuid;
    }

    static io.gokafka.transport.grpc.proto.TopicPartition write(TopicPartition partition) {
        return io.gokafka.transport.grpc.proto.TopicPartition.newBuilder()
                .setTopic(partition.topic())
                .setPartition(partition.partition())
                .build();
    }

    static TopicPartition read(io.gokafka.transport.grpc.proto.TopicPartition partition) {
        return new TopicPartition(partition.getTopic(), partition.getPartition());
    }

    static TopicPartitions write(List<TopicPartition> partitions) {
        return TopicPartitions.newBuilder()
                .addAllPartitions(partitions.stream().map(Values::write).toList())
                .build();
    }

    static Optional<List<TopicPartition>> read(boolean present, TopicPartitions partitions) {
        return present
                ? Optional.of(partitions.getPartitionsList().stream()
                        .map(Values::read)
                        .toList())
                : Optional.empty();
    }

    /** Whole milliseconds, rounded up: a short wait must not become none. */
    static long millis(Duration span) {
        return span.plusNanos(999_999).toMillis();
    }
}

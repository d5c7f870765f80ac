package io.gokafka.broker.hosting;

import io.gokafka.api.TopicPartition;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.partition.HostedPartition;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The partitions of which this broker keeps a replica.
 *
 * <p>Threading: safe for use by several threads; the {@link PartitionHost} alone changes it.
 */
public final class HostedPartitions {
    private final Map<PartitionKey, HostedPartition> byKey = new ConcurrentHashMap<>();
    private final Map<TopicPartition, HostedPartition> byName = new ConcurrentHashMap<>();

    /** The partition of a topic by its name. */
    public Optional<HostedPartition> find(String topic, int partition) {
        return Optional.ofNullable(byName.get(new TopicPartition(topic, partition)));
    }

    /** All of them. */
    public Collection<HostedPartition> all() {
        return byKey.values();
    }

    Map<PartitionKey, HostedPartition> byKey() {
        return Map.copyOf(byKey);
    }

    /** The partition of a topic by its id. */
    public Optional<HostedPartition> find(PartitionKey key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void add(PartitionKey key, HostedPartition partition) {
        byKey.put(key, partition);
        byName.put(partition.name(), partition);
    }

    void remove(PartitionKey key) {
        HostedPartition partition = byKey.remove(key);
        if (partition != null) {
            byName.remove(partition.name(), partition);
        }
    }
}

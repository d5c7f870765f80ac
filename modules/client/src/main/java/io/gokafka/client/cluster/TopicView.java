package io.gokafka.client.cluster;

import io.gokafka.api.HostPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of a topic. Immutable.
 *
 * @param name its name
 * @param id tells it from an earlier topic of the name
 * @param leaders by partition; absent when unknown
 * @param replicas by partition: addresses of the brokers that keep it and can be reached, as metadata last told
 * @param loadedAt when metadata last told of it, as {@link System#nanoTime}
 */
public record TopicView(
        String name, UUID id, List<Optional<Leader>> leaders, List<List<HostPort>> replicas, long loadedAt) {
    public TopicView {
        leaders = List.copyOf(leaders);
        replicas = List.copyOf(replicas);
    }

    /** How many partitions it has. */
    public int partitions() {
        return leaders.size();
    }

    /** The leader of a partition, if the partition exists and its leader is known. */
    public Optional<Leader> leader(int partition) {
        return partition >= 0 && partition < leaders.size() ? leaders.get(partition) : Optional.empty();
    }

    /** The brokers that keep a partition and can be reached; empty when it does not exist. */
    public List<HostPort> replicas(int partition) {
        return partition >= 0 && partition < replicas.size() ? replicas.get(partition) : List.of();
    }

    TopicView withLeader(int partition, Optional<Leader> leader) {
        List<Optional<Leader>> changed = new ArrayList<>(leaders);
        changed.set(partition, leader);
        return new TopicView(name, id, changed, replicas, loadedAt);
    }
}

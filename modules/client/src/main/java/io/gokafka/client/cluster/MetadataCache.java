package io.gokafka.client.cluster;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Metadata;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * What brokers have told of the cluster, the newest of it: an answer never replaces a leader by one of an older term, as a
 * broker that is behind would have it.
 *
 * <p><b>Threading.</b> Safe for use by several threads.
 */
final class MetadataCache {
    private final String endpoint;
    private final Map<String, TopicView> topics = new ConcurrentHashMap<>();
    private volatile List<HostPort> addresses = List.of();

    /** A cache that knows brokers by their address for one transport. */
    MetadataCache(String endpoint) {
        this.endpoint = endpoint;
    }

    /** Addresses of the cluster's brokers. */
    List<HostPort> addresses() {
        return addresses;
    }

    /** What is known of a topic. */
    Optional<TopicView> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /** Names of the topics that are known. */
    Set<String> topicNames() {
        return topics.keySet();
    }

    /** Takes in an answer. */
    void merge(Metadata.Result result, long now) {
        List<HostPort> found = result.brokers().stream()
                .flatMap(b -> b.endpoint(endpoint).stream())
                .toList();
        if (!found.isEmpty()) {
            addresses = found;
        }
        Map<BrokerId, HostPort> byId = new HashMap<>();
        result.brokers().forEach(b -> b.endpoint(endpoint).ifPresent(a -> byId.put(b.id(), a)));
        for (Metadata.Topic topic : result.topics()) {
            topics.compute(topic.name(), (_, old) -> merged(Optional.ofNullable(old), topic, byId, now));
        }
    }

    /** A broker said who leads. */
    void hint(TopicPartition partition, BrokerInfo leader) {
        leader.endpoint(endpoint)
                .ifPresent(address -> replace(partition, old -> {
                    long term = old.map(Leader::term).orElse(0L);
                    return Optional.of(new Leader(address, term, true));
                }));
    }

    /** The leader has failed: metadata of its term counts again, whatever a hint said before. */
    void doubt(TopicPartition partition, Leader failed) {
        replace(partition, old -> old.map(leader -> leader.equals(failed) ? leader.doubted() : leader));
    }

    private void replace(TopicPartition partition, UnaryOperator<Optional<Leader>> change) {
        int number = partition.partition();
        topics.computeIfPresent(
                partition.topic(),
                (_, view) ->
                        number < view.partitions() ? view.withLeader(number, change.apply(view.leader(number))) : view);
    }

    private static TopicView merged(
            Optional<TopicView> old, Metadata.Topic topic, Map<BrokerId, HostPort> addresses, long now) {
        Optional<TopicView> same = old.filter(o -> o.id().equals(topic.id()));
        List<Optional<Leader>> leaders = new ArrayList<>();
        List<List<HostPort>> replicas = new ArrayList<>();
        for (Metadata.Partition partition : topic.partitions()) {
            Optional<Leader> told = partition
                    .leader()
                    .flatMap(id -> Optional.ofNullable(addresses.get(id)))
                    .map(address -> new Leader(address, partition.term(), false));
            leaders.add(newer(same.flatMap(o -> o.leader(leaders.size())), told));
            replicas.add(partition.available().stream()
                    .flatMap(id -> Optional.ofNullable(addresses.get(id)).stream())
                    .toList());
        }
        return new TopicView(topic.name(), topic.id(), leaders, replicas, now);
    }

    private static Optional<Leader> newer(Optional<Leader> known, Optional<Leader> told) {
        if (known.isEmpty() || told.isEmpty()) {
            return told.or(() -> known);
        }
        long before = known.get().term();
        boolean isNews = told.get().term() > before
                || (told.get().term() == before && !known.get().hinted());
        return isNews ? told : known;
    }
}

package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaBrokers.Node;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Where the leaders of partitions are, for clients that asked the wrong broker (KIP-951): it saves them a Metadata request.
 *
 * @param leaders by topic and partition; of those that are known
 * @param nodes the leaders' addresses for Kafka clients
 */
record LeaderHints(Map<String, Map<Integer, Leader>> leaders, List<Node> nodes) {
    /** Nothing is known. */
    static final LeaderHints NONE = new LeaderHints(Map.of(), List.of());

    /**
     * A leader.
     *
     * @param node its number
     * @param epoch the term in which it leads
     */
    record Leader(int node, int epoch) {}

    /** The leader of a partition. */
    Optional<Leader> leader(String topic, int partition) {
        return Optional.ofNullable(leaders.getOrDefault(topic, Map.of()).get(partition));
    }

    /** Asks the broker. The answer never fails: a client can do without it. */
    static CompletableFuture<LeaderHints> of(Set<String> topics, Requests requests, RequestContext context) {
        if (topics.isEmpty()) {
            return CompletableFuture.completedFuture(NONE);
        }
        CompletableFuture<LeaderHints> hints = new CompletableFuture<>();
        // Whoever asks is on a thread that completes answers, and asking may block.
        Thread.ofVirtual().name("kafka-leader-hints").start(() -> {
            var _ = requests.submit(new Metadata(List.copyOf(topics), false, false), context)
                    .handle((known, fault) -> fault == null ? of(known) : NONE)
                    .whenComplete((known, fault) -> hints.complete(fault == null ? known : NONE));
        });
        return hints;
    }

    private static LeaderHints of(Metadata.Result known) {
        Map<String, Map<Integer, Leader>> leaders = new HashMap<>();
        Set<Node> nodes = new LinkedHashSet<>();
        for (Metadata.Topic topic : known.topics()) {
            for (Metadata.Partition partition : topic.partitions()) {
                Optional<Node> node = partition.leader().flatMap(known::broker).flatMap(KafkaBrokers::node);
                if (node.isPresent()) {
                    Leader leader = new Leader(node.get().id(), Math.toIntExact(partition.term()));
                    leaders.computeIfAbsent(topic.name(), _ -> new HashMap<>()).put(partition.partition(), leader);
                    nodes.add(node.get());
                }
            }
        }
        return new LeaderHints(leaders, List.copyOf(nodes));
    }
}

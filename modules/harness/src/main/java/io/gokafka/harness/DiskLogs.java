package io.gokafka.harness;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Metadata;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.cluster.Replicas;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The logs that brokers must have on their disks, as the metadata says while they run, and those that they have. For one thread. */
final class DiskLogs {
    private static final TopicPartition METADATA = new TopicPartition("__cluster", 0);

    private final Map<LogId, TopicPartition> names = new HashMap<>(Map.of(new LogId(METADATA.topic()), METADATA));
    private final Map<TopicPartition, Set<String>> replicas = new HashMap<>();

    /** Takes what a broker tells; nothing but the metadata's log is known when none does. */
    DiskLogs(Optional<Metadata.Result> told) {
        told.ifPresent(metadata -> {
            replicas.put(METADATA, nodes(metadata.metadataVoters()));
            metadata.topics().forEach(this::add);
        });
    }

    private void add(Metadata.Topic topic) {
        for (Metadata.Partition partition : topic.partitions()) {
            TopicPartition name = new TopicPartition(topic.name(), partition.partition());
            names.put(new LogId(name + "." + topic.id().toString().replace("-", "")), name);
            replicas.put(name, nodes(partition.replicas()));
        }
    }

    private static Set<String> nodes(List<BrokerId> brokers) {
        return brokers.stream().map(BrokerId::value).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The partitions that there are, by the names of their logs; entries may be taken out. */
    Map<LogId, TopicPartition> names() {
        return names;
    }

    /** Whether it is not that of the metadata themselves. */
    boolean isOfTopic(TopicPartition partition) {
        return !partition.equals(METADATA);
    }

    /** The brokers that keep a partition; none when nobody told. */
    Set<String> replicas(TopicPartition partition) {
        return replicas.getOrDefault(partition, Set.of());
    }

    /**
     * Reads what brokers have that do not run: of the partitions of which they are replicas, what is committed.
     *
     * @param awaited partitions of which each replica must have a log
     * @param finalLogs what clients read
     * @param wrong is added which logs are missing
     */
    Map<String, List<ReplicaLog>> read(
            List<Node> nodes, Collection<TopicPartition> awaited, List<FinalLog> finalLogs, List<String> wrong) {
        Map<String, List<ReplicaLog>> byNode = new HashMap<>();
        nodes.forEach(node -> byNode.put(node.id(), Replicas.of(node.disk(), names)));
        wrong.addAll(missing(byNode, awaited));
        Map<TopicPartition, Long> ends = new HashMap<>();
        finalLogs.forEach(log -> ends.put(log.partition(), log.endOffset()));
        return Replicas.committed(byNode, replicas, ends);
    }

    private List<String> missing(Map<String, List<ReplicaLog>> byNode, Collection<TopicPartition> awaited) {
        List<String> missing = new ArrayList<>();
        for (TopicPartition partition : awaited) {
            Set<String> without = new TreeSet<>(replicas(partition));
            byNode.forEach((node, logs) -> {
                if (logs.stream().anyMatch(l -> l.partition().equals(partition))) {
                    without.remove(node);
                }
            });
            if (replicas(partition).isEmpty()) {
                missing.add("nobody tells who has " + partition);
            } else if (!without.isEmpty()) {
                missing.add(without + " are replicas of " + partition + " and have no log of it");
            }
        }
        return missing;
    }
}

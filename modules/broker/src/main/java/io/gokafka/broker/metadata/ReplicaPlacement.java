package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which brokers keep a partition: those that keep the fewest, and as its preferred leader the one that is that of the
 * fewest. Pure: the same image gives the same placement.
 *
 * <p>Threading: for one thread; a placement counts what it has placed itself.
 */
final class ReplicaPlacement {
    private final List<BrokerId> candidates;
    private final Map<BrokerId, Integer> replicas = new HashMap<>();
    private final Map<BrokerId, Integer> preferred = new HashMap<>();

    /** A placement onto some brokers, in the order of their numbers, as the image has it now. */
    ReplicaPlacement(ClusterImage image, List<BrokerId> candidates) {
        this.candidates = List.copyOf(candidates);
        image.topics().values().forEach(t -> t.placements().forEach(p -> count(p.replicas())));
    }

    /** Places new partitions. */
    List<List<BrokerId>> place(int partitions, int replicationFactor) {
        List<List<BrokerId>> placed = new ArrayList<>(partitions);
        for (int p = 0; p < partitions; p++) {
            placed.add(extend(List.of(), replicationFactor));
        }
        return placed;
    }

    /** Adds replicas to a partition as far as there are brokers, and chooses its preferred leader anew. */
    List<BrokerId> extend(List<BrokerId> present, int replicationFactor) {
        Set<BrokerId> chosen = new HashSet<>(present);
        candidates.stream()
                .filter(b -> !present.contains(b))
                .sorted(Comparator.comparingInt(this::replicasOf))
                .limit(Math.max(0, replicationFactor - present.size()))
                .forEach(chosen::add);
        uncount(present);
        List<BrokerId> ordered = new ArrayList<>(chosen);
        ordered.sort(Comparator.comparingInt(this::preferredOf)
                .thenComparingInt(this::replicasOf)
                .thenComparing(Comparator.naturalOrder()));
        count(ordered);
        return List.copyOf(ordered);
    }

    /** Replaces a broker that goes away by another one, if there is one. */
    List<BrokerId> without(List<BrokerId> present, BrokerId leaving, int replicationFactor) {
        List<BrokerId> rest = present.stream().filter(b -> !b.equals(leaving)).toList();
        uncount(present);
        count(rest);
        return extend(rest, replicationFactor);
    }

    private void count(List<BrokerId> placed) {
        placed.forEach(b -> replicas.merge(b, 1, Integer::sum));
        if (!placed.isEmpty()) {
            preferred.merge(placed.getFirst(), 1, Integer::sum);
        }
    }

    private void uncount(List<BrokerId> placed) {
        placed.forEach(b -> replicas.merge(b, -1, Integer::sum));
        if (!placed.isEmpty()) {
            preferred.merge(placed.getFirst(), -1, Integer::sum);
        }
    }

    private int replicasOf(BrokerId broker) {
        return replicas.getOrDefault(broker, 0);
    }

    private int preferredOf(BrokerId broker) {
        return preferred.getOrDefault(broker, 0);
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Algebra of immutable sets of partitions. */
final class PartitionSets {
    static final SortedSet<TopicPartition> NONE = Collections.emptySortedSet();

    private PartitionSets() {}

    static SortedSet<TopicPartition> copyOf(Collection<TopicPartition> partitions) {
        return partitions.isEmpty() ? NONE : Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
    }

    static SortedSet<TopicPartition> union(Set<TopicPartition> a, Set<TopicPartition> b) {
        SortedSet<TopicPartition> all = new TreeSet<>(a);
        all.addAll(b);
        return copyOf(all);
    }

    static SortedSet<TopicPartition> minus(Set<TopicPartition> from, Set<TopicPartition> removed) {
        return filter(from, p -> !removed.contains(p));
    }

    static SortedSet<TopicPartition> common(Set<TopicPartition> a, Set<TopicPartition> b) {
        return filter(a, b::contains);
    }

    static SortedSet<TopicPartition> filter(Set<TopicPartition> from, Predicate<TopicPartition> kept) {
        return copyOf(from.stream().filter(kept).toList());
    }
}

package io.gokafka.broker.group.migration;

import io.gokafka.api.TopicPartition;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a consumer tells the one that assigns, in the classic protocol: Kafka's {@code ConsumerProtocolSubscription}.
 *
 * @param version the version of the format
 * @param topics what it wants
 * @param owned what it has and goes on reading while it joins; empty of one that gives up everything first
 * @param rack where it is
 */
public record ConsumerSubscription(
        int version, SortedSet<String> topics, SortedSet<TopicPartition> owned, Optional<String> rack) {
    public ConsumerSubscription {
        topics = Collections.unmodifiableSortedSet(new TreeSet<>(topics));
        owned = Collections.unmodifiableSortedSet(new TreeSet<>(owned));
    }

    /**
     * Reads one: topics and user data; from version 1 on the owned partitions, from 2 on a generation, from 3 on the rack.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static ConsumerSubscription read(byte[] bytes) {
        ProtocolBytes from = new ProtocolBytes(bytes);
        int version = from.version();
        List<String> topics = from.list(from::text);
        from.nullableBytes();
        SortedSet<TopicPartition> owned = version >= 1 ? from.partitions() : Collections.emptySortedSet();
        if (version >= 2) {
            from.integer();
        }
        Optional<String> rack = version >= 3 ? from.nullableText() : Optional.empty();
        return new ConsumerSubscription(version, new TreeSet<>(topics), owned, rack);
    }
}

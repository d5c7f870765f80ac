package io.gokafka.broker.group.migration;

import io.gokafka.api.TopicPartition;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a consumer is assigned in the classic protocol: Kafka's {@code ConsumerProtocolAssignment}.
 *
 * @param partitions what it shall read
 * @param hasUserData whether an assignor of the members has added something that only it understands
 */
public record ConsumerAssignment(SortedSet<TopicPartition> partitions, boolean hasUserData) {
    public ConsumerAssignment {
        partitions = Collections.unmodifiableSortedSet(new TreeSet<>(partitions));
    }

    /**
     * Reads one; no bytes at all are none.
     *
     * @throws IllegalArgumentException when the bytes are something else
     */
    public static ConsumerAssignment read(byte[] bytes) {
        if (bytes.length == 0) {
            return new ConsumerAssignment(Collections.emptySortedSet(), false);
        }
        ProtocolBytes from = new ProtocolBytes(bytes);
        from.version();
        return new ConsumerAssignment(from.partitions(), from.nullableBytes() > 0);
    }

    /**
     * Writes one without user data.
     *
     * @param version the version of the format; one that is not known yet is taken as the newest that is
     */
    public static byte[] write(SortedSet<TopicPartition> partitions, int version) {
        Map<String, SortedSet<Integer>> byTopic = new TreeMap<>();
        partitions.forEach(
                p -> byTopic.computeIfAbsent(p.topic(), t -> new TreeSet<>()).add(p.partition()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream to = new DataOutputStream(bytes)) {
            to.writeShort(Math.min(version, ProtocolBytes.NEWEST));
            to.writeInt(byTopic.size());
            for (var entry : byTopic.entrySet()) {
                byte[] topic = entry.getKey().getBytes(StandardCharsets.UTF_8);
                to.writeShort(topic.length);
                to.write(topic);
                to.writeInt(entry.getValue().size());
                for (int partition : entry.getValue()) {
                    to.writeInt(partition);
                }
            }
            to.writeInt(-1);
        } catch (IOException e) {
            throw new UncheckedIOException("memory refused bytes", e);
        }
        return bytes.toByteArray();
    }
}

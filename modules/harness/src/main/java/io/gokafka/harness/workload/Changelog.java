package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was written to a compacted topic, key by key, and whether what is left of it is right: of each key the record that was
 * acknowledged last, or one whose outcome nobody knows. A record that was acknowledged earlier, a key that has come back, or one that
 * is missing, is a violation.
 *
 * <p>Safe for use by several threads.
 */
public final class Changelog {
    /** The topic's only partition. */
    public static final TopicPartition PARTITION = new TopicPartition("changelog", 0);

    /** Of the topic: compacted as soon as there is anything to compact. */
    public static final Map<String, String> CONFIG = Map.of(
            "cleanup.policy", "compact",
            "min.cleanable.dirty.ratio", "0.01",
            "segment.bytes", "1048576",
            "delete.retention.ms", "1000");

    /** A record of a key: its number, or that of a tombstone. */
    record Write(long number, boolean tombstone) {}

    /** A record as it is read. */
    record Found(long offset, Write write) {}

    private static final class Key {
        private @Nullable Write acknowledged;
        private long acknowledgedAt;
        private final Set<Write> unknown = new HashSet<>();
    }

    private final Map<String, Key> keys = new HashMap<>();
    private long written;

    /** A record was acknowledged, the only one of its key that is under way. */
    synchronized void acknowledged(String key, Write write, long offset) {
        Key of = keys.computeIfAbsent(key, k -> new Key());
        of.acknowledged = write;
        of.acknowledgedAt = offset;
        written++;
    }

    /** Nobody knows whether a record was written, or when it will be. */
    synchronized void unknown(String key, Write write) {
        keys.computeIfAbsent(key, k -> new Key()).unknown.add(write);
    }

    /** How many records were acknowledged. */
    public synchronized long written() {
        return written;
    }

    /**
     * What is wrong with what is left.
     *
     * @param who has it
     * @param latest the last record of each key
     */
    synchronized List<String> violations(String who, Map<String, Found> latest) {
        List<String> wrong = new ArrayList<>();
        new TreeMap<>(keys).forEach((key, of) -> {
            if (!isRight(of, latest.get(key))) {
                wrong.add(who + " has of " + key + " " + latest.get(key) + "; acknowledged last was " + of.acknowledged
                        + " at offset " + of.acknowledgedAt + ", unknown are " + of.unknown);
            }
        });
        latest.keySet().stream()
                .filter(key -> !keys.containsKey(key))
                .forEach(key -> wrong.add(who + " has " + key + ", which nobody wrote"));
        return wrong;
    }

    private static boolean isRight(Key key, @Nullable Found found) {
        Write acknowledged = key.acknowledged;
        if (found == null) {
            return acknowledged == null
                    || acknowledged.tombstone()
                    || key.unknown.stream().anyMatch(Write::tombstone);
        }
        return key.unknown.contains(found.write())
                || (found.write().equals(acknowledged) && found.offset() == key.acknowledgedAt);
    }
}

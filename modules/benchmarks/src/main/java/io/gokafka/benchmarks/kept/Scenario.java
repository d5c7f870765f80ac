package io.gokafka.benchmarks.kept;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A topic, and what is written to it.
 *
 * @param name also the topic's
 * @param config of the topic
 * @param later what is set when all is written: retention that ran meanwhile would find what it finds, by chance
 * @param batches in their order, each one a batch; the last ones only close the segment that is to be looked at
 */
record Scenario(String name, Map<String, String> config, Map<String, String> later, List<Batch> batches) {
    private static final String SEGMENT = "1048576";
    /** So that a segment ends at the same batch in both: each has some control entries of its own in its files. */
    private static final int VALUE_BYTES = 1000;

    private static final int RECORDS = 19;
    private static final long MINUTE = 60_000;

    /** All at once. */
    Scenario(String name, Map<String, String> config, List<Batch> batches) {
        this(name, config, Map.of(), batches);
    }

    /** One record; without a value it is a tombstone. */
    record Entry(String key, @Nullable String value, long timestamp) {}

    /**
     * Records that are sent together.
     *
     * @param compression as the producer's setting names it
     * @param deleteBefore the records before this offset are deleted after it; 0: none are
     */
    record Batch(List<Entry> entries, String compression, long deleteBefore) {}

    /**
     * All of them, of a clock. There is none of {@code compact,delete}: what retention finds depends on whether compaction has made one
     * segment of several before, in both brokers.
     */
    static List<Scenario> all(long now) {
        Map<String, String> compact = Map.of(
                "cleanup.policy", "compact",
                "segment.bytes", SEGMENT,
                "min.cleanable.dirty.ratio", "0.01");
        return List.of(
                new Scenario("compact-latest", compact, keyed(now, 200, 700, 0, "none")),
                new Scenario("compact-tombstones-stay", compact, keyed(now, 200, 300, 7, "none")),
                new Scenario(
                        "compact-tombstones-go",
                        with(compact, "delete.retention.ms", "0"),
                        keyed(now, 200, 300, 7, "none")),
                new Scenario("compact-gzip", compact, keyed(now, 400, 900, 11, "gzip")),
                new Scenario("compact-lz4", compact, keyed(now, 400, 900, 11, "lz4")),
                new Scenario("compact-zstd", compact, keyed(now, 400, 900, 11, "zstd")),
                new Scenario("compact-snappy", compact, keyed(now, 400, 900, 11, "snappy")),
                new Scenario(
                        "compact-lag",
                        with(compact, "min.compaction.lag.ms", "3600000"),
                        keyed(now, 200, 300, 0, "none")),
                new Scenario(
                        "retention-bytes",
                        Map.of("segment.bytes", SEGMENT, "retention.bytes", "2500000"),
                        keyed(now, 300, 5000, 0, "none")),
                new Scenario(
                        "retention-time",
                        Map.of("segment.bytes", SEGMENT, "retention.ms", "-1"),
                        Map.of("retention.ms", Long.toString(100 * MINUTE)),
                        keyed(now, 200, 5000, 0, "none")),
                new Scenario("delete-records", Map.of("segment.bytes", SEGMENT), deleting(now)));
    }

    private static Map<String, String> with(Map<String, String> config, String key, String value) {
        Map<String, String> more = new java.util.HashMap<>(config);
        more.put(key, value);
        return Map.copyOf(more);
    }

    /**
     * Keys at random, a minute between two batches, the last one now.
     *
     * @param tombstoneEvery one in so many records has no value; 0: none
     */
    private static List<Batch> keyed(long now, int count, int keys, int tombstoneEvery, String compression) {
        Random random = new Random(count * 31L + keys);
        List<Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Entry> entries = new ArrayList<>();
            for (int j = 0; j < RECORDS; j++) {
                boolean tombstone = tombstoneEvery > 0 && random.nextInt(tombstoneEvery) == 0;
                entries.add(new Entry(
                        "key" + random.nextInt(keys), tombstone ? null : value(random), now - (count - i) * MINUTE));
            }
            batches.add(new Batch(entries, compression, 0));
        }
        return batches;
    }

    private static List<Batch> deleting(long now) {
        List<Batch> batches = new ArrayList<>(keyed(now, 100, 5000, 0, "none"));
        batches.set(70, new Batch(batches.get(70).entries(), "none", 555));
        return batches;
    }

    /** Letters at random: they compress to about five eighths. */
    private static String value(Random random) {
        StringBuilder value = new StringBuilder(VALUE_BYTES);
        while (value.length() < VALUE_BYTES) {
            value.append((char) ('a' + random.nextInt(26)));
        }
        return value.toString();
    }
}

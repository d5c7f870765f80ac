package io.gokafka.broker.compaction;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.compressed;
import static io.gokafka.broker.fake.TestBatches.keyed;
import static io.gokafka.broker.fake.TestBatches.keyedBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.Compression;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.broker.fake.MemoryDisk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LogCleanerTest {
    private static final int SEEDS = 60;
    private static final int FEW_KEYS = 6 * LatestOffsets.SLOT_BYTES;

    private static CompactedLog logOf(List<RecordBatch> batches, long segmentBytes) {
        CompactedLog log = CompactedLog.open(new MemoryDisk().open(), segmentBytes);
        log.fill(batches);
        return log;
    }

    /** Batches of few keys and few producers: overwritten, deleted, compressed, of several terms, with own entries between. */
    private static List<RecordBatch> batches(Random random) {
        List<RecordBatch> batches = new ArrayList<>();
        Map<Integer, Integer> sequences = new HashMap<>();
        int term = 1;
        for (int i = 0; i < 60; i++) {
            term += random.nextInt(12) == 0 ? 1 : 0;
            RecordBatch batch = random.nextInt(10) == 0
                    ? new ControlBatch(ControlBatch.Type.LEADER_CHANGE, new byte[0]).toBatch(TIME)
                    : records(random, sequences, i);
            batch.assign(0, term);
            batches.add(batch);
        }
        return batches;
    }

    private static RecordBatch records(Random random, Map<Integer, Integer> sequences, int number) {
        String[] texts = IntStream.range(0, 1 + random.nextInt(4))
                .mapToObj(i -> "k" + random.nextInt(12) + (random.nextInt(4) == 0 ? "" : "=" + number + "." + i))
                .toArray(String[]::new);
        long time = TIME + random.nextInt(100);
        int producer = random.nextInt(8);
        if (producer < 4) {
            int sequence = sequences.merge(producer, texts.length, Integer::sum) - texts.length;
            return keyedBy(producer, sequence, time, texts);
        }
        return producer == 4 ? compressed(keyed(time, texts), Compression.GZIP) : keyed(time, texts);
    }

    /** Two marks, the second of which says more in every way: a leader makes none that does not reach further. */
    private static List<CompactionMark> marks(Random random, CompactedLog log) {
        List<Long> boundaries = log.boundaries();
        int first = 1 + random.nextInt(boundaries.size() - 2);
        int second = first + 1 + random.nextInt(boundaries.size() - first - 1);
        long upTo = boundaries.get(first);
        long upTo2 = boundaries.get(second);
        long tombstones = random.nextLong(upTo + 1);
        long tombstones2 = tombstones + random.nextLong(upTo2 - tombstones + 1);
        long producers = random.nextLong(upTo + 1);
        long producers2 = producers + random.nextLong(upTo2 - producers + 1);
        return List.of(
                new CompactionMark(upTo, tombstones, producers, TIME),
                new CompactionMark(upTo2, tombstones2, producers2, TIME));
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void toOneMarkAndThenToAnotherIsTheSameAsToTheOtherAtOnce(int seed) {
        Random random = new Random(seed);
        List<RecordBatch> batches = batches(random);
        CompactedLog inTwo = logOf(batches, 400);
        CompactedLog atOnce = logOf(batches, 400);
        List<CompactionMark> marks = marks(random, inTwo);
        marks.forEach(mark -> inTwo.compact(mark, CompactedLog.MUCH, 1000));
        atOnce.compact(marks.getLast(), CompactedLog.MUCH, 1000);
        assertEquals(atOnce.content(), inTwo.content());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withLittleMemoryAndOtherSegmentsItIsTheSame(int seed) {
        Random random = new Random(seed);
        List<RecordBatch> batches = batches(random);
        CompactedLog much = logOf(batches, 400);
        CompactedLog little = logOf(batches, 300 + random.nextInt(500));
        CompactionMark mark = marks(random, much).getLast();
        much.compact(mark, CompactedLog.MUCH, 5000);
        little.compact(mark, FEW_KEYS, 400 + random.nextInt(1000));
        assertEquals(much.content(), little.content());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whereverItIsStoppedItGoesOn(int seed) {
        Random random = new Random(seed);
        List<RecordBatch> batches = batches(random);
        CompactedLog whole = logOf(batches, 400);
        CompactedLog stopped = logOf(batches, 400);
        CompactionMark mark = marks(random, whole).getLast();
        whole.compact(mark, CompactedLog.MUCH, 1000);
        for (int i = 0; i < 10; i++) {
            AtomicInteger steps = new AtomicInteger(random.nextInt(150));
            boolean more = stopped.round(mark, FEW_KEYS, 600, () -> steps.decrementAndGet() < 0);
            assertFalse(more && steps.get() < 0);
            assertEquals(latestOf(logOf(batches, 400)), latestOf(stopped), "nothing is lost on the way");
        }
        stopped.compact(mark, FEW_KEYS, 600);
        assertEquals(whole.content(), stopped.content());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsLeftIsTheLatestOfEachKey(int seed) {
        Random random = new Random(seed);
        List<RecordBatch> batches = batches(random);
        CompactedLog log = logOf(batches, 400);
        CompactionMark mark = marks(random, log).getLast();
        List<String> expected = expected(log.records(), mark);
        log.compact(mark, CompactedLog.MUCH, 1000);
        assertEquals(expected, log.records());
    }

    /** The rule in a few words, on all records. */
    private static List<String> expected(List<String> records, CompactionMark mark) {
        Map<String, Long> latest = new HashMap<>();
        records.stream().filter(r -> offset(r) < mark.upTo()).forEach(r -> latest.put(key(r), offset(r)));
        return records.stream()
                .filter(r -> offset(r) >= mark.upTo()
                        || (latest.getOrDefault(key(r), -1L) == offset(r)
                                && !(r.endsWith("=null") && offset(r) < mark.tombstonesBelow())))
                .toList();
    }

    private static long offset(String record) {
        return Long.parseLong(record.substring(0, record.indexOf(':')));
    }

    private static String key(String record) {
        return record.substring(record.indexOf(':') + 1, record.indexOf('='));
    }

    /** What a reader of the whole log ends with: the values of all keys that are not deleted. */
    private static Map<String, String> latestOf(CompactedLog log) {
        Map<String, String> latest = new HashMap<>();
        for (String record : log.records()) {
            if (record.endsWith("=null")) {
                latest.remove(key(record));
            } else {
                latest.put(key(record), record);
            }
        }
        return latest;
    }

    @Test
    void aRoundEndsWhereTheMemoryDoesAndTheNextBeginsThere() {
        List<RecordBatch> batches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RecordBatch batch = keyed(TIME, "k" + i + "=1");
            batch.assign(0, 1);
            batches.add(batch);
        }
        CompactedLog log = logOf(batches, 300);
        CompactionMark mark = new CompactionMark(40, 0, 0, 0);
        assertTrue(log.round(mark, FEW_KEYS, 1000, () -> false));
        assertEquals(6, log.log().compactedIndex());
        assertEquals(6, log.compact(mark, FEW_KEYS, 1000));
        assertEquals(40, log.log().compactedIndex());
    }

    @Test
    void itStopsBeforeTheStepForWhichThereIsNoSpace() {
        List<RecordBatch> batches = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            RecordBatch batch = keyed(TIME, "k" + i % 3 + "=" + i);
            batch.assign(0, 1);
            batches.add(batch);
        }
        CompactedLog log = logOf(batches, 300);
        CompactionMark mark = new CompactionMark(40, 0, 0, 0);
        long before = log.log().sizeInBytes();
        List<Long> asked = new ArrayList<>();
        LogCleaner cleaner = log.cleaner(
                CompactedLog.MUCH,
                600,
                bytes -> {
                    asked.add(bytes);
                    return asked.size() < 3;
                },
                () -> false);
        assertTrue(cleaner.hasSpace(log.lastBelow(mark)));
        assertTrue(asked.getFirst() > 300 && asked.getFirst() <= 600, "of two segments that become one: " + asked);
        assertFalse(cleaner.round(mark, log.lastBelow(mark)));
        assertEquals(3, asked.size());
        assertTrue(
                asked.get(0) >= asked.get(1) && asked.get(0) >= asked.get(2), "the largest step comes first: " + asked);
        assertEquals(0, log.log().compactedIndex());
        assertTrue(log.log().sizeInBytes() < before, "one step was done");
        assertEquals(latestOf(logOf(batches, 300)), latestOf(log));
    }

    @Test
    void aBatchWithMoreKeysThanThereIsMemoryForIsCompactedAllTheSame() {
        String[] texts = IntStream.range(0, 100).mapToObj(i -> "k" + i + "=1").toArray(String[]::new);
        RecordBatch large = keyed(TIME, texts);
        large.assign(0, 1);
        RecordBatch again = keyed(TIME, texts);
        again.assign(0, 1);
        CompactedLog log = logOf(List.of(large, again), 300);
        log.compact(new CompactionMark(200, 0, 0, 0), FEW_KEYS, 1000);
        assertEquals(101, log.records().size());
        assertEquals(200, log.log().compactedIndex() * 100);
    }
}

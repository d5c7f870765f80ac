package io.gokafka.broker.partition;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.compressed;
import static io.gokafka.broker.fake.TestBatches.keyed;
import static io.gokafka.broker.fake.TestBatches.keyedBy;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.Compression;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.broker.fake.Logged;
import io.gokafka.storage.file.FileStorageProvider;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over logs in files. */
final class CompactionTest {
    private static final long MEMORY = 1 << 20;
    private static final String LARGE = "x".repeat(400_000);

    @TempDir
    private Path folder;

    private PartitionWorld world;

    @BeforeEach
    void open() {
        world = new PartitionWorld(
                true,
                () -> new FileStorageProvider()
                        .open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC())));
        configure(Map.of());
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void configure(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("cleanup.policy", "compact", "segment.bytes", "1048576", "max.message.bytes", "1048576"));
        settings.putAll(more);
        world.configure(settings);
    }

    private PartitionLog log() {
        return world.partition().replica().log();
    }

    /** Segments of 1 MiB, two records each: of four keys, one after the other. */
    private void fillSegments(int records) {
        for (int i = 0; i < records; i++) {
            world.produced(keyed(TIME, "k" + i % 4 + "=" + i + LARGE));
        }
    }

    private void decide() {
        world.partition().maintain();
    }

    /** All that can be done now. */
    private void compact() {
        Await.until("a snapshot allows it", () -> world.partition().compactionBacklog() > 0);
        while (world.partition().compact(MEMORY, () -> false)) {
            // another round
        }
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        long offset = world.partition().reader().logStartOffset();
        long end = world.partition().reader().highWatermark();
        while (offset < end) {
            List<RecordBatch> batches = Batches.in(world.partition().reader().read(offset, 1 << 20));
            batches.forEach(b -> b.records()
                    .forEach(r -> records.add(r.offset() + ":" + r.keyText() + "="
                            + String.valueOf(r.valueText()).replace("x", ""))));
            offset = batches.getLast().nextOffset();
        }
        return records;
    }

    private long marked() {
        return Batches.in(log().readEntries(1, Long.MAX_VALUE, Integer.MAX_VALUE)).stream()
                .flatMap(b -> CompactionMark.of(b).stream())
                .count();
    }

    @Test
    void theLatestOfEachKeyStaysAndOffsetsDoNotChange() {
        fillSegments(9);
        world.produced(keyed(TIME, "k0"));
        decide();
        long bytes = log().sizeInBytes();
        compact();
        assertEquals(List.of("4:k0=4", "5:k1=5", "6:k2=6", "7:k3=7", "8:k0=8", "9:k0=null"), records());
        assertTrue(log().sizeInBytes() < bytes - 4L * LARGE.length());
        assertEquals(0, world.partition().compactionBacklog());
        assertEquals(10, world.produced(keyed(TIME, "k1=new")));
    }

    @Test
    void theLeaderDecidesOneThingAfterTheOther() {
        fillSegments(9);
        decide();
        decide();
        assertEquals(1, marked());
        fillSegments(9);
        decide();
        assertEquals(1, marked(), "the first is not carried out yet");
        compact();
        decide();
        assertEquals(2, marked());
    }

    @Test
    void aLittleThatIsNewIsNotWorthIt() {
        fillSegments(9);
        decide();
        compact();
        fillSegments(2);
        decide();
        assertEquals(1, marked());
        configure(Map.of("min.cleanable.dirty.ratio", "0.1"));
        decide();
        assertEquals(2, marked());
    }

    @Test
    void whatIsDeletedByRetentionOnlyIsNotCompacted() {
        configure(Map.of("cleanup.policy", "delete"));
        fillSegments(9);
        decide();
        assertEquals(0, marked());
    }

    @Test
    void retentionDeletesNothingOfATopicThatIsOnlyCompacted() {
        configure(Map.of("retention.ms", "1000"));
        fillSegments(3);
        world.advance(Duration.ofDays(1));
        decide();
        assertEquals(0, world.partition().reader().logStartOffset());
        configure(Map.of("retention.ms", "1000", "cleanup.policy", "delete,compact"));
        decide();
        assertEquals(3, world.partition().reader().logStartOffset());
    }

    @Test
    void whatIsLeftEmptyIsNotInRetentionsWay() {
        fillSegments(5);
        fillSegments(4);
        decide();
        compact();
        assertEquals(-1, log().segments().getFirst().maxTimestamp(), "nothing of the first is left");
        world.advance(Duration.ofDays(1));
        configure(Map.of("retention.ms", "1000", "cleanup.policy", "compact,delete"));
        decide();
        assertEquals(9, world.partition().reader().logStartOffset());
    }

    @Test
    void nothingIsCompactedBeforeTheMarkIsCommitted() {
        fillSegments(9);
        saved();
        world.group().holdCommits();
        decide();
        assertEquals(1, marked());
        assertEquals(0, world.partition().compactionBacklog());
        assertFalse(world.partition().compact(MEMORY, () -> false));
        assertEquals(0, log().compactedIndex());
        world.group().commit();
        compact();
        assertTrue(log().compactedIndex() > 0);
    }

    /** A snapshot of all that there is. */
    private void saved() {
        long last = log().bounds().lastIndex();
        assertTrue(world.partition().replica().saveSnapshot(last, new byte[0]));
    }

    private long snapshotIndex() {
        return world.partition().replica().snapshot().map(Snapshot::index).orElse(0L);
    }

    @Test
    void nothingIsCompactedThatTheNextStartReads() {
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        for (int i = 0; i < 9; i++) {
            world.group().receive(keyedBy(7, i, TIME, "k=" + i + LARGE));
        }
        world.group().commit();
        long upTo = log().segments().getLast().baseOffset();
        world.group().holdSnapshots();
        world.group().receive(new CompactionMark(upTo, 0, 0, TIME).toBatch());
        world.group().commit();
        assertEquals(0, snapshotIndex());
        assertEquals(0, world.partition().compactionBacklog());
        assertFalse(world.partition().compact(MEMORY, () -> false));
        assertEquals(0, log().compactedIndex(), "its state would be made of what is gone");
        world.group().takeSnapshots();
        compact();
        assertTrue(log().compactedIndex() > 0 && log().compactedIndex() <= snapshotIndex());
    }

    @Test
    void aFollowerWhoseSegmentIsNotFullYetCompactsWhatIsBeforeIt() {
        world.group().follow(Optional.of(PartitionWorld.OTHER));
        for (int i = 0; i < 7; i++) {
            world.group().receive(keyed(TIME, "k=" + i + LARGE));
        }
        world.group().receive(new CompactionMark(7, 0, 0, TIME).toBatch());
        world.group().commit();
        compact();
        assertEquals(List.of("5:k=5", "6:k=6"), records());
        world.group().receive(keyed(TIME, "other=7" + LARGE));
        world.group().receive(keyed(TIME, "other=8" + LARGE));
        world.group().commit();
        compact();
        assertEquals(List.of("6:k=6", "7:other=7", "8:other=8"), records());
    }

    @Test
    void tombstonesGoWhenEveryReplicaHasThemAndTheirTimeIsOver() {
        configure(Map.of("delete.retention.ms", "1000", "min.cleanable.dirty.ratio", "0"));
        world.produced(keyed(TIME, "dead=1"));
        world.produced(keyed(TIME, "dead"));
        fillSegments(4);
        decide();
        compact();
        assertTrue(records().contains("1:dead=null"));
        world.advance(Duration.ofSeconds(2));
        fillSegments(4);
        decide();
        compact();
        assertTrue(records().contains("1:dead=null"), "the other replica may not have it");
        world.group().matched(PartitionWorld.OTHER, log().bounds().lastIndex());
        fillSegments(4);
        decide();
        compact();
        assertFalse(records().contains("1:dead=null"));
        assertFalse(records().contains("0:dead=1"));
    }

    @Test
    void compressedBatchesAreCompacted() {
        world.produced(compressed(keyed(TIME, "k0=a", "k1=a", "kept=a"), Compression.GZIP));
        fillSegments(9);
        decide();
        compact();
        assertEquals("2:kept=a", records().getFirst());
    }

    @Test
    void itGoesOnAfterARestart() {
        fillSegments(9);
        decide();
        world.restart();
        compact();
        List<String> left = records();
        assertEquals("4:k0=4", left.getFirst());
        long compacted = log().compactedIndex();
        world.restart();
        assertEquals(compacted, log().compactedIndex());
        assertEquals(left, records());
        assertEquals(0, world.partition().compactionBacklog(), "it need not be done again");
    }

    @Test
    void aRoundThatIsStoppedLosesNothing() {
        fillSegments(9);
        decide();
        Await.until("a snapshot allows it", () -> world.partition().compactionBacklog() > 0);
        List<String> before = records();
        assertFalse(world.partition().compact(MEMORY, () -> true));
        assertEquals(before, records());
        assertEquals(0, log().compactedIndex());
        compact();
        assertEquals("4:k0=4", records().getFirst());
    }

    @Test
    void withoutSpaceBesideTheReserveItWaitsAndGoesOnWhenThereIsSome() {
        fillSegments(9);
        decide();
        Await.until("a snapshot allows it", () -> world.partition().compactionBacklog() > 0);
        List<String> before = records();
        world.room.leave(700_000);
        try (Logged logged = Logged.of(Compaction.class)) {
            assertFalse(world.partition().compact(MEMORY, () -> false));
            assertFalse(world.partition().compact(MEMORY, () -> false));
            assertEquals(1, logged.count("waits for space"), "it says so once");
            assertEquals(before, records());
            assertEquals(0, log().compactedIndex());
            world.room.leave(Long.MAX_VALUE);
            compact();
            assertEquals(1, logged.count("goes on"));
        }
        assertEquals("4:k0=4", records().getFirst());
    }

    @Test
    void itEndsWhenTheDiskGetsFullMeanwhile() {
        fillSegments(9);
        decide();
        Await.until("a snapshot allows it", () -> world.partition().compactionBacklog() > 0);
        assertFalse(world.partition().compact(MEMORY, () -> {
            world.room.fill();
            return false;
        }));
        assertEquals(0, log().compactedIndex());
        world.room.empty();
        compact();
        assertEquals("4:k0=4", records().getFirst());
    }

    @Test
    void damageStopsTheReplicaSoThatItIsRepaired() throws IOException {
        fillSegments(9);
        decide();
        Await.until("a snapshot allows it", () -> world.partition().compactionBacklog() > 0);
        try (Stream<Path> files = Files.walk(folder)) {
            Path segment = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(new byte[] {'y'}), 1000);
            }
        }
        assertFalse(world.partition().compact(MEMORY, () -> false));
        assertInstanceOf(
                CorruptLogException.class, world.partition().replica().fault().orElseThrow());
        assertEquals(0, world.partition().compactionBacklog());
    }

    @Test
    void aRepeatedBatchIsKnownAfterItsRecordsAreGoneAndTheBrokerWasStarted() {
        world.produced(keyedBy(7, 0, TIME, "k0=a"));
        world.produced(keyedBy(7, 1, TIME, "k0=b", "k1=b"));
        fillSegments(9);
        decide();
        compact();
        world.restart();
        assertEquals(1, world.produced(keyedBy(7, 1, TIME, "k0=b", "k1=b")));
        assertEquals(12, world.produced(keyedBy(7, 3, TIME, "k0=c")));
    }

    @Test
    void recordsNeedKeys() {
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(plain("a")));
        assertEquals(ErrorCode.INVALID_RECORD, world.refusal(compressed(plain("a"), Compression.GZIP)));
        RequestException refused = assertThrows(RequestException.class, () -> world.send(plain("a")));
        assertTrue(String.valueOf(refused.getMessage()).contains("cannot accept message without key"));
        configure(Map.of("cleanup.policy", "delete"));
        assertEquals(0, world.produced(plain("a")));
    }

    @Test
    void timesAreFoundAmongWhatIsLeft() {
        world.produced(keyed(TIME + 5000, "k0=a"));
        world.produced(keyedBy(7, 0, TIME + 6000, "k1=a"));
        fillSegments(9);
        decide();
        compact();
        PartitionReader reader = world.partition().reader();
        assertEquals(6, reader.offset(new ListOffsets.Query.AtTime(TIME)).offset());
        assertEquals(11, reader.offset(new ListOffsets.Query.AtTime(TIME + 1)).offset(), "none is so late");
        ListOffsets.Result highest = reader.offset(new ListOffsets.Query.MaxTimestamp());
        assertEquals(TIME, highest.timestamp(), "the producer's empty batch is later");
        assertEquals(6, highest.offset());
        assertEquals(0, reader.offset(new ListOffsets.Query.Earliest()).offset());
        assertEquals(11, reader.offset(new ListOffsets.Query.Latest()).offset());
    }

    @Test
    void recordsAreDeletedUpToTheMiddleOfWhatIsLeftEmpty() {
        configure(Map.of("cleanup.policy", "compact,delete", "retention.ms", "-1"));
        fillSegments(9);
        decide();
        compact();
        Await.result(world.partition().deleteRecords(2, PartitionWorld.LONG));
        assertEquals(2, world.partition().reader().logStartOffset());
        assertEquals("4:k0=4", records().getFirst());
        assertEquals(
                4, Batches.in(world.partition().reader().read(2, 1)).getFirst().nextOffset());
        Await.result(world.partition().deleteRecords(5, PartitionWorld.LONG));
        Await.until("the log begins later", () -> log().bounds().startOffset() == 5);
        world.restart();
        assertEquals("5:k1=5", records().getFirst());
    }
}

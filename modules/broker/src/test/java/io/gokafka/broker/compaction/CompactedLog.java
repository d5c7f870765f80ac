package io.gokafka.broker.compaction;

import io.gokafka.api.LogId;
import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.fake.TestBatches;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;

/** A log that a test compacts, and what is in it then. */
record CompactedLog(PartitionLog log) {
    static final long MUCH = 1 << 20;

    static CompactedLog open(Storage storage, long segmentBytes) {
        return new CompactedLog(storage.open(new LogId("log"), new LogConfig(segmentBytes, Duration.ofDays(10000)))
                .log());
    }

    /** Appends batches, whose terms are set, and then one that is in a segment of its own. */
    void fill(List<RecordBatch> batches) {
        batches.forEach(this::append);
        RecordBatch last = TestBatches.keyed(TestBatches.TIME, "last=" + "x".repeat(5000));
        last.assign(0, batches.getLast().leaderEpoch());
        append(last);
        log.sync();
    }

    private void append(RecordBatch batch) {
        ByteBuffer copy =
                ByteBuffer.allocate(batch.sizeInBytes()).put(batch.buffer()).flip();
        log.append(log.bounds().lastIndex() + 1, List.of(copy));
    }

    /** Compacts all that a mark says, in as many rounds as it takes. */
    int compact(CompactionMark mark, long keyBytes, long segmentBytes) {
        int rounds = 1;
        while (round(mark, keyBytes, segmentBytes, () -> false)) {
            rounds++;
        }
        return rounds;
    }

    boolean round(CompactionMark mark, long keyBytes, long segmentBytes, BooleanSupplier stopped) {
        return cleaner(keyBytes, segmentBytes, bytes -> true, stopped).round(mark, lastBelow(mark));
    }

    LogCleaner cleaner(long keyBytes, long segmentBytes, LongPredicate disk, BooleanSupplier stopped) {
        return new LogCleaner(log, new LogCleaner.Limits(keyBytes, segmentBytes, disk), stopped);
    }

    /** The last entry that a mark covers. */
    long lastBelow(CompactionMark mark) {
        return log.entryAtOffset(mark.upTo()).map(EntryPosition::index).orElseThrow() - 1;
    }

    /** Offsets at which marks may be. */
    List<Long> boundaries() {
        return log.segments().stream().map(LogSegment::baseOffset).distinct().toList();
    }

    /** All entries, with their bytes; those of which nothing is left are one, wherever segments end. */
    List<String> content() {
        List<String> content = new ArrayList<>();
        long index = 1;
        long holeFrom = 0;
        long holeTerm = 0;
        long last = log.bounds().lastIndex();
        while (index <= last) {
            EntryRun run = EntryRun.read(log, index, last, 1 << 20);
            for (RecordBatch batch : run.batches()) {
                batch.verify();
                boolean goesOn = batch.isHole() && holeFrom > 0 && holeTerm == batch.leaderEpoch();
                if (holeFrom > 0 && !goesOn) {
                    content.add("hole " + holeFrom + " to " + index);
                }
                holeFrom = batch.isHole() ? (goesOn ? holeFrom : index) : 0;
                holeTerm = batch.leaderEpoch();
                if (!batch.isHole()) {
                    content.add(index + " " + batch + " crc " + batch.crc());
                }
                index += batch.entries();
            }
        }
        return content;
    }

    /** The records that are left, as {@code offset:key=value}. */
    List<String> records() {
        List<String> records = new ArrayList<>();
        EntryRun.read(log, 1, log.bounds().lastIndex(), Integer.MAX_VALUE)
                .batches()
                .forEach(batch -> {
                    if (batch.takesOffsets()) {
                        batch.records().forEach(r -> records.add(r.offset() + ":" + r.keyText() + "=" + r.valueText()));
                    }
                });
        return records;
    }
}

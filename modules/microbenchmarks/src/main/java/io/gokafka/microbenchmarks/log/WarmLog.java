package io.gokafka.microbenchmarks.log;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Stored;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A log of many segments that is in memory, each batch a second later than the one before. For one thread. */
final class WarmLog implements AutoCloseable {
    private static final int MAX_TIMESTAMP = 35;
    private static final int BATCHES_AT_ONCE = 64;

    private final Stored stored;
    private final SplittableRandom random = new SplittableRandom(1);
    private final int recordsPerBatch;
    private final long entries;

    private WarmLog(Stored stored, int recordsPerBatch, long entries) {
        this.stored = stored;
        this.recordsPerBatch = recordsPerBatch;
        this.entries = entries;
    }

    /** Fills one. */
    static WarmLog of(String storage, int batchBytes, int segments) {
        RecordBatch batch = ClientBatches.plain(batchBytes);
        int perSegment = Math.max(1, (1 << 20) / batch.sizeInBytes());
        Stored stored = Stored.inMemory(storage, perSegment * batch.sizeInBytes());
        long entries = (long) segments * perSegment;
        List<ByteBuffer> next = new ArrayList<>();
        for (long i = 1; i <= entries; i++) {
            next.add(at(batch, ClientBatches.TIME + 1000 * i));
            if (next.size() == BATCHES_AT_ONCE || i == entries) {
                stored.log().append(i - next.size() + 1, next);
                next.clear();
            }
        }
        stored.log().sync();
        return new WarmLog(stored, batch.recordCount(), entries);
    }

    /** The checksum does not fit any more: nothing here reads that far. */
    private static ByteBuffer at(RecordBatch batch, long timestamp) {
        ByteBuffer copy =
                ByteBuffer.allocate(batch.sizeInBytes()).put(batch.buffer()).flip();
        copy.putLong(MAX_TIMESTAMP, timestamp);
        RecordBatch.at(copy).assign(0, 1);
        return copy;
    }

    PartitionLog log() {
        return stored.log();
    }

    /** An index of the log, any. */
    long anyIndex() {
        return 1 + random.nextLong(entries);
    }

    /** An offset of the log that is far enough from its end for a read of some entries. */
    long anyOffset(long entriesBehind) {
        return random.nextLong((entries - entriesBehind) * recordsPerBatch);
    }

    /** A time of the log, any. */
    long anyTime() {
        return ClientBatches.TIME + 1000 * anyIndex();
    }

    /** An offset within the last few entries. */
    long recentOffset() {
        return (entries - 1 - random.nextInt(8)) * recordsPerBatch;
    }

    @Override
    public void close() {
        stored.close();
    }
}

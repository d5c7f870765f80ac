package io.gokafka.benchmarks.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Appends batches of one record that does not compress. For one thread. */
final class Writer {
    private final ByteBuffer batch;

    Writer(int batchBytes) {
        byte[] value = new byte[batchBytes];
        new Random(1).nextBytes(value);
        RecordBatch made = RecordBatchBuilder.single(1_700_000_000_000L, null, value, List.of());
        made.assign(0, 1);
        batch = made.buffer();
    }

    /** Appends one; returns its size. */
    int append(PartitionLog log) {
        log.append(log.bounds().lastIndex() + 1, List.of(batch.duplicate()));
        return batch.remaining();
    }

    int batchSize() {
        return batch.remaining();
    }
}

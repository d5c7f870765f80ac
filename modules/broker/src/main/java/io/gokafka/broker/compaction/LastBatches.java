package io.gokafka.broker.compaction;

import io.gokafka.api.record.RecordBatch;
import java.util.LinkedHashMap;

/**
 * The last batch of each idempotent producer that is not forgotten: what tells later which of its batches are repeated. Of more
 * producers than a partition remembers, those that have been silent longest are left out.
 *
 * <p>Threading: for one thread.
 */
final class LastBatches {
    private final long since;
    private final int maxProducers;
    private final LinkedHashMap<Long, Long> offsets = new LinkedHashMap<>();

    /**
     * Empty.
     *
     * @param since milliseconds since 1970: batches whose first record is older do not count
     * @param maxProducers how many producers there may be
     */
    LastBatches(long since, int maxProducers) {
        this.since = since;
        this.maxProducers = maxProducers;
    }

    /** Notes a batch; in the order of their offsets. */
    void note(RecordBatch batch) {
        if (batch.producerId() == RecordBatch.NO_PRODUCER_ID || batch.isControl()) {
            return;
        }
        offsets.remove(batch.producerId());
        if (time(batch) >= since) {
            offsets.put(batch.producerId(), batch.baseOffset());
            if (offsets.size() > maxProducers) {
                offsets.pollFirstEntry();
            }
        }
    }

    /** One that compaction does not change: without its newest records, a batch has another highest timestamp. */
    private static long time(RecordBatch batch) {
        return batch.isLogAppendTime() ? batch.maxTimestamp() : batch.baseTimestamp();
    }

    /** Whether a batch is one of them. */
    boolean has(RecordBatch batch) {
        Long last = offsets.get(batch.producerId());
        return last != null && last == batch.baseOffset();
    }
}

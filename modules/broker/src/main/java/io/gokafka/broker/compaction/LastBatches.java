package io.gokafka.broker.compaction;

import io.gokafka.api.record.RecordBatch;
import java.util.LinkedHashMap;

/**
 * The last batch of each idempotent producer: what tells later which of its batches are repeated. Of more producers than a partition
 * remembers, those that have been silent longest are left out.
 *
 * <p>Threading: for one thread.
 */
final class LastBatches {
    private final long fromOffset;
    private final int maxProducers;
    private final LinkedHashMap<Long, Long> offsets = new LinkedHashMap<>();

    /**
     * Empty.
     *
     * @param fromOffset batches below do not count. It is an offset and no time, so that of a producer's batches the last is the last
     *     that goes
     * @param maxProducers how many producers there may be
     */
    LastBatches(long fromOffset, int maxProducers) {
        this.fromOffset = fromOffset;
        this.maxProducers = maxProducers;
    }

    /** Notes a batch; in the order of their offsets. */
    void note(RecordBatch batch) {
        if (batch.producerId() == RecordBatch.NO_PRODUCER_ID || batch.isControl() || batch.baseOffset() < fromOffset) {
            return;
        }
        offsets.remove(batch.producerId());
        offsets.put(batch.producerId(), batch.baseOffset());
        if (offsets.size() > maxProducers) {
            offsets.pollFirstEntry();
        }
    }

    /** Whether a batch is one of them. */
    boolean has(RecordBatch batch) {
        Long last = offsets.get(batch.producerId());
        return last != null && last == batch.baseOffset();
    }
}

package io.gokafka.broker.partition;

import io.gokafka.api.record.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a log tells of one idempotent producer: its epoch and its last batches (KIP-98).
 *
 * @param epoch its epoch
 * @param lastTimestamp the highest timestamp of its last batch, milliseconds since 1970
 * @param lastSeen when a replica took note of that batch, milliseconds since 1970 by its own clock
 * @param recent its last batches, oldest first, 1 to {@link #KEPT}
 */
record ProducerEntry(short epoch, long lastTimestamp, long lastSeen, List<Appended> recent) {
    /** A producer has no more batches in flight than this, so a repeated one is always among them. */
    static final int KEPT = 5;

    ProducerEntry {
        recent = List.copyOf(recent);
    }

    /**
     * A batch in the log.
     *
     * @param firstSequence its first record's sequence number
     * @param lastSequence its last record's
     * @param baseOffset offset of its first record
     * @param nextOffset the offset after its last record
     */
    record Appended(int firstSequence, int lastSequence, long baseOffset, long nextOffset) {}

    /** The entry after a first batch. */
    static ProducerEntry first(RecordBatch batch, long now) {
        return new ProducerEntry(batch.producerEpoch(), batch.maxTimestamp(), now, List.of(appended(batch)));
    }

    /** The entry after one more batch. */
    ProducerEntry with(RecordBatch batch, long now) {
        if (batch.producerEpoch() != epoch) {
            return first(batch, now);
        }
        List<Appended> batches = new ArrayList<>(recent);
        if (batches.size() == KEPT) {
            batches.removeFirst();
        }
        batches.add(appended(batch));
        return new ProducerEntry(epoch, batch.maxTimestamp(), now, batches);
    }

    /** The last sequence number that was appended. */
    int lastSequence() {
        return recent.getLast().lastSequence();
    }

    /** The batch with just these sequence numbers, if it is among the recent ones. */
    Optional<Appended> find(int firstSequence, int lastSequence) {
        for (Appended batch : recent) {
            if (batch.firstSequence() == firstSequence && batch.lastSequence() == lastSequence) {
                return Optional.of(batch);
            }
        }
        return Optional.empty();
    }

    private static Appended appended(RecordBatch batch) {
        return new Appended(batch.baseSequence(), batch.lastSequence(), batch.baseOffset(), batch.nextOffset());
    }
}

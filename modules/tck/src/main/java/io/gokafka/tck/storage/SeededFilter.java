package io.gokafka.tck.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leaves some entries, a part of others, and nothing of the rest: a function of a number and of each entry's offset, so the same of
 * the same entries in whatever storage. Of the number 0 it leaves nothing.
 */
final class SeededFilter implements EntryFilter {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long number;
    private final List<Long> asked = new ArrayList<>();
    private boolean leftOut;

    SeededFilter(long number) {
        this.number = number;
    }

    @Override
    public Optional<RecordBatch> keep(RecordBatch batch) {
        asked.add(batch.baseOffset());
        // One of eight, scattered.
        long lot = number == 0 ? 0 : ((number + batch.baseOffset()) * GOLDEN) >>> 61;
        // There are runs in which all stays.
        if (lot >= 6 || (number & 7) == 7) {
            return Optional.of(batch);
        }
        leftOut = true;
        return lot < 5 ? Optional.empty() : Optional.of(RecordBatch.at(Batches.spanning(batch, "left")));
    }

    /** The base offsets of the entries that it was asked about. */
    List<Long> asked() {
        return asked;
    }

    /** Whether one was not left as it was. */
    boolean leftOut() {
        return leftOut;
    }
}

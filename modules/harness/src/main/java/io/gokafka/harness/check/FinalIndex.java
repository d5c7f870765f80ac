package io.gokafka.harness.check;

import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.Value;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A final log by offset: a look-up takes logarithmic time. Records that are out of order are found all the same. */
final class FinalIndex {
    private final FinalLog log;
    private final List<Entry> records;

    FinalIndex(FinalLog log) {
        this.log = log;
        this.records = log.records().stream()
                .sorted(Comparator.comparingLong(Entry::offset))
                .toList();
    }

    long startOffset() {
        return log.startOffset();
    }

    long endOffset() {
        return log.endOffset();
    }

    /** All records in the order of offset. */
    List<Entry> records() {
        return records;
    }

    /** The value at an offset, or null when there is no record. */
    @Nullable Value at(long offset) {
        Entry entry = firstFrom(offset);
        return entry != null && entry.offset() == offset ? entry.value() : null;
    }

    /** The first record at the offset or after it, or null when none follows. */
    @Nullable Entry firstFrom(long offset) {
        int index = indexOf(offset);
        return index < records.size() ? records.get(index) : null;
    }

    /** Up to {@code reach} records before the offset, and as many from it on. */
    List<Entry> around(long offset, int reach) {
        int index = indexOf(offset);
        return records.subList(Math.max(0, index - reach), Math.min(records.size(), index + reach + 1));
    }

    private int indexOf(long offset) {
        int low = 0;
        int high = records.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (records.get(middle).offset() < offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

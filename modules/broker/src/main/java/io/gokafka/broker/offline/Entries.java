package io.gokafka.broker.offline;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** The entries of a log from an index to its end, read in pieces of bounded size. For one thread. */
final class Entries implements Iterator<RecordBatch> {
    private static final int MAX_BYTES = 1 << 20;

    private final PartitionLog log;
    private final long last;
    private long nextIndex;
    private Iterator<RecordBatch> read = List.<RecordBatch>of().iterator();

    Entries(PartitionLog log, long fromIndex) {
        this.log = log;
        this.last = log.bounds().lastIndex();
        this.nextIndex = fromIndex;
    }

    /** Index of the entry that {@link #next} returns. */
    long nextIndex() {
        return nextIndex;
    }

    @Override
    public boolean hasNext() {
        return nextIndex <= last;
    }

    /** An entry, whose bytes are the caller's. */
    @Override
    public RecordBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (!read.hasNext()) {
            read = readMore().iterator();
        }
        RecordBatch batch = read.next();
        nextIndex += batch.entries();
        return batch;
    }

    private List<RecordBatch> readMore() {
        try (LogSlice slice = log.readEntries(nextIndex, last, MAX_BYTES)) {
            ByteBuffer bytes =
                    ByteBuffer.allocate(slice.size()).put(slice.toBuffer()).flip();
            List<RecordBatch> batches = new ArrayList<>();
            RecordBatches.in(bytes).forEach(batches::add);
            return batches;
        }
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.support.LogChecks;
import io.gokafka.api.storage.support.RollRule;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends to a log. For the one thread that changes it. */
final class LogAppender {
    /** Copies of so many bytes are made at a time. */
    private static final int WRITE_BYTES = 1 << 20;

    private final LogState state;
    private final Journal journal;
    private final RollRule rule;

    LogAppender(LogState state, Journal journal, RollRule rule) {
        this.state = state;
        this.journal = journal;
        this.rule = rule;
    }

    LogBounds append(long firstIndex, List<ByteBuffer> buffers) {
        return state.change(() -> appendAll(firstIndex, buffers));
    }

    private LogBounds appendAll(long firstIndex, List<ByteBuffer> buffers) {
        journal.checkWorking();
        List<RecordBatch> batches = new LogChecks(state.id(), state.view().bounds()).batches(firstIndex, buffers);
        int from = 0;
        while (from < batches.size()) {
            int to = end(batches, from);
            appendTogether(batches.subList(from, to));
            from = to;
        }
        return state.view().bounds();
    }

    /** Where the batches that are written together with one end. */
    private static int end(List<RecordBatch> batches, int from) {
        int to = from + 1;
        long size = batches.get(from).sizeInBytes();
        while (to < batches.size() && size + batches.get(to).sizeInBytes() <= WRITE_BYTES) {
            size += batches.get(to).sizeInBytes();
            to++;
        }
        return to;
    }

    private void appendTogether(List<RecordBatch> batches) {
        LogView[] longer = new LogView[1];
        journal.write(changes -> {
            Growth growth = new Growth(state, rule, changes);
            for (RecordBatch batch : batches) {
                growth.add(batch);
            }
            longer[0] = growth.view();
        });
        state.publishLonger(longer[0]);
    }
}

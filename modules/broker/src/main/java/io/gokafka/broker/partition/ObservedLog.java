package io.gokafka.broker.partition;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A log that tells an observer what is appended and removed. So what is derived from the log (the producers' sequences) follows
 * it on every replica, without reading anything back.
 *
 * <p>Threading: as the log's; the observer is called by the thread that changes the log, after the change.
 */
final class ObservedLog implements PartitionLog {
    /** Is told of changes. */
    interface Observer {
        /** Entries were appended; the buffers are as on disk. */
        void onAppend(LogBounds after, List<ByteBuffer> batches);

        /** The log ends earlier, or begins anew: what was derived from the removed entries is void. */
        void onRewrite();
    }

    private final PartitionLog log;
    private final Observer observer;

    ObservedLog(PartitionLog log, Observer observer) {
        this.log = log;
        this.observer = observer;
    }

    @Override
    public LogBounds bounds() {
        return log.bounds();
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        LogBounds after = log.append(firstIndex, batches);
        observer.onAppend(after, batches);
        return after;
    }

    @Override
    public long sync() {
        return log.sync();
    }

    @Override
    public LogSlice read(long offset, long limitOffset, int maxBytes) {
        return log.read(offset, limitOffset, maxBytes);
    }

    @Override
    public LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return log.readEntries(fromIndex, toIndex, maxBytes);
    }

    @Override
    public Optional<EntryPosition> entryAtIndex(long index) {
        return log.entryAtIndex(index);
    }

    @Override
    public Optional<EntryPosition> entryAtOffset(long offset) {
        return log.entryAtOffset(offset);
    }

    @Override
    public Optional<EntryPosition> entryAtTime(long timestamp) {
        return log.entryAtTime(timestamp);
    }

    @Override
    public long termAt(long index) {
        return log.termAt(index);
    }

    @Override
    public List<TermStart> terms() {
        return log.terms();
    }

    @Override
    public long sizeInBytes() {
        return log.sizeInBytes();
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        boolean removes = fromIndex <= log.bounds().lastIndex();
        log.truncateSuffix(fromIndex);
        if (removes) {
            observer.onRewrite();
        }
    }

    @Override
    public void dropPrefix(long firstIndex) {
        log.dropPrefix(firstIndex);
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        log.reset(firstIndex, startOffset, previousTerm);
        observer.onRewrite();
    }
}

package io.gokafka.api.storage;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * A log that hands every call to another: for logs that do something more at some of the calls.
 *
 * <p><b>Lifecycle, durability, threading.</b> Those of the other log.
 */
public abstract class ForwardingPartitionLog implements PartitionLog {
    private final PartitionLog target;

    /** Forwards to a log. */
    protected ForwardingPartitionLog(PartitionLog target) {
        this.target = target;
    }

    @Override
    public LogBounds bounds() {
        return target.bounds();
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        return target.append(firstIndex, batches);
    }

    @Override
    public long sync() {
        return target.sync();
    }

    @Override
    public LogSlice read(long offset, long limitOffset, int maxBytes) {
        return target.read(offset, limitOffset, maxBytes);
    }

    @Override
    public LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return target.readEntries(fromIndex, toIndex, maxBytes);
    }

    @Override
    public Optional<EntryPosition> entryAtIndex(long index) {
        return target.entryAtIndex(index);
    }

    @Override
    public Optional<EntryPosition> entryAtOffset(long offset) {
        return target.entryAtOffset(offset);
    }

    @Override
    public Optional<EntryPosition> entryAtTime(long timestamp) {
        return target.entryAtTime(timestamp);
    }

    @Override
    public long termAt(long index) {
        return target.termAt(index);
    }

    @Override
    public List<TermStart> terms() {
        return target.terms();
    }

    @Override
    public long sizeInBytes() {
        return target.sizeInBytes();
    }

    @Override
    public List<LogSegment> segments() {
        return target.segments();
    }

    @Override
    public void reconfigure(LogConfig config) {
        target.reconfigure(config);
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        target.truncateSuffix(fromIndex);
    }

    @Override
    public void dropPrefix(long firstIndex) {
        target.dropPrefix(firstIndex);
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        target.reset(firstIndex, startOffset, previousTerm);
    }

    @Override
    public boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        return target.rewrite(fromIndex, toIndex, filter);
    }

    @Override
    public long compactedIndex() {
        return target.compactedIndex();
    }

    @Override
    public void noteCompacted(long index) {
        target.noteCompacted(index);
    }
}

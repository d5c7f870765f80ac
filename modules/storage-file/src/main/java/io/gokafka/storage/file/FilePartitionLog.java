package io.gokafka.storage.file;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/** A log in segment files: hands each call to the part that does it. */
final class FilePartitionLog implements PartitionLog {
    private final LogState state;
    private final LogChanges changes;
    private final LogAppender appender;
    private final LogTrimmer trimmer;
    private final LogReader reader;

    private FilePartitionLog(LogContext context, LogState state, long activeSince) {
        this.state = state;
        this.changes = new LogChanges(context, state);
        this.reader = new LogReader(context, state);
        this.appender = new LogAppender(context, state, changes, activeSince);
        this.trimmer = new LogTrimmer(context, state, changes, reader);
    }

    static FilePartitionLog open(LogContext context) throws IOException {
        LogState state = LogRecovery.open(context);
        Path active = state.view().active().path();
        long since = Files.readAttributes(active, BasicFileAttributes.class)
                .creationTime()
                .toMillis();
        return new FilePartitionLog(context, state, since);
    }

    @Override
    public LogBounds bounds() {
        return state.view().bounds();
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        return appender.append(firstIndex, batches);
    }

    @Override
    public long sync() {
        return changes.sync();
    }

    @Override
    public LogSlice read(long offset, long limitOffset, int maxBytes) {
        return reader.read(offset, limitOffset, maxBytes);
    }

    @Override
    public LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return reader.readEntries(fromIndex, toIndex, maxBytes);
    }

    @Override
    public Optional<EntryPosition> entryAtIndex(long index) {
        return reader.entryAtIndex(index);
    }

    @Override
    public Optional<EntryPosition> entryAtOffset(long offset) {
        return reader.entryAtOffset(offset);
    }

    @Override
    public Optional<EntryPosition> entryAtTime(long timestamp) {
        return reader.entryAtTime(timestamp);
    }

    @Override
    public long termAt(long index) {
        LogView view = state.view();
        LogBounds bounds = view.bounds();
        return index < bounds.firstIndex() - 1 || index > bounds.lastIndex()
                ? -1
                : view.terms().termAt(index);
    }

    @Override
    public List<TermStart> terms() {
        return state.view().terms().starts();
    }

    @Override
    public long sizeInBytes() {
        return state.view().sizeInBytes();
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        trimmer.truncateSuffix(fromIndex);
    }

    @Override
    public void dropPrefix(long firstIndex) {
        trimmer.dropPrefix(firstIndex);
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        trimmer.reset(firstIndex, startOffset, previousTerm);
    }

    void close() {
        if (state.close()) {
            changes.close();
        }
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.RollRule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** A log in the database: hands each call to the part that does it. */
final class RocksPartitionLog implements PartitionLog {
    private final LogState state;
    private final Journal journal;
    private final RollRule rule;
    private final LogAppender appender;
    private final LogTrimmer trimmer;
    private final LogReader reader;
    private final LogRewriter rewriter;

    RocksPartitionLog(LogState state, Database database, Journal journal, RollRule rule) {
        this.state = state;
        this.journal = journal;
        this.rule = rule;
        this.appender = new LogAppender(state, journal, rule);
        this.trimmer = new LogTrimmer(state, database, journal, rule);
        this.reader = new LogReader(state, database);
        this.rewriter = new LogRewriter(state, database, journal, database::freeBytes);
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
        while (true) {
            state.checkOpen();
            journal.checkWorking();
            LogView view = state.view();
            long last = view.bounds().lastIndex();
            if (view.bounds().durableIndex() >= last) {
                return last;
            }
            journal.sync();
            if (state.raiseDurable(view.epoch(), last)) {
                return state.view().bounds().durableIndex();
            }
        }
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
    public List<LogSegment> segments() {
        return state.view().segments();
    }

    @Override
    public void reconfigure(LogConfig config) {
        rule.reconfigure(config);
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

    @Override
    public boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        return rewriter.rewrite(fromIndex, toIndex, filter);
    }

    @Override
    public long compactedIndex() {
        return state.view().compactedIndex();
    }

    @Override
    public void noteCompacted(long index) {
        rewriter.noteCompacted(index);
    }

    /** Syncs what it has and takes no more calls; further calls do nothing. */
    void close() {
        if (state.close()) {
            journal.checkWorking();
            LogBounds bounds = bounds();
            if (bounds.durableIndex() < bounds.lastIndex()) {
                journal.sync();
            }
        }
    }
}

package io.gokafka.tck.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.TermStart;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** A log in memory. One lock guards all of it. */
final class InMemoryPartitionLog implements PartitionLog {
    private final InMemoryEntries entries;
    private LogConfig config;
    private boolean closed;

    InMemoryPartitionLog(InMemoryEntries entries, LogConfig config) {
        this.entries = entries;
        this.config = config;
    }

    @Override
    public synchronized LogBounds bounds() {
        return entries.bounds();
    }

    @Override
    public synchronized LogBounds append(long firstIndex, List<ByteBuffer> batches) {
        checkOpen();
        if (firstIndex != bounds().lastIndex() + 1) {
            throw new IllegalArgumentException("index " + firstIndex + " is not the next one");
        }
        long term = bounds().lastTerm();
        for (ByteBuffer batch : batches) {
            if (RecordBatch.at(batch).leaderEpoch() < term) {
                throw new IllegalArgumentException("a term below " + term);
            }
            term = RecordBatch.at(batch).leaderEpoch();
        }
        batches.forEach(this::append);
        return bounds();
    }

    private void append(ByteBuffer buffer) {
        RecordBatch batch = RecordBatch.at(buffer);
        batch.assign(bounds().endOffset(), batch.leaderEpoch());
        entries.add(batch, config.segmentBytes());
    }

    @Override
    public synchronized long sync() {
        checkOpen();
        entries.sync();
        return bounds().durableIndex();
    }

    @Override
    public synchronized LogSlice read(long offset, long limitOffset, int maxBytes) {
        checkOpen();
        if (offset < bounds().startOffset() || offset > bounds().endOffset()) {
            throw new OffsetOutOfRangeException("offset " + offset + " is not in " + bounds());
        }
        return offset >= limitOffset
                ? LogSlice.EMPTY
                : slice(
                        entries.placeOfOffset(offset),
                        at -> at.takesOffsets() && at.nextOffset() <= limitOffset,
                        maxBytes);
    }

    @Override
    public synchronized LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        checkOpen();
        if (fromIndex < bounds().firstIndex() || fromIndex > bounds().lastIndex() + 1) {
            throw new OffsetOutOfRangeException("index " + fromIndex + " is not in " + bounds());
        }
        int from = entries.placeOf(fromIndex).orElse(entries.all().size());
        return slice(from, at -> fromIndex <= toIndex && at.index() <= toIndex, maxBytes);
    }

    private LogSlice slice(int from, Predicate<EntryPosition> upTo, int maxBytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        for (InMemoryEntries.Entry entry :
                entries.all().subList(from, entries.all().size())) {
            EntryPosition at = entry.position();
            boolean full = bytes.size() > 0 && bytes.size() + at.sizeInBytes() > maxBytes;
            if (full || !upTo.test(at)) {
                break;
            }
            bytes.writeBytes(entry.bytes());
        }
        return LogSlice.of(ByteBuffer.wrap(bytes.toByteArray()));
    }

    @Override
    public synchronized Optional<EntryPosition> entryAtIndex(long index) {
        checkOpen();
        OptionalInt place = entries.placeOf(index);
        return place.isEmpty()
                ? Optional.empty()
                : Optional.of(entries.all().get(place.getAsInt()).position());
    }

    @Override
    public synchronized Optional<EntryPosition> entryAtOffset(long offset) {
        checkOpen();
        int place = entries.placeOfOffset(offset);
        return place == entries.all().size() || offset < entries.bounds().startOffset()
                ? Optional.empty()
                : Optional.of(entries.all().get(place).position());
    }

    @Override
    public Optional<EntryPosition> entryAtTime(long timestamp) {
        return first(at -> at.takesOffsets() && at.maxTimestamp() >= timestamp);
    }

    private synchronized Optional<EntryPosition> first(Predicate<EntryPosition> wanted) {
        checkOpen();
        return entries.all().stream()
                .map(InMemoryEntries.Entry::position)
                .filter(wanted)
                .findFirst();
    }

    @Override
    public synchronized long termAt(long index) {
        return entries.termAt(index);
    }

    @Override
    public synchronized List<TermStart> terms() {
        return entries.terms();
    }

    @Override
    public synchronized long sizeInBytes() {
        return entries.all().stream()
                .mapToLong(entry -> entry.position().sizeInBytes())
                .sum();
    }

    @Override
    public synchronized List<LogSegment> segments() {
        return entries.segments();
    }

    @Override
    public synchronized void reconfigure(LogConfig to) {
        config = to;
    }

    @Override
    public synchronized void truncateSuffix(long fromIndex) {
        checkOpen();
        if (fromIndex <= bounds().lastIndex()) {
            entries.truncate(fromIndex);
        }
    }

    @Override
    public synchronized void dropPrefix(long firstIndex) {
        checkOpen();
        entries.drop(firstIndex);
    }

    @Override
    public synchronized void reset(long firstIndex, long startOffset, long previousTerm) {
        checkOpen();
        entries.reset(firstIndex, startOffset, previousTerm);
    }

    @Override
    public boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        synchronized (this) {
            checkOpen();
            List<LogSegment> pieces = entries.segments();
            boolean begins = pieces.stream().anyMatch(p -> !p.active() && p.firstIndex() == fromIndex);
            boolean ends = toIndex >= fromIndex && pieces.stream().anyMatch(p -> p.firstIndex() == toIndex + 1);
            if (!begins || !ends) {
                throw new IllegalArgumentException("there are no whole pieces from " + fromIndex + " to " + toIndex);
            }
        }
        List<InMemoryEntries.Entry> old = part(fromIndex, toIndex);
        InMemoryRewrite rewrite = new InMemoryRewrite(old, filter); // without the lock: others go on meanwhile
        return rewrite.changed() && replace(old, rewrite.left());
    }

    /** Of any entries, whatever the pieces, and though nothing is left out: what other storages do is compared with this. */
    void rewriteAny(long fromIndex, long toIndex, EntryFilter filter) {
        List<InMemoryEntries.Entry> old = part(fromIndex, toIndex);
        replace(old, new InMemoryRewrite(old, filter).left());
    }

    private synchronized List<InMemoryEntries.Entry> part(long fromIndex, long toIndex) {
        int from = entries.placeOf(fromIndex).orElseThrow();
        int to = entries.placeOf(toIndex).orElseThrow() + 1;
        return List.copyOf(entries.all().subList(from, to));
    }

    /** Returns whether they were still there. */
    private synchronized boolean replace(List<InMemoryEntries.Entry> old, List<InMemoryEntries.Entry> by) {
        checkOpen();
        int from = Collections.indexOfSubList(entries.all(), old);
        if (from >= 0) {
            entries.replace(from, from + old.size(), by);
        }
        return from >= 0;
    }

    @Override
    public synchronized long compactedIndex() {
        return entries.compactedIndex();
    }

    @Override
    public synchronized void noteCompacted(long index) {
        checkOpen();
        if (index < 0 || index > bounds().lastIndex()) {
            throw new IllegalArgumentException("index " + index + " is not in " + bounds());
        }
        entries.noteCompacted(index);
    }

    private void checkOpen() {
        if (closed) {
            throw new StorageException("the log is closed");
        }
    }

    synchronized void close() {
        if (!closed) {
            entries.sync();
            closed = true;
        }
    }
}

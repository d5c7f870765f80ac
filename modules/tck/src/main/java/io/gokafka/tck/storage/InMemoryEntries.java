package io.gokafka.tck.storage;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.TermStart;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The entries of a log, as plainly as can be: the model that other storages are compared with. Not thread-safe. */
final class InMemoryEntries {
    /**
     * An entry with its bytes.
     *
     * @param firstOfPiece whether a piece of the log begins with it
     */
    record Entry(EntryPosition position, byte[] bytes, boolean firstOfPiece) {
        static Entry of(long index, RecordBatch batch, boolean firstOfPiece) {
            byte[] bytes = new byte[batch.sizeInBytes()];
            batch.buffer().get(bytes);
            EntryPosition position = new EntryPosition(
                    index,
                    batch.leaderEpoch(),
                    batch.baseOffset(),
                    batch.nextOffset(),
                    batch.maxTimestamp(),
                    bytes.length,
                    batch.entries());
            return new Entry(position, bytes, firstOfPiece);
        }
    }

    private final List<Entry> entries;
    private long firstIndex;
    private long startOffset;
    private long previousTerm;
    private long durableIndex;
    /** Bytes of the last piece. */
    private long activeSize;

    private long compactedIndex;

    InMemoryEntries() {
        this.entries = new ArrayList<>();
        this.firstIndex = 1;
    }

    private InMemoryEntries(InMemoryEntries other) {
        this.entries = new ArrayList<>(other.entries);
        this.firstIndex = other.firstIndex;
        this.startOffset = other.startOffset;
        this.previousTerm = other.previousTerm;
        this.durableIndex = other.durableIndex;
        this.activeSize = other.activeSize;
        this.compactedIndex = other.compactedIndex;
    }

    /** What a crash leaves: all up to an index. */
    InMemoryEntries copyUpTo(long index) {
        InMemoryEntries copy = new InMemoryEntries(this);
        copy.truncate(index + 1);
        return copy;
    }

    /** Place of the entry in {@link #all} that has an index; empty when that is not there. */
    OptionalInt placeOf(long index) {
        return index < firstIndex || index > lastIndex()
                ? OptionalInt.empty()
                : OptionalInt.of(firstPlace(at -> at.lastIndex() >= index));
    }

    /** Place of the first entry that ends after an offset; the number of entries when there is none. */
    int placeOfOffset(long offset) {
        return firstPlace(at -> at.nextOffset() > offset);
    }

    /** Of what holds for one entry and all that follow. */
    private int firstPlace(Predicate<EntryPosition> holds) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (holds.test(entries.get(middle).position())) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    List<Entry> all() {
        return entries;
    }

    LogBounds bounds() {
        long lastTerm =
                entries.isEmpty() ? previousTerm : entries.getLast().position().term();
        return new LogBounds(firstIndex, lastIndex(), startOffset, endOffset(), lastTerm, durableIndex);
    }

    private long lastIndex() {
        return entries.isEmpty() ? firstIndex - 1 : entries.getLast().position().lastIndex();
    }

    private long endOffset() {
        return entries.isEmpty() ? startOffset : entries.getLast().position().nextOffset();
    }

    /** @param pieceBytes how large a piece of the log may be */
    void add(RecordBatch batch, long pieceBytes) {
        int size = batch.sizeInBytes();
        boolean first = activeSize == 0 || activeSize + size > pieceBytes;
        activeSize = first ? size : activeSize + size;
        entries.add(Entry.of(lastIndex() + 1, batch, first));
    }

    List<LogSegment> segments() {
        List<LogSegment> pieces = new ArrayList<>();
        int from = 0;
        for (int to = 1; to < entries.size(); to++) {
            if (entries.get(to).firstOfPiece()) {
                pieces.add(piece(from, to, false));
                from = to;
            }
        }
        pieces.add(piece(from, entries.size(), true));
        return pieces;
    }

    private LogSegment piece(int from, int to, boolean active) {
        long size = 0;
        long maxTimestamp = -1;
        for (Entry entry : entries.subList(from, to)) {
            size += entry.bytes().length;
            EntryPosition at = entry.position();
            maxTimestamp = at.takesOffsets() ? Math.max(maxTimestamp, at.maxTimestamp()) : maxTimestamp;
        }
        long baseOffset = from == 0 ? startOffset : entries.get(from).position().baseOffset();
        long nextOffset =
                to == from ? startOffset : entries.get(to - 1).position().nextOffset();
        long index = from == 0 ? firstIndex : entries.get(from).position().index();
        return new LogSegment(index, baseOffset, nextOffset, size, maxTimestamp, active);
    }

    void sync() {
        durableIndex = lastIndex();
    }

    long termAt(long index) {
        if (index < firstIndex - 1 || index > lastIndex()) {
            return -1;
        }
        return index < firstIndex
                ? previousTerm
                : entries.get(placeOf(index).orElseThrow()).position().term();
    }

    List<TermStart> terms() {
        List<TermStart> terms = new ArrayList<>();
        for (Entry entry : entries) {
            EntryPosition at = entry.position();
            if (terms.isEmpty() || terms.getLast().term() != at.term()) {
                terms.add(new TermStart(at.term(), at.index(), at.baseOffset()));
            }
        }
        return terms;
    }

    void truncate(long fromIndex) {
        while (lastIndex() >= Math.max(fromIndex, firstIndex)) {
            entries.removeLast();
        }
        compactedIndex = Math.min(compactedIndex, lastIndex());
        durableIndex = lastIndex();
        activeSize = segments().getLast().sizeInBytes();
    }

    void drop(long newFirstIndex) {
        while (firstIndex < newFirstIndex && !isWithinFirst(newFirstIndex)) {
            EntryPosition dropped = entries.removeFirst().position();
            firstIndex = dropped.nextIndex();
            startOffset = dropped.nextOffset();
            previousTerm = dropped.term();
        }
        durableIndex = Math.max(durableIndex, firstIndex - 1);
        activeSize = segments().getLast().sizeInBytes();
    }

    /** A hole cannot be dropped in part. */
    private boolean isWithinFirst(long index) {
        return entries.getFirst().position().lastIndex() >= index;
    }

    void reset(long newFirstIndex, long newStartOffset, long newPreviousTerm) {
        entries.clear();
        firstIndex = newFirstIndex;
        startOffset = newStartOffset;
        previousTerm = newPreviousTerm;
        durableIndex = newFirstIndex - 1;
        activeSize = 0;
        compactedIndex = 0;
    }

    /** Has other entries from one place to another. Those that begin a piece still do; one piece can become less, not more. */
    void replace(int from, int to, List<Entry> by) {
        List<Entry> part = entries.subList(from, to);
        part.clear();
        part.addAll(by);
        activeSize = segments().getLast().sizeInBytes();
    }

    long compactedIndex() {
        return compactedIndex;
    }

    void noteCompacted(long index) {
        compactedIndex = index;
    }
}

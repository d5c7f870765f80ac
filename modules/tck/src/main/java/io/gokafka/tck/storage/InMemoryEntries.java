package io.gokafka.tck.storage;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.TermStart;
import java.util.ArrayList;
import java.util.List;

/** The entries of a log, as plainly as can be: the model that other storages are compared with. Not thread-safe. */
final class InMemoryEntries {
    /** An entry with its bytes. */
    record Entry(EntryPosition position, byte[] bytes) {}

    private final List<Entry> entries;
    private long firstIndex;
    private long startOffset;
    private long previousTerm;
    private long durableIndex;

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
    }

    InMemoryEntries durableCopy() {
        InMemoryEntries copy = new InMemoryEntries(this);
        copy.truncate(durableIndex + 1);
        return copy;
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
        return firstIndex + entries.size() - 1;
    }

    private long endOffset() {
        return entries.isEmpty() ? startOffset : entries.getLast().position().nextOffset();
    }

    void add(Entry entry) {
        entries.add(entry);
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
                : entries.get((int) (index - firstIndex)).position().term();
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
        durableIndex = lastIndex();
    }

    void drop(long newFirstIndex) {
        while (firstIndex < newFirstIndex) {
            EntryPosition dropped = entries.removeFirst().position();
            firstIndex = dropped.index() + 1;
            startOffset = dropped.nextOffset();
            previousTerm = dropped.term();
        }
        durableIndex = Math.max(durableIndex, firstIndex - 1);
    }

    void reset(long newFirstIndex, long newStartOffset, long newPreviousTerm) {
        entries.clear();
        firstIndex = newFirstIndex;
        startOffset = newStartOffset;
        previousTerm = newPreviousTerm;
        durableIndex = newFirstIndex - 1;
    }
}

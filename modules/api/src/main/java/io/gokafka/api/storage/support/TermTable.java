package io.gokafka.api.storage.support;

import io.gokafka.api.storage.TermStart;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the terms of a log begin. Immutable.
 *
 * @param previousTerm term of the entry before the log's first
 * @param starts oldest first, terms and indexes both rising
 */
public record TermTable(long previousTerm, List<TermStart> starts) {
    public TermTable {
        starts = List.copyOf(starts);
    }

    /** Term of the last entry, or of the one before the first. */
    public long lastTerm() {
        return starts.isEmpty() ? previousTerm : starts.getLast().term();
    }

    /** The term of an entry that is there, or of the one before the first. */
    public long termAt(long index) {
        int after = startsBefore(index + 1);
        return after == 0 ? previousTerm : starts.get(after - 1).term();
    }

    /** With one more entry at the end. */
    public TermTable with(long term, long index, long offset) {
        return term == lastTerm() && !starts.isEmpty() ? this : plus(new TermStart(term, index, offset));
    }

    /** Followed by the terms of entries further on. */
    public TermTable with(List<TermStart> more) {
        TermTable table = this;
        for (TermStart start : more) {
            table = table.with(start.term(), start.index(), start.offset());
        }
        return table;
    }

    private TermTable plus(TermStart start) {
        List<TermStart> longer = new ArrayList<>(starts);
        longer.add(start);
        return new TermTable(previousTerm, longer);
    }

    /** Of the entries before an index. */
    public TermTable before(long index) {
        int kept = startsBefore(index);
        return kept == starts.size() ? this : new TermTable(previousTerm, starts.subList(0, kept));
    }

    /** Of a log that begins with an entry; {@code empty} when that entry is not there yet. */
    public TermTable from(long firstIndex, long startOffset, boolean empty) {
        if (empty) {
            return new TermTable(lastTerm(), List.of());
        }
        List<TermStart> kept = new ArrayList<>(starts.subList(startsBefore(firstIndex), starts.size()));
        if (kept.isEmpty() || kept.getFirst().index() > firstIndex) {
            kept.addFirst(new TermStart(termAt(firstIndex), firstIndex, startOffset));
        }
        return new TermTable(termAt(firstIndex - 1), kept);
    }

    /** How many terms begin before an index. */
    private int startsBefore(long index) {
        int low = 0;
        int high = starts.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (starts.get(middle).index() < index) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

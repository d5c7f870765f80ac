package io.gokafka.tck.storage;

import io.gokafka.api.record.Hole;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryPosition;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a filter leaves of entries, as plainly as can be. */
final class InMemoryRewrite {
    private final List<InMemoryEntries.Entry> left = new ArrayList<>();
    /** Those that were left out since the last one that was not. */
    private final List<EntryPosition> out = new ArrayList<>();

    private boolean firstOfPiece;
    private boolean changed;

    InMemoryRewrite(List<InMemoryEntries.Entry> entries, EntryFilter filter) {
        firstOfPiece = entries.getFirst().firstOfPiece();
        changed = entries.stream().skip(1).anyMatch(InMemoryEntries.Entry::firstOfPiece);
        for (InMemoryEntries.Entry entry : entries) {
            take(entry, filter);
        }
        closeHole();
    }

    /** What is left, all in one piece. */
    List<InMemoryEntries.Entry> left() {
        return left;
    }

    /** Whether something was left out, or pieces became one. */
    boolean changed() {
        return changed;
    }

    private void take(InMemoryEntries.Entry entry, EntryFilter filter) {
        RecordBatch batch = RecordBatch.at(ByteBuffer.wrap(entry.bytes()));
        Optional<RecordBatch> kept = Optional.of(batch);
        if (batch.isHole()) {
            kept = Optional.empty();
        } else if (batch.takesOffsets()) {
            kept = filter.keep(batch);
            changed |= kept.isEmpty() || kept.get() != batch;
            kept.ifPresent(smaller -> check(batch, smaller));
        }
        if (kept.isPresent()) {
            closeHole();
            add(entry.position().index(), kept.get());
        } else {
            if (!out.isEmpty() && out.getLast().term() != entry.position().term()) {
                closeHole();
            }
            out.add(entry.position());
        }
    }

    private static void check(RecordBatch batch, RecordBatch left) {
        if (left.baseOffset() != batch.baseOffset()
                || left.lastOffset() != batch.lastOffset()
                || left.leaderEpoch() != batch.leaderEpoch()) {
            throw new IllegalArgumentException(left + " is not what is left of " + batch);
        }
    }

    private void closeHole() {
        if (!out.isEmpty()) {
            EntryPosition first = out.getFirst();
            EntryPosition last = out.getLast();
            out.clear();
            RecordBatch hole = Hole.of(
                    last.nextIndex() - first.index(),
                    first.baseOffset(),
                    last.nextOffset() - first.baseOffset(),
                    first.term());
            add(first.index(), hole);
        }
    }

    private void add(long index, RecordBatch batch) {
        left.add(InMemoryEntries.Entry.of(index, batch, firstOfPiece));
        firstOfPiece = false;
    }
}

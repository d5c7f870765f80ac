package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.EntrySieve;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Replaces pieces by one that has what a filter leaves of them. The new piece is written beside the old ones, in many writes; one
 * more, a small one, puts it in their place and deletes them. Until then nothing but a write that fails concerns the log.
 *
 * <p>For one thread, which need not be the one that changes the log.
 */
final class LogRewriter {
    private final LogState state;
    private final Database database;
    private final Journal journal;
    private final Positions positions;
    private final LongSupplier freeBytes;

    /** @param freeBytes how much may be written */
    LogRewriter(LogState state, Database database, Journal journal, LongSupplier freeBytes) {
        this.state = state;
        this.database = database;
        this.journal = journal;
        this.positions = new Positions(database, state.number());
        this.freeBytes = freeBytes;
    }

    boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
        state.checkOpen();
        journal.checkWorking();
        Part part = Part.of(state.view(), fromIndex, toIndex)
                .orElseThrow(() -> new IllegalArgumentException(
                        "log " + state.id() + " has no pieces, other than the active one, from index " + fromIndex
                                + " to index " + toIndex));
        checkSpace(part);
        Optional<StoredPosition> first = ifThere(part, () -> positions.at(part.view(), fromIndex));
        if (first.isEmpty()) {
            return false;
        }
        Draft draft = new Draft(state, journal, first.get().entry());
        try {
            return copy(part, filter, draft) && replace(part, draft.finish());
        } finally {
            draft.discard();
        }
    }

    /** A write that finds the disk full fails all logs: it is better not tried. What is written goes to the write-ahead log too. */
    private void checkSpace(Part part) {
        long needed = 2 * part.sizeInBytes();
        long free = freeBytes.getAsLong();
        if (free < needed) {
            throw new StorageException("log " + state.id() + " cannot be compacted: that may take " + needed
                    + " bytes, and the disk has " + free);
        }
    }

    /** Returns whether the draft is worth taking: the part is still there, and something was left out or pieces become one. */
    private boolean copy(Part part, EntryFilter filter, Draft draft) {
        EntrySieve<RuntimeException> sieve = new EntrySieve<>(filter, draft::put);
        boolean changed = part.count() > 1;
        long next = part.fromIndex();
        while (next <= part.toIndex()) {
            long from = next;
            Optional<ByteBuffer> bytes = ifThere(part, () -> read(part, from));
            if (bytes.isEmpty()) {
                return false;
            }
            for (RecordBatch batch : RecordBatches.in(bytes.get())) {
                if (!batch.crcMatches()) {
                    throw damaged("entry " + next + ": its checksum is wrong");
                }
                next += batch.entries();
                changed |= sieve.take(batch);
            }
        }
        sieve.finish();
        return changed;
    }

    private ByteBuffer read(Part part, long from) {
        ReadLimit limit = ReadLimit.ofEntries(Draft.WRITE_BYTES);
        BatchReader reader = new BatchReader(state.number(), part.view(), positions, limit);
        try (Cursor cursor = database.cursor(Family.ENTRIES)) {
            return reader.read(cursor, from, part.toIndex());
        }
    }

    /** What was read of a part; empty when it is not the log's any more. */
    private <T> Optional<T> ifThere(Part part, Supplier<T> read) {
        state.checkOpen();
        try {
            T result = read.get();
            return part.placeIn(state.view()) < 0 ? Optional.empty() : Optional.of(result);
        } catch (LostEntryException e) {
            state.checkOpen();
            if (part.placeIn(state.view()) < 0) {
                return Optional.empty();
            }
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /** Returns whether the part was still there to be replaced. */
    private boolean replace(Part part, Piece written) {
        List<KeyRange> gone = part.pieces().stream()
                .map(piece -> KeyRange.piece(state.number(), piece.serial()))
                .toList();
        boolean replaced = state.change(() -> replaceNow(part, written, gone));
        if (replaced) {
            journal.sync();
            KeyRange.reclaim(database, gone);
        }
        return replaced;
    }

    /** As with all that goes: readers are shown the new piece first. */
    private boolean replaceNow(Part part, Piece written, List<KeyRange> gone) {
        journal.checkWorking();
        int place = part.placeIn(state.view());
        if (place < 0) {
            return false;
        }
        LogView next = state.view().rewritten(place, part.count(), written);
        state.publishLonger(next);
        journal.write(changes -> {
            changes.delete(Family.SMALL, Keys.draft(state.number()));
            changes.put(state.number(), next.start());
            for (Piece piece : part.pieces()) {
                changes.delete(Family.SMALL, Keys.small(Keys.PIECE, state.number(), piece.firstIndex()));
            }
            changes.put(state.number(), written);
            for (KeyRange range : gone) {
                range.delete(changes);
            }
        });
        return true;
    }

    void noteCompacted(long index) {
        state.change(() -> {
            LogView view = state.view();
            if (index < 0 || index > view.bounds().lastIndex()) {
                throw new IllegalArgumentException("log " + state.id() + " cannot be compacted to index " + index
                        + ": it ends at " + view.bounds().lastIndex());
            }
            state.publishLonger(view.compactedTo(index));
            journal.write(
                    changes -> changes.put(Family.SMALL, Keys.compacted(state.number()), Keys.compactedTo(index)));
        });
        journal.sync();
    }

    private CorruptLogException damaged(String how) {
        return new CorruptLogException("log " + state.id() + " is damaged: " + how);
    }
}

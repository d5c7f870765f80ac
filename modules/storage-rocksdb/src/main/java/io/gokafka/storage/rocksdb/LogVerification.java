package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.VerifyListener;
import io.gokafka.api.storage.support.TermTable;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Reads all entries of a log, compares each with where it is said to stand and with the one before it, and the terms and pieces with
 * both. There is no torn tail: writes are atomic, and what a crash has torn of the write-ahead log is not there.
 *
 * <p>For one thread.
 */
final class LogVerification {
    private final LogState state;
    private final LogView view;
    private final Database database;
    private final VerifyListener listener;
    private final Positions positions;
    private TermTable terms;

    LogVerification(LogState state, Database database, VerifyListener listener) {
        this.state = state;
        this.view = state.view();
        this.database = database;
        this.listener = listener;
        this.positions = new Positions(database, state.number());
        this.terms = new TermTable(view.start().previousTerm(), List.of());
    }

    void run() {
        boolean whole = true;
        Place next = new Place(
                view.start().firstIndex(), view.start().offset(), view.start().dropped());
        while (next.index() <= view.bounds().lastIndex()) {
            Optional<StoredPosition> stored = position(next);
            if (stored.isEmpty()) {
                whole = false;
                next = new Place(nextIndex(next.index()), next.offset(), next.end());
            } else {
                next = check(stored.get(), next, whole);
            }
        }
        if (whole && !terms.equals(view.terms())) {
            listener.found(Finding.damaged("log " + state.id() + " has the terms " + terms.starts()
                    + ", but says that it has " + view.terms().starts()));
        }
    }

    /**
     * Where an entry has to begin.
     *
     * @param end bytes of the entries before it in its piece, or in the one before when it is the first
     */
    private record Place(long index, long offset, long end) {}

    private Optional<StoredPosition> position(Place place) {
        try {
            return Optional.of(positions.at(view, place.index()));
        } catch (LostEntryException | CorruptLogException e) {
            report(place.index(), place.offset(), "where it stands cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** The next one that can be found; behind what cannot even be searched it is the next piece's first. */
    private long nextIndex(long index) {
        int piece = view.pieceOf(index);
        try {
            return positions.nextIndex(view, index);
        } catch (CorruptLogException e) {
            listener.found(Finding.damaged("log " + state.id() + ": where entries " + (index + 1) + " to "
                    + view.lastIndexOf(piece) + " stand cannot be read: " + e.getMessage()));
            return view.lastIndexOf(piece) + 1;
        }
    }

    /**
     * Checks an entry.
     *
     * @param whole whether all before it could be read: behind an entry whose place is not known, the next one is believed
     * @return where the next one has to begin
     */
    private Place check(StoredPosition position, Place place, boolean whole) {
        EntryPosition entry = position.entry();
        Piece piece = view.pieceAt(place.index());
        long end = piece.firstIndex() == place.index() ? 0 : place.end();
        boolean follows = entry.baseOffset() == place.offset() && position.end() == end + entry.sizeInBytes();
        if (entry.index() != place.index() || (whole && !follows)) {
            report(place.index(), place.offset(), "it does not follow the entry before it: " + entry);
        }
        if (entry.term() < terms.lastTerm()) {
            report(place.index(), entry.baseOffset(), "term " + entry.term() + " follows term " + terms.lastTerm());
        }
        terms = terms.with(entry.term(), place.index(), entry.baseOffset());
        checkBatch(piece, position);
        checkPiece(position);
        listener.checked(entry.sizeInBytes());
        return new Place(Math.max(entry.nextIndex(), place.index() + 1), entry.nextOffset(), position.end());
    }

    private void checkBatch(Piece piece, StoredPosition position) {
        long index = position.entry().index();
        String flaw = null;
        try {
            byte[] bytes = database.get(Family.ENTRIES, Keys.entry(state.number(), piece.serial(), index));
            if (bytes == null) {
                flaw = "its batch is missing";
            } else if (!position.describes(RecordBatch.verified(ByteBuffer.wrap(bytes)))) {
                flaw = "another batch stands in its place";
            }
        } catch (InvalidBatchException | CorruptLogException e) {
            flaw = e.getMessage();
        }
        if (flaw != null) {
            report(index, position.entry().baseOffset(), flaw);
        }
    }

    /** The first and the last entry of a piece must be as the piece says. */
    private void checkPiece(StoredPosition position) {
        EntryPosition entry = position.entry();
        int number = view.pieceOf(entry.index());
        Piece piece = view.pieces().get(number);
        boolean begins = piece.firstIndex() == entry.index();
        boolean ends = number < view.pieces().size() - 1 && view.lastIndexOf(number) == entry.lastIndex();
        if ((begins && piece.baseOffset() != entry.baseOffset())
                || (ends && (piece.size() != position.end() || piece.highestTime() != position.highestTime()))) {
            report(entry.index(), entry.baseOffset(), "its piece says something else of it: " + piece);
        }
    }

    private void report(long index, long offset, String what) {
        listener.found(Finding.damaged("entry " + index + " of log " + state.id() + ": " + what)
                .of(index, offset));
    }
}

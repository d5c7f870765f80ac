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
        Start start = view.start();
        long nextOffset = start.offset();
        long end = start.dropped();
        boolean whole = true;
        for (long index = start.firstIndex(); index <= view.bounds().lastIndex(); ) {
            Piece piece = view.pieceAt(index);
            if (piece.firstIndex() == index) {
                checkPiece(piece, nextOffset, whole);
                end = 0;
            }
            Optional<StoredPosition> stored = position(piece, index, nextOffset);
            if (stored.isEmpty()) {
                whole = false;
                index++;
                continue;
            }
            StoredPosition position = stored.get();
            EntryPosition entry = position.entry();
            // Behind an entry whose place is not known, the next one is believed.
            if (whole && (entry.baseOffset() != nextOffset || position.end() != end + entry.sizeInBytes())) {
                report(index, nextOffset, "it does not follow the entry before it: " + entry);
            }
            if (entry.term() < terms.lastTerm()) {
                report(index, entry.baseOffset(), "term " + entry.term() + " follows term " + terms.lastTerm());
            }
            terms = terms.with(entry.term(), index, entry.baseOffset());
            checkBatch(piece, position);
            nextOffset = entry.nextOffset();
            end = position.end();
            index = entry.nextIndex();
            listener.checked(entry.sizeInBytes());
        }
        if (whole && !terms.equals(view.terms())) {
            listener.found(Finding.damaged("log " + state.id() + " has the terms " + terms.starts()
                    + ", but says that it has " + view.terms().starts()));
        }
    }

    private Optional<StoredPosition> position(Piece piece, long index, long offset) {
        try {
            return Optional.of(positions.at(piece, index));
        } catch (LostEntryException | CorruptLogException e) {
            report(index, offset, "where it stands cannot be read: " + e.getMessage());
            return Optional.empty();
        }
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

    /** A piece must begin with the offset that the entry before it ends with. */
    private void checkPiece(Piece piece, long offset, boolean whole) {
        if (whole && piece.baseOffset() != offset) {
            report(piece.firstIndex(), offset, "the piece that begins with it says another place: " + piece);
        }
    }

    private void report(long index, long offset, String what) {
        listener.found(Finding.damaged("entry " + index + " of log " + state.id() + ": " + what)
                .of(index, offset));
    }
}

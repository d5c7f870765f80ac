package io.gokafka.storage.rocksdb;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.StorageException;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece that is written to replace others, of which it has what is left. Its entries are written under a serial of its own, so they concern nobody; a key says which that is, until the log has the
 * piece or the entries are removed: what is left over by a process that ended is found when the log is opened.
 *
 * <p>For one thread, which need not be the one that changes the log. Takes memory for {@link #WRITE_BYTES} and a batch.
 */
final class Draft {
    /**
     * So many bytes are written at a time, and synced: a sync of others never has to wait for more than that, and the disk sets the
     * pace.
     */
    static final int WRITE_BYTES = 1 << 20;

    /** An entry that is not written yet. */
    private record Gathered(StoredPosition position, byte[] batch) {}

    private final LogState state;
    private final Journal journal;
    private final Piece piece;
    private final List<Gathered> gathered = new ArrayList<>();
    private long gatheredBytes;
    private boolean written;
    private long nextIndex;
    private long nextOffset;
    private long end;
    private long highestTime = -1;
    /** An empty one that begins with an entry. */
    Draft(LogState state, Journal journal, EntryPosition first) {
        this.state = state;
        this.journal = journal;
        this.piece = new Piece(state.change(state::newSerial), first.index(), first.baseOffset());
        this.nextIndex = first.index();
        this.nextOffset = first.baseOffset();
    }

    /** The whole piece, which is written, but perhaps not durable. */
    Piece finish() {
        write();
        return piece.sealed(end, highestTime);
    }

    /** Adds an entry, or a hole. */
    void put(RecordBatch batch) {
        EntryPosition entry = new EntryPosition(
                nextIndex,
                batch.leaderEpoch(),
                nextOffset,
                batch.nextOffset(),
                batch.maxTimestamp(),
                batch.sizeInBytes(),
                batch.entries());
        end += entry.sizeInBytes();
        highestTime = entry.takesOffsets() ? Math.max(highestTime, entry.maxTimestamp()) : highestTime;
        gathered.add(new Gathered(new StoredPosition(entry, highestTime, end), Growth.bytes(batch)));
        gatheredBytes += entry.sizeInBytes();
        nextIndex = entry.nextIndex();
        nextOffset = entry.nextOffset();
        if (gatheredBytes >= WRITE_BYTES) {
            write();
            journal.sync();
        }
    }

    private void write() {
        written = true;
        state.change(() -> journal.write(changes -> {
            state.putSerials(changes);
            changes.put(Family.SMALL, Keys.draft(state.number()), Keys.number(piece.serial()));
            for (Gathered entry : gathered) {
                changes.put(state.number(), piece, entry.position(), entry.batch());
            }
        }));
        gathered.clear();
        gatheredBytes = 0;
    }

    /** Removes what was written, unless the log has it. When that fails, the next one who opens the log does. */
    void discard() {
        try {
            state.change(() -> {
                if (written && state.view().pieces().stream().noneMatch(known -> known.serial() == piece.serial())) {
                    remove(state.number(), piece.serial(), journal);
                }
            });
        } catch (StorageException e) {
            // The log was closed, or has failed.
        }
    }

    /** Removes what a rewrite has written that did not come to its end. For a log that is not open yet. */
    static void removeLeftOver(int number, Database database, Journal journal) {
        byte[] serial = database.get(Family.SMALL, Keys.draft(number));
        if (serial != null) {
            remove(number, Keys.numberIn(serial), journal);
        }
    }

    private static void remove(int number, int serial, Journal journal) {
        journal.write(changes -> {
            changes.delete(Family.SMALL, Keys.draft(number));
            KeyRange.piece(number, serial).delete(changes);
        });
    }
}

package org.example.gokafka.sqlite;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryPosition;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.support.LogChecks;
import io.gokafka.api.storage.support.RollRule;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A log in the database. What it is like is in memory, as a {@link LogView}, which the writer's thread replaces when a change is
 * committed; entries are read from the database. Slices are copies.
 */
final class SqliteLog implements PartitionLog {
    private final LogTable table;
    private final Writer writer;
    private final RollRule rule;
    private volatile LogView view;
    private volatile boolean closed;

    SqliteLog(LogTable table, Writer writer, RollRule rule) {
        this.table = table;
        this.writer = writer;
        this.rule = rule;
        this.view = table.load();
    }

    private LogView open() {
        if (closed) {
            throw new StorageException("log " + table.id() + " is closed");
        }
        return view;
    }

    private LogChecks checks(LogView now) {
        return new LogChecks(table.id(), now.bounds());
    }

    private LogView changeable() {
        writer.checkWorking();
        return open();
    }

    @Override
    public LogBounds bounds() {
        return view.bounds();
    }

    @Override
    public LogBounds append(long firstIndex, List<ByteBuffer> buffers) {
        LogView before = changeable();
        List<RecordBatch> batches = checks(before).batches(firstIndex, buffers);
        Growth growth = new Growth(before, rule);
        batches.forEach(growth::add);
        LogView after = growth.view();
        writer.write(
                false,
                connection -> {
                    long index = firstIndex;
                    for (RecordBatch batch : batches) {
                        LogTable.putEntry(connection, before.number(), index, batch);
                        index += batch.entries();
                    }
                    for (TermStart term : growth.newTerms()) {
                        LogTable.putTerm(connection, before.number(), term);
                    }
                    for (Piece piece : growth.changedPieces()) {
                        LogTable.putPiece(connection, before.number(), piece);
                    }
                },
                // A sync may have ended meanwhile.
                () -> view = after.durableTo(view.bounds().durableIndex()));
        return view.bounds();
    }

    @Override
    public long sync() {
        LogBounds bounds = changeable().bounds();
        if (bounds.durableIndex() < bounds.lastIndex()) {
            // All that the view has when this is committed was committed before, or with it.
            writer.write(
                    true,
                    connection -> {},
                    () -> view = view.durableTo(view.bounds().lastIndex()));
        }
        return view.bounds().durableIndex();
    }

    @Override
    public LogSlice read(long offset, long limitOffset, int maxBytes) {
        return consistently(now -> {
            checks(now).readFrom(offset);
            return LogSlice.of(table.readFromOffset(
                    now.number(),
                    offset,
                    entry -> entry.takesOffsets() && has(now, entry) && entry.nextOffset() <= limitOffset,
                    maxBytes));
        });
    }

    @Override
    public LogSlice readEntries(long fromIndex, long toIndex, int maxBytes) {
        return consistently(now -> {
            checks(now).readEntriesFrom(fromIndex);
            if (toIndex < fromIndex) {
                return LogSlice.EMPTY;
            }
            return LogSlice.of(table.readFromIndex(
                    now.number(), fromIndex, entry -> entry.index() <= toIndex && has(now, entry), maxBytes));
        });
    }

    @Override
    public Optional<EntryPosition> entryAtIndex(long index) {
        return consistently(now -> table.atIndex(now.number(), index).filter(entry -> has(now, entry)));
    }

    @Override
    public Optional<EntryPosition> entryAtOffset(long offset) {
        return consistently(now -> offset < now.bounds().startOffset()
                ? Optional.empty()
                : table.atOffset(now.number(), offset).filter(entry -> has(now, entry)));
    }

    @Override
    public Optional<EntryPosition> entryAtTime(long timestamp) {
        return consistently(now -> now.pieces().stream()
                .filter(piece -> piece.maxTimestamp() >= timestamp)
                .findFirst()
                .flatMap(piece -> table.atTime(now.number(), piece.index(), timestamp))
                .filter(entry -> has(now, entry)));
    }

    /** Reads again when the log's beginning went meanwhile: its entries may have been missing already. */
    private <T> T consistently(Function<LogView, T> read) {
        while (true) {
            LogView now = open();
            T result = read.apply(now);
            LogView then = open();
            if (then.number() == now.number()
                    && then.bounds().firstIndex() == now.bounds().firstIndex()) {
                return result;
            }
        }
    }

    /** Entries that were dropped may be in the table yet, and some may be there already whose append has not returned. */
    private static boolean has(LogView view, EntryPosition entry) {
        return entry.index() >= view.bounds().firstIndex()
                && entry.index() <= view.bounds().lastIndex();
    }

    @Override
    public long termAt(long index) {
        LogView now = view;
        return index < now.bounds().firstIndex() - 1 || index > now.bounds().lastIndex()
                ? -1
                : now.terms().termAt(index);
    }

    @Override
    public List<TermStart> terms() {
        return view.terms().starts();
    }

    @Override
    public long sizeInBytes() {
        return view.pieces().stream().mapToLong(Piece::size).sum();
    }

    @Override
    public List<LogSegment> segments() {
        return view.segments();
    }

    @Override
    public void reconfigure(LogConfig config) {
        rule.reconfigure(config);
    }

    @Override
    public void truncateSuffix(long fromIndex) {
        LogView before = changeable();
        if (!checks(before).truncates(fromIndex)) {
            return;
        }
        LogView after = Trimming.truncated(table, before, fromIndex);
        Piece active = after.pieces().getLast();
        commit(after, connection -> {
            LogTable.deleteFrom(connection, before.number(), after.bounds().lastIndex() + 1);
            LogTable.putPiece(connection, before.number(), active);
        });
    }

    @Override
    public void dropPrefix(long firstIndex) {
        LogView before = changeable();
        if (!checks(before).drops(firstIndex)) {
            return;
        }
        LogView after = Trimming.dropped(table, before, firstIndex);
        commit(after, connection -> {
            table.putStart(connection, after);
            LogTable.putShorter(connection, after);
            writer.garbage().add(connection, before.number(), after.bounds().firstIndex());
        });
    }

    @Override
    public void reset(long firstIndex, long startOffset, long previousTerm) {
        LogView before = changeable();
        LogView[] after = new LogView[1];
        writer.write(
                true,
                connection -> {
                    LogTable.abandon(connection, writer.garbage(), before.number());
                    after[0] = LogView.empty(LogTable.newNumber(connection), firstIndex, startOffset, previousTerm);
                    table.putStart(connection, after[0]);
                },
                () -> view = after[0]);
    }

    /** Durably, and with it all that the log has. */
    private void commit(LogView after, Writer.Change change) {
        writer.write(true, change, () -> view = after.durableTo(after.bounds().lastIndex()));
    }

    /** Syncs what it has and takes no more calls; further calls do nothing. */
    void close() {
        if (!closed) {
            try {
                sync();
            } finally {
                closed = true;
            }
        }
    }
}

package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which logs there are, and their numbers. A number is never used again, so what was deleted cannot come back in another log.
 *
 * <p>Safe for use by several threads, but not for two that create or delete the same log.
 */
final class Registry {
    private static final int FORMAT = 2;

    private final Database database;
    private final Journal journal;
    private final Map<LogId, Integer> numbers = new ConcurrentHashMap<>();
    /** Guarded by this. */
    private int nextNumber;

    private Registry(Database database, Journal journal) {
        this.database = database;
        this.journal = journal;
    }

    /**
     * Reads which logs there are.
     *
     * @throws StorageException when the database has another format, or is damaged
     */
    static Registry open(Database database, Journal journal) {
        Registry registry = new Registry(database, journal);
        checkFormat(database);
        if (database.get(Family.SMALL, Keys.FORMAT) == null) {
            journal.writeDurably(changes -> {
                changes.put(Family.SMALL, Keys.FORMAT, Keys.number(FORMAT));
                changes.put(Family.SMALL, Keys.NEXT_NUMBER, Keys.number(1));
            });
        }
        registry.load();
        return registry;
    }

    private void load() {
        byte[] next = database.get(Family.SMALL, Keys.NEXT_NUMBER);
        if (next == null) {
            throw new CorruptLogException("the database does not know the number of its next log");
        }
        nextNumber = Keys.numberIn(next);
        numbers.putAll(numbers(database));
    }

    /** The logs of a database, with their numbers. */
    static Map<LogId, Integer> numbers(Database database) {
        Map<LogId, Integer> found = new TreeMap<>();
        try (Cursor cursor = database.cursor(Family.SMALL)) {
            cursor.seek(new byte[] {Keys.NAME});
            while (cursor.isThere() && cursor.key()[0] == Keys.NAME) {
                found.put(Keys.nameIn(cursor.key()), Keys.numberIn(cursor.value()));
                cursor.next();
            }
        }
        return found;
    }

    /** Checks that this version can read the database, unless it has not been used yet. */
    static void checkFormat(Database database) {
        byte[] format = database.get(Family.SMALL, Keys.FORMAT);
        if (format != null && Keys.numberIn(format) != FORMAT) {
            throw new StorageException("the database has format " + Keys.numberIn(format)
                    + ", this version of the plugin reads format " + FORMAT);
        }
    }

    Set<LogId> list() {
        return Set.copyOf(numbers.keySet());
    }

    /** The number of a log; empty when there is none of that name. */
    OptionalInt find(LogId id) {
        Integer number = numbers.get(id);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Creates an empty log, durably, and returns its number. */
    int create(LogId id) {
        int number = takeNumber();
        journal.writeDurably(changes -> {
            changes.put(Family.SMALL, Keys.name(id), Keys.number(number));
            changes.put(number, Start.NEW);
            changes.put(number, Start.NEW.emptyPiece(0));
            changes.put(Family.SMALL, Keys.nextSerial(number), Keys.number(1));
        });
        numbers.put(id, number);
        return number;
    }

    /** Numbers are taken for good before they are used, in the order in which they are written. */
    private synchronized int takeNumber() {
        int number = nextNumber;
        journal.write(changes -> changes.put(Family.SMALL, Keys.NEXT_NUMBER, Keys.number(number + 1)));
        nextNumber = number + 1;
        return number;
    }

    /** Deletes a log with all that it has, durably; nothing happens when there is none. */
    void delete(LogId id) {
        Integer number = numbers.get(id);
        if (number == null) {
            return;
        }
        KeyRange entries = KeyRange.log(number);
        journal.writeDurably(changes -> {
            changes.delete(Family.SMALL, Keys.name(id));
            changes.delete(Family.SMALL, Keys.start(number));
            changes.delete(Family.SMALL, Keys.vote(number));
            changes.delete(Family.SMALL, Keys.nextSerial(number));
            changes.delete(Family.SMALL, Keys.compacted(number));
            changes.delete(Family.SMALL, Keys.draft(number));
            changes.delete(Family.SNAPSHOTS, Keys.number(number));
            KeyRange.small(Keys.TERM, number, 0, KeyRange.END).delete(changes);
            KeyRange.small(Keys.PIECE, number, 0, KeyRange.END).delete(changes);
            entries.delete(changes);
        });
        numbers.remove(id);
        KeyRange.reclaim(database, List.of(entries));
    }
}

package io.gokafka.storage.rocksdb;

import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/**
 * Keys of one log that stand together.
 *
 * @param families the families that have them
 * @param from the first of them
 * @param to the first one behind them
 */
record KeyRange(List<Family> families, byte[] from, byte[] to) {
    /** The index behind all indexes. */
    static final long END = Long.MAX_VALUE;

    private static final List<Family> OF_ENTRIES = List.of(Family.POSITIONS, Family.ENTRIES);

    /** The entries of a piece from an index to another, which is not included, and where they stand. */
    static KeyRange entries(int number, int serial, long from, long to) {
        return new KeyRange(OF_ENTRIES, Keys.entry(number, serial, from), Keys.entry(number, serial, to));
    }

    /** All entries of a piece. */
    static KeyRange piece(int number, int serial) {
        return entries(number, serial, 0, END);
    }

    /** All entries of a log. */
    static KeyRange log(int number) {
        return new KeyRange(OF_ENTRIES, Keys.entry(number, 0, 0), Keys.entry(number, Integer.MAX_VALUE, END));
    }

    /** The terms or pieces that begin at an index and before another. */
    static KeyRange small(byte kind, int number, long from, long to) {
        return new KeyRange(List.of(Family.SMALL), Keys.small(kind, number, from), Keys.small(kind, number, to));
    }

    void delete(Changes changes) throws RocksDBException {
        for (Family family : families) {
            changes.deleteRange(family, from, to);
        }
    }

    /**
     * Frees space of batches that were deleted. Their positions are left to RocksDB's merging: it may show a deleted key again
     * whose deletion stood in a table that was taken away, and the last position says where a log ends.
     */
    static void reclaim(Database database, List<KeyRange> gone) {
        database.reclaim(
                Family.ENTRIES,
                gone.stream().flatMap(range -> Stream.of(range.from, range.to)).toList());
    }
}

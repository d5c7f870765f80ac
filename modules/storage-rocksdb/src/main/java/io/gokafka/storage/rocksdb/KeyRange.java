package io.gokafka.storage.rocksdb;

import java.util.List;
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

    /** The entries from an index to another, which is not included, and where they stand. */
    static KeyRange entries(int number, long from, long to) {
        return new KeyRange(
                List.of(Family.POSITIONS, Family.ENTRIES), Keys.entry(number, from), Keys.entry(number, to));
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
    void reclaim(Database database) {
        database.reclaim(Family.ENTRIES, from, to);
    }
}

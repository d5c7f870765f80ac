package io.gokafka.storage.rocksdb;

/**
 * Decides when blobs are moved out of files that are mostly dead. RocksDB moves the blobs of old files whenever it merges their
 * keys, dead neighbours or not: a log that only grows would be written several times. So it may do so only when much was
 * dropped that other logs' blobs keep on disk.
 *
 * <p>Safe for use by several threads.
 */
final class BlobGarbage {
    private static final double MUCH = 0.5;
    private static final double LITTLE = 0.25;

    private final Database database;
    private boolean collecting;

    BlobGarbage(Database database) {
        this.database = database;
    }

    /** Looks how much is dead. To be called when something was dropped. */
    synchronized void look() {
        long all = database.property(Family.ENTRIES, "rocksdb.live-blob-file-size");
        long dead = database.property(Family.ENTRIES, "rocksdb.live-blob-file-garbage-size");
        boolean collect = dead > all * (collecting ? LITTLE : MUCH);
        if (collect != collecting) {
            database.collectBlobGarbage(Family.ENTRIES, collect);
            collecting = collect;
        }
    }
}

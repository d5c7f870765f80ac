package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * The files that a database has by its manifest. RocksDB itself looks for its tables when it is opened, but for blobs only when they are
 * read.
 */
final class LiveFiles {
    private LiveFiles() {}

    /**
     * Looks that they are there. From its opening on RocksDB merges tables and deletes those that it has merged; not while this goes on, or
     * one of them would be missed.
     *
     * @param meanwhile done when the files are known and before they are looked for
     * @throws CorruptLogException when one is missing
     */
    static void check(RocksDB rocks, Path directory, Runnable meanwhile) {
        try {
            rocks.disableFileDeletions();
            try {
                List<String> names = rocks.getLiveFiles(false).files;
                meanwhile.run();
                lookFor(names, directory);
            } finally {
                rocks.enableFileDeletions();
            }
        } catch (RocksDBException e) {
            throw unlisted(directory, e);
        }
    }

    /** The same for a database that is open for reading, which deletes nothing. */
    static void checkOfReader(RocksDB rocks, Path directory) {
        try {
            lookFor(rocks.getLiveFiles(false).files, directory);
        } catch (RocksDBException e) {
            throw unlisted(directory, e);
        }
    }

    private static void lookFor(List<String> names, Path directory) {
        for (String name : names) {
            Path file = directory.resolve(name.substring(1));
            if (Files.notExists(file)) {
                throw new CorruptLogException("the database misses its file " + file);
            }
        }
    }

    private static RuntimeException unlisted(Path directory, RocksDBException e) {
        return Faults.of("cannot list the files of the database in " + directory, e);
    }
}

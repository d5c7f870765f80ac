package io.gokafka.storage.rocksdb;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.MutableColumnFamilyOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The native database, open. Every use of it is a lease, so {@link #close} waits for those that go on, and later ones throw.
 *
 * <p>Safe for use by several threads.
 */
final class Database implements AutoCloseable {
    private final Path directory;
    private final NativeOptions options;
    private final RocksDB rocks;
    private final Map<Family, ColumnFamilyHandle> handles = new EnumMap<>(Family.class);
    private final Leases leases = new Leases();
    private final BlobGarbage garbage = new BlobGarbage(this);
    private final WriteOptions unsynced = new WriteOptions();
    private final ReadOptions lookUp = new ReadOptions();
    /** What is read from start to end would only drive others out of the cache. */
    private final ReadOptions walk = new ReadOptions().setFillCache(false);

    private Database(Path directory, NativeOptions options, RocksDB rocks, List<ColumnFamilyHandle> handles) {
        this.directory = directory;
        this.options = options;
        this.rocks = rocks;
        for (Family family : Family.values()) {
            this.handles.put(family, handles.get(this.handles.size()));
        }
    }

    /**
     * Opens a database, creating it when there is none, and makes durable what is found.
     *
     * @throws StorageException when that fails; damage is a {@link CorruptLogException}
     */
    static Database open(Path directory, RocksSettings settings) {
        NativeLibrary.load();
        NativeOptions options = new NativeOptions(settings);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        Database database;
        try {
            createDirectory(directory);
            database = new Database(
                    directory,
                    options,
                    RocksDB.open(options.database(), directory.toString(), options.families(), handles),
                    handles);
        } catch (RocksDBException e) {
            options.close();
            throw Faults.ofOpening("cannot open the database in " + directory, e);
        } catch (IOException e) {
            options.close();
            throw new StorageException("cannot open the database in " + directory, e);
        }
        try {
            LiveFiles.check(database.rocks, directory, () -> {});
            database.makeDurable(directory);
        } catch (StorageException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /**
     * Opens a database for reading, and changes nothing of it: what a start would replay of the write-ahead log stays in memory, so
     * as much of it is taken as that log is long.
     *
     * @throws StorageException when there is none, it cannot be read, or is damaged
     */
    static Database openToRead(Path directory, RocksSettings settings) {
        NativeLibrary.load();
        NativeOptions options = new NativeOptions(settings);
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        Database database;
        try {
            RocksDB rocks = RocksDB.openReadOnly(options.database(), directory.toString(), options.families(), handles);
            database = new Database(directory, options, rocks, handles);
        } catch (RocksDBException e) {
            options.close();
            throw Faults.ofOpening("cannot read the database in " + directory, e);
        }
        try {
            LiveFiles.checkOfReader(database.rocks, directory);
        } catch (StorageException e) {
            database.close();
            throw e;
        }
        return database;
    }

    /**
     * Reads all tables and compares their checksums.
     *
     * @throws StorageException when that fails; damage is a {@link CorruptLogException}
     */
    void verifyTables() {
        leases.acquire();
        try {
            rocks.verifyChecksum();
        } catch (RocksDBException e) {
            throw Faults.of("a table of the database is damaged", e);
        } finally {
            leases.release();
        }
    }

    /** For its owner alone, where the file system knows owners. */
    private static void createDirectory(Path directory) throws IOException {
        Files.createDirectories(directory);
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /**
     * RocksDB has written to tables what it replayed. Were it ever not to, its log would hold bytes that were read, but perhaps
     * never reached the disk: those of a sync that failed.
     */
    private void makeDurable(Path directory) {
        try (FlushOptions flush = new FlushOptions().setWaitForFlush(true)) {
            for (ColumnFamilyHandle handle : handles.values()) {
                if (rocks.getLongProperty(handle, "rocksdb.num-entries-active-mem-table") > 0) {
                    rocks.flush(flush, handle);
                }
            }
            syncNames(directory);
            syncNames(directory.toAbsolutePath().resolve(".."));
        } catch (RocksDBException e) {
            throw Faults.of("cannot sync the database in " + directory, e);
        } catch (IOException e) {
            throw new StorageException("cannot sync the database in " + directory, e);
        }
    }

    private static void syncNames(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory)) {
            names.force(true);
        }
    }

    /** The value of a key; null when there is none. */
    byte @Nullable [] get(Family family, byte[] key) {
        leases.acquire();
        try {
            return rocks.get(handle(family), lookUp, key);
        } catch (RocksDBException e) {
            throw Faults.of("cannot read the database", e);
        } finally {
            leases.release();
        }
    }

    /** A cursor that is nowhere yet; close it. */
    Cursor cursor(Family family) {
        leases.acquire();
        try {
            ReadOptions how = family == Family.ENTRIES ? walk : lookUp;
            return new Cursor(rocks.newIterator(handle(family), how), leases::release);
        } catch (RuntimeException | Error e) {
            leases.release();
            throw e;
        }
    }

    /** Where changes go. */
    Wal wal() {
        return new Wal() {
            @Override
            public void write(WriteBatch batch) throws RocksDBException {
                rocks.write(unsynced, batch);
            }

            @Override
            public void sync() throws RocksDBException {
                rocks.syncWal();
            }
        };
    }

    /** The number of the last change that can be read. */
    long sequence() {
        leases.acquire();
        try {
            return rocks.getLatestSequenceNumber();
        } finally {
            leases.release();
        }
    }

    /**
     * Frees at once what tables hold nothing but keys of a range. What merging would free anyway: nothing in that range
     * may be needed, and what is deleted in it may come back.
     *
     * @param ranges of each where it begins, and where it ends
     */
    void reclaim(Family family, List<byte[]> ranges) {
        leases.acquire();
        try {
            rocks.deleteFilesInRanges(handle(family), ranges, false);
            garbage.look();
        } catch (RocksDBException e) {
            throw Faults.of("cannot free space in the database", e);
        } finally {
            leases.release();
        }
    }

    /** Whether blobs are moved out of old files as their keys are merged. */
    void collectBlobGarbage(Family family, boolean collect) {
        leases.acquire();
        try {
            rocks.setOptions(
                    handle(family),
                    MutableColumnFamilyOptions.builder()
                            .setEnableBlobGarbageCollection(collect)
                            .build());
        } catch (RocksDBException e) {
            throw Faults.of("cannot change an option of the database", e);
        } finally {
            leases.release();
        }
    }

    /** A property of RocksDB's, a number, over all families. */
    long property(String name) {
        leases.acquire();
        try {
            return rocks.getAggregatedLongProperty(name);
        } catch (RocksDBException e) {
            throw Faults.of("cannot read the property " + name, e);
        } finally {
            leases.release();
        }
    }

    /** A property of RocksDB's, a number, of one family. */
    long property(Family family, String name) {
        leases.acquire();
        try {
            return rocks.getLongProperty(handle(family), name);
        } catch (RocksDBException e) {
            throw Faults.of("cannot read the property " + name, e);
        } finally {
            leases.release();
        }
    }

    /** How many bytes of the disk are free. */
    long freeBytes() {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new StorageException("cannot find out how much of the disk of " + directory + " is free", e);
        }
    }

    /** For whoever uses handles beyond one call here. */
    Leases leases() {
        return leases;
    }

    ColumnFamilyHandle handle(Family family) {
        return Objects.requireNonNull(handles.get(family));
    }

    @Override
    public void close() {
        closeAfter(null);
    }

    /**
     * Closes it because something has failed, of which whoever still uses it is told.
     *
     * @param failure null when nothing has
     */
    void closeAfter(@Nullable Throwable failure) {
        if (leases.close(failure)) {
            handles.values().forEach(ColumnFamilyHandle::close);
            rocks.close();
            unsynced.close();
            lookUp.close();
            walk.close();
            options.close();
        }
    }
}

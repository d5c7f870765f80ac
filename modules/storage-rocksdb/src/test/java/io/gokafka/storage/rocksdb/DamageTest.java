package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.tck.consensus.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that are not what was written are found and never shown. */
class DamageTest {
    private static final int ENTRIES = 60;
    private static final int SIZE = 500;

    @TempDir
    Path root;

    private Path directory;
    private Path damaged;

    @BeforeEach
    void directories() throws IOException {
        directory = root.resolve("data");
        damaged = root.resolve("damaged");
        Files.createDirectory(directory);
        Files.createDirectory(damaged);
    }

    /** @param minBlob decides whether batches stand in blobs or in tables */
    private World open(Path at, String minBlob) {
        return World.open(at, Map.of(RocksSettings.MIN_BLOB.name(), minBlob), Database::wal);
    }

    private void write(String minBlob) {
        try (World world = open(directory, minBlob)) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, ENTRIES, SIZE);
            store.log().sync();
        }
    }

    /** What was in the write-ahead log is in tables when a start has found it there. */
    private void writeTables(String minBlob) {
        write(minBlob);
        open(directory, minBlob).close();
    }

    @Test
    void flippedBitInABlobIsFound() throws IOException {
        writeTables("0");
        List<Path> blobs = World.files(directory, ".blob");
        assertFalse(blobs.isEmpty());
        findEveryDamage(blobs, "0", 20);
    }

    @Test
    void flippedBitInATableIsFound() throws IOException {
        writeTables("1MiB");
        assertEquals(List.of(), World.files(directory, ".blob"));
        findEveryDamage(World.files(directory, ".sst"), "1MiB", 8);
    }

    /** Flips bits at so many places of each file in turn. Where no one looks, as in statistics, they need not be found. */
    private void findEveryDamage(List<Path> files, String minBlob, int places) throws IOException {
        int found = 0;
        int tried = 0;
        for (Path file : files) {
            long size = Files.size(file);
            for (int place = 0; place < places; place++) {
                damage(file, size * place / places);
                tried++;
                found += isFound(minBlob) ? 1 : 0;
            }
        }
        assertTrue(found > tried / 4, found + " found of " + tried);
    }

    private boolean isFound(String minBlob) {
        try (World world = open(damaged, minBlob)) {
            ReplicaStore store = world.open(World.LOG);
            assertEquals(World.texts(ENTRIES, SIZE), World.values(store));
            return false;
        } catch (StorageException found) {
            return true;
        }
    }

    @Test
    void readingADamagedBatchSaysSo() throws IOException {
        writeTables("0");
        Path blob = World.files(directory, ".blob").getFirst();
        damage(blob, Files.size(blob) / 2);
        try (World world = open(damaged, "0")) {
            ReplicaStore store = world.open(World.LOG);
            assertThrows(CorruptLogException.class, () -> World.values(store));
            assertThrows(CorruptLogException.class, () -> store.log().read(0, Long.MAX_VALUE, Integer.MAX_VALUE));
        }
    }

    /** One that no reader has had open. */
    @Test
    void blobThatGoesWhileTheDatabaseIsOpenIsDamage() throws IOException {
        Map<String, String> settings =
                Map.of(RocksSettings.MIN_BLOB.name(), "0", RocksSettings.WRITE_BUFFERS.name(), "4MiB");
        try (World world = World.open(directory, settings, Database::wal)) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, 16, 1 << 20);
            Await.until(
                    "blobs are written", () -> !World.files(directory, ".blob").isEmpty());
            for (Path blob : World.files(directory, ".blob")) {
                Files.delete(blob);
            }
            assertThrows(CorruptLogException.class, () -> World.values(store));
        }
    }

    @Test
    void flippedBitInASyncedWriteAheadLogStopsTheStart() throws IOException {
        write("0");
        List<Path> logs = World.files(directory, ".log");
        assertEquals(1, logs.size());
        long size = Files.size(logs.getFirst());
        for (int place = 0; place < 15; place++) {
            damage(logs.getFirst(), size * place / 15);
            assertThrows(StorageException.class, () -> open(damaged, "0"), "at " + size * place / 15);
        }
    }

    @Test
    void missingFilesStopTheStart() throws IOException {
        writeTables("0");
        try (World world = open(directory, "0")) {
            World.fill(world.open(World.LOG), 5, SIZE);
        }
        for (String suffix : List.of(".log", ".sst", ".blob")) {
            for (Path file : World.files(directory, suffix)) {
                World.copy(directory, damaged);
                Files.delete(inDamaged(file));
                assertThrows(StorageException.class, () -> open(damaged, "0"), file.toString());
            }
        }
        World.copy(directory, damaged);
        World.deleteAll(damaged.resolve("db"));
        assertThrows(CorruptLogException.class, () -> open(damaged, "0"), "the whole database");
    }

    @Test
    void tornEndOfTheWriteAheadLogIsCutOff() throws IOException {
        try (World world = open(directory, "0")) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, ENTRIES, SIZE);
            store.log().sync();
            Path log = World.files(directory, ".log").getFirst();
            long synced = Files.size(log);
            World.fill(store, 20, SIZE);
            World.copy(directory, damaged);
            byte[] whole = Files.readAllBytes(log);

            for (int cut = whole.length; cut > synced; cut -= 1501) {
                checkCut(log, Arrays.copyOf(whole, cut));
                byte[] zeroed = whole.clone();
                Arrays.fill(zeroed, cut, zeroed.length, (byte) 0);
                checkCut(log, zeroed);
                byte[] hole = whole.clone();
                Arrays.fill(hole, Math.max((int) synced, cut - 512), cut, (byte) 0);
                checkCut(log, hole);
            }
        }
    }

    private void checkCut(Path log, byte[] content) throws IOException {
        Path cut = root.resolve("cut");
        World.copy(damaged, cut);
        Files.write(cut.resolve("db").resolve(log.getFileName().toString()), content);
        try (World world = open(cut, "0")) {
            ReplicaStore store = world.open(World.LOG);
            int found = (int) store.log().bounds().lastIndex();
            assertTrue(found >= ENTRIES, found + " entries");
            assertEquals(World.texts(found, SIZE), World.values(store));
        }
    }

    /** Bytes that only the page cache had when a sync failed are written again, elsewhere, before they count. */
    @Test
    void startWritesAgainWhatItFindsInTheWriteAheadLog() throws IOException {
        try (World world = open(directory, "0")) {
            World.fill(world.open(World.LOG), ENTRIES, SIZE);
            World.copy(directory, damaged);
        }
        List<Path> old = World.files(damaged, ".log");
        assertEquals(1, old.size());
        try (World world = open(damaged, "0")) {
            ReplicaStore store = world.open(World.LOG);
            assertEquals(ENTRIES, store.log().bounds().durableIndex());
            assertFalse(World.files(damaged, ".log").contains(old.getFirst()));
            assertEquals(0, world.storage().database().property("rocksdb.num-entries-active-mem-table"));
            assertEquals(World.texts(ENTRIES, SIZE), World.values(store));
        }
    }

    private void damage(Path file, long position) throws IOException {
        World.copy(directory, damaged);
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 0x10;
        Files.write(inDamaged(file), bytes);
    }

    private Path inDamaged(Path file) {
        return damaged.resolve("db").resolve(file.getFileName().toString());
    }
}

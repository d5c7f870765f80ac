package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damage of what all logs share is told as damage, whatever it is: else the broker would not know that others have what is missing. It is told at every
 * opening, also when it was met in between.
 */
class DatabaseDamageTest {
    private static final LogId OTHER = new LogId("other-0");
    private static final int ENTRIES = 200;
    private static final int SIZE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private Path directory;
    private Path damaged;

    private interface Spoiling {
        byte[] of(byte[] content);
    }

    @BeforeEach
    void directories() throws IOException {
        directory = Files.createDirectory(root.resolve("data"));
        damaged = Files.createDirectory(root.resolve("damaged"));
    }

    private static World open(Path at, String minBlob) {
        return World.open(at, Map.of(RocksSettings.MIN_BLOB.name(), minBlob), Database::wal);
    }

    /** As of a broker that ran so many times: each start but the first writes the tables of the life before. */
    private void live(int times, String minBlob) {
        for (int i = 0; i < times; i++) {
            try (World world = open(directory, minBlob)) {
                // Two, so that the keys of one table lie among those of the others: else they are merged unread.
                for (LogId id : List.of(World.LOG, OTHER)) {
                    ReplicaStore store = world.open(id);
                    World.fill(store, ENTRIES, SIZE);
                    store.log().sync();
                }
            }
        }
    }

    private List<Path> files(String part) throws IOException {
        try (var files = Files.list(directory.resolve("db"))) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        }
    }

    /** Spoils a file of a copy. */
    private void spoil(Path file, Spoiling spoiling) throws IOException {
        World.copy(directory, damaged);
        Files.write(inCopy(file), spoiling.of(Files.readAllBytes(file)));
    }

    private Path inCopy(Path file) {
        return damaged.resolve(directory.relativize(file).toString());
    }

    private static byte[] flipped(byte[] content, int position) {
        byte[] bytes = content.clone();
        bytes[position] ^= 0x10;
        return bytes;
    }

    private void refused(String what) {
        CorruptLogException damage = assertThrows(CorruptLogException.class, () -> open(damaged, "1MiB"), what);
        assertFalse(String.valueOf(damage.getMessage()).isBlank());
    }

    @Test
    void aTableThatIsCutOrMissingIsDamage() throws IOException {
        live(2, "1MiB");
        List<Path> tables = files(".sst");
        assertFalse(tables.isEmpty());
        for (Path table : tables) {
            spoil(table, content -> Arrays.copyOf(content, content.length / 2));
            refused(table + " cut");
            spoil(table, content -> new byte[0]);
            refused(table + " emptied");
            World.copy(directory, damaged);
            Files.delete(inCopy(table));
            refused(table + " missing");
        }
    }

    @Test
    void aMissingBlobIsDamage() throws IOException {
        live(2, "0");
        List<Path> blobs = files(".blob");
        assertFalse(blobs.isEmpty());
        for (Path blob : blobs) {
            World.copy(directory, damaged);
            Files.delete(inCopy(blob));
            refused(blob + " missing");
        }
    }

    @Test
    void aWriteAheadLogThatIsCutBelowWhatWasSyncedIsDamage() throws IOException {
        live(1, "1MiB");
        List<Path> logs = files(".log");
        assertEquals(1, logs.size());
        for (int part = 0; part < 5; part++) {
            int kept = part;
            spoil(logs.getFirst(), content -> Arrays.copyOf(content, content.length * kept / 5));
            refused("cut to " + kept + " fifths");
        }
        World.copy(directory, damaged);
        Files.delete(inCopy(logs.getFirst()));
        refused("missing");
    }

    @Test
    void aManifestThatIsFlippedCutOrMissingIsDamage() throws IOException {
        live(2, "1MiB");
        Path manifest = files("MANIFEST").getLast();
        int size = (int) Files.size(manifest);
        List<String> other = new ArrayList<>();
        for (int position = 0; position < size; position += Math.max(1, size / 60)) {
            int at = position;
            spoil(manifest, content -> flipped(content, at));
            tellOther("flipped at " + at, other);
            spoil(manifest, content -> Arrays.copyOf(content, at));
            tellOther("cut at " + at, other);
        }
        for (Path file : List.of(manifest, files("CURRENT").getFirst())) {
            World.copy(directory, damaged);
            Files.delete(inCopy(file));
            tellOther(file.getFileName() + " missing", other);
            spoil(file, content -> new byte[0]);
            tellOther(file.getFileName() + " emptied", other);
        }
        assertEquals(List.of(), other);
    }

    /** What is neither damage, told as that at the opening or by a read, nor all that was written. */
    private void tellOther(String what, List<String> other) {
        try (World world = open(damaged, "1MiB")) {
            ReplicaStore store = world.open(World.LOG);
            if (!World.texts(2 * ENTRIES, SIZE).equals(World.values(store))) {
                other.add(what + ": shows other bytes");
            }
        } catch (CorruptLogException told) {
            assertFalse(String.valueOf(told.getMessage()).isBlank());
        } catch (RuntimeException e) {
            other.add(what + ": " + e);
        }
    }

    /** RocksDB merges tables in the background, and says what it meets there to whoever writes next. */
    @Test
    void aFlippedBlockThatIsMetByAMergeIsDamageForThisProcessAndTheNext() throws IOException {
        live(3, "1MiB");
        Path table = files(".sst").stream()
                .max(Comparator.comparingLong((Path file) -> file.toFile().length()))
                .orElseThrow();
        Files.write(table, flipped(Files.readAllBytes(table), (int) Files.size(table) / 2));
        List<StorageException> told = new CopyOnWriteArrayList<>();
        try (World world = open(directory, "1MiB")) {
            world.storage().onFailure(told::add);
            StorageException failed = writeUntilItFails(List.of(world.open(World.LOG), world.open(OTHER)));
            assertFalse(failed instanceof CorruptLogException, "of one log, that would be: " + failed);
            assertEquals(1, told.size());
            assertTrue(told.getFirst() instanceof CorruptLogException, told.toString());
            assertThrows(StorageException.class, world::close);
        }
        for (int i = 0; i < 2; i++) {
            CorruptLogException again = assertThrows(CorruptLogException.class, () -> open(directory, "1MiB"));
            assertTrue(String.valueOf(again.getMessage()).contains("when it was last in use"), again.getMessage());
        }
    }

    private static StorageException writeUntilItFails(List<ReplicaStore> stores) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                for (ReplicaStore store : stores) {
                    World.fill(store, 20, SIZE);
                    store.log().sync();
                }
            } catch (StorageException e) {
                return e;
            }
        }
        throw new AssertionError("no merge has met the block");
    }

    /** Another reason is no damage: the next start has nothing to set aside. */
    @Test
    void aWriteThatFailsForAnotherReasonIsNotNoted() {
        FaultyWal[] wal = new FaultyWal[1];
        World world = World.open(directory, Map.of(), database -> wal[0] = new FaultyWal(database));
        List<StorageException> told = new CopyOnWriteArrayList<>();
        world.storage().onFailure(told::add);
        ReplicaStore store = world.open(World.LOG);
        wal[0].failsWrites = true;
        assertThrows(StorageException.class, () -> World.fill(store, 1, SIZE));
        assertEquals(1, told.size());
        assertFalse(told.getFirst() instanceof CorruptLogException, told.toString());
        assertThrows(StorageException.class, world::close);
        open(directory, "1MiB").close();
    }
}

package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.tck.storage.InspectionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage of a database is found where it is, and nothing is changed; that this is so of sound ones is in the contract. */
class VerificationTest {
    /** The serial of the log's first piece. */
    private static final int PIECE = 0;

    private static final int ENTRIES = 50;
    private static final LogId OTHER = new LogId("topic-1");

    @TempDir
    Path root;

    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        directory = Files.createDirectory(root.resolve("data"));
    }

    /** Two logs, all in tables and blobs. */
    private void write() {
        try (World world = open()) {
            for (LogId id : List.of(World.LOG, OTHER)) {
                ReplicaStore store = world.open(id);
                World.fill(store, ENTRIES, 1000);
                store.log().sync();
            }
        }
        open().close();
    }

    private World open() {
        return World.open(directory, Map.of(RocksSettings.MIN_BLOB.name(), "0"), Database::wal);
    }

    private StorageInspection inspect() {
        return new RocksStorageProvider()
                .inspect(new StorageContext(directory, Settings.defaults(), Clock.systemUTC()))
                .orElseThrow();
    }

    private InspectionRules.Verified verify(LogId id) {
        InspectionRules.Verified verified = new InspectionRules.Verified();
        try (StorageInspection inspection = inspect()) {
            inspection.verify(id, verified);
        }
        return verified;
    }

    private void flipBit(Path file, long position) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) position] ^= 1;
        Files.write(file, bytes);
    }

    @Test
    void whatIsOnlyInTheWriteAheadLogIsSeenAndStaysThere() throws IOException {
        Path left = root.resolve("left");
        try (World world = open()) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, ENTRIES, 1000);
            store.log().sync();
            World.copy(directory, left);
        }
        directory = left;
        List<Path> logs = World.files(directory, ".log");
        assertEquals(1, logs.size());
        try (StorageInspection inspection = inspect();
                LogInspection log = inspection.open(World.LOG)) {
            assertEquals(ENTRIES, log.bounds().lastIndex());
        }
        assertEquals(logs, World.files(directory, ".log"));
        assertEquals(List.of(), World.files(directory, ".sst"));
    }

    @Test
    void flippedBitInABatchIsFoundAndTheRestIsVerified() throws IOException {
        write();
        Path blob = World.files(directory, ".blob").getFirst();
        flipBit(blob, Files.size(blob) / 4);

        List<Finding> found = verify(World.LOG).found();

        assertEquals(1, found.size(), found.toString());
        assertEquals(Finding.Kind.DAMAGED, found.getFirst().kind());
        long index = found.getFirst().index().orElseThrow();
        assertTrue(index > 1 && index < ENTRIES, found.toString());
        assertEquals(OptionalLong.of(index - 1), found.getFirst().offset());
        assertEquals(List.of(), verify(OTHER).found());
    }

    @Test
    void whatIsBehindADamagedBlockOfPositionsIsNotMissed() throws IOException {
        try (World world = open()) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, 20 * ENTRIES, 200);
            store.log().sync();
        }
        open().close();
        boolean met = false;
        for (Path table : World.files(directory, ".sst")) {
            byte[] sound = Files.readAllBytes(table);
            flipBit(table, 100);
            met |= isToldOfPositions();
            Files.write(table, sound);
        }
        assertTrue(met);
        assertEquals(List.of(), verify(World.LOG).found());
    }

    /** False when it is something else that is damaged. */
    private boolean isToldOfPositions() {
        try {
            List<Finding> found = verify(World.LOG).found();
            return found.stream().anyMatch(f -> f.what().contains(" stand cannot be read"));
        } catch (CorruptLogException e) {
            return false;
        }
    }

    @Test
    void databaseThatTheNextStartSetsAsideIsDamaged() {
        write();
        DamageNote.write(directory, "a block is damaged");
        InspectionRules.Verified verified = new InspectionRules.Verified();
        try (StorageInspection inspection = inspect()) {
            inspection.verifyShared(verified);
        }
        assertEquals(1, verified.found().size());
        assertTrue(verified.found().getFirst().what().contains("a block is damaged"));
    }

    @Test
    void entriesThatAreMissingAreFound() {
        write();
        try (World world = open()) {
            Database database = world.storage().database();
            int number = Objects.requireNonNull(Registry.numbers(database).get(World.LOG));
            world.storage().journal().writeDurably(changes -> {
                changes.delete(Family.ENTRIES, Keys.entry(number, PIECE, 7));
                changes.delete(Family.POSITIONS, Keys.entry(number, PIECE, 9));
            });
        }
        List<Finding> found = verify(World.LOG).found();
        assertEquals(
                List.of(OptionalLong.of(7), OptionalLong.of(9)),
                found.stream().map(Finding::index).toList(),
                found.toString());
    }

    @Test
    void holesAndRewrittenPiecesAreSoundAndAMissingHoleIsFoundOnce() {
        try (World world = open()) {
            ReplicaStore store = world.open(World.LOG);
            World.fill(store, 4 * ENTRIES, 2000);
            PartitionLog log = store.log();
            log.dropPrefix(3);
            long end = log.segments().getLast().firstIndex() - 1;
            assertTrue(log.rewrite(3, log.segments().get(1).firstIndex() - 1, World.EVERY_THIRD));
            assertTrue(log.rewrite(3, end, World.EVERY_THIRD));
            log.sync();
        }
        assertEquals(List.of(), verify(World.LOG).found());
        try (World world = open()) {
            PartitionLog log = world.open(World.LOG).log();
            assertEquals(2, log.entryAtIndex(6).orElseThrow().entries());
            int number = Objects.requireNonNull(
                    Registry.numbers(world.storage().database()).get(World.LOG));
            // The rewritten pieces' serials are the highest.
            int serial = Keys.numberIn(Objects.requireNonNull(
                            world.storage().database().get(Family.SMALL, Keys.nextSerial(number))))
                    - 1;
            world.storage()
                    .journal()
                    .writeDurably(changes -> changes.delete(Family.POSITIONS, Keys.entry(number, serial, 5)));
        }
        List<Finding> found = verify(World.LOG).found();
        assertEquals(1, found.size(), found.toString());
        assertEquals(OptionalLong.of(5), found.getFirst().index());
    }

    @Test
    void flippedBitsInTablesAreFound() throws IOException {
        write();
        int found = 0;
        List<Path> tables = World.files(directory, ".sst");
        assertFalse(tables.isEmpty());
        for (Path table : tables) {
            byte[] whole = Files.readAllBytes(table);
            flipBit(table, 10);
            InspectionRules.Verified verified = new InspectionRules.Verified();
            try (StorageInspection inspection = inspect()) {
                inspection.verifyShared(verified);
            } catch (CorruptLogException e) {
                verified.found(Finding.damaged(String.valueOf(e.getMessage())));
            }
            found += verified.found().isEmpty() ? 0 : 1;
            Files.write(table, whole);
        }
        assertEquals(tables.size(), found);
    }

    @Test
    void databaseThatIsDamagedOrGoneIsNotInspected() throws IOException {
        write();
        Files.delete(World.files(directory, ".blob").getFirst());
        assertThrows(StorageException.class, this::inspect);
        World.deleteAll(directory);
        assertThrows(StorageException.class, this::inspect);
    }
}

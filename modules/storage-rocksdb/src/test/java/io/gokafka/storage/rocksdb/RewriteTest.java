package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.RollRule;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction, beyond the contract: what is written on the way, and what becomes of it. */
class RewriteTest {
    private static final int ENTRIES = 500;
    private static final int SIZE = 9000;
    private static final EntryFilter NOTHING = batch -> Optional.empty();

    @TempDir
    Path root;

    private Path directory;
    private FaultyWal[] wal;
    private World world;
    private ReplicaStore store;
    private PartitionLog log;

    @BeforeEach
    void open() throws IOException {
        directory = Files.createDirectory(root.resolve("data"));
        wal = new FaultyWal[1];
        world = World.open(directory, Map.of(), database -> wal[0] = new FaultyWal(database));
        store = world.open(World.LOG);
        log = store.log();
        World.fill(store, ENTRIES, SIZE);
        log.sync();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private long sealedEnd() {
        return log.segments().getLast().firstIndex() - 1;
    }

    private boolean rewrite(EntryFilter filter) {
        return log.rewrite(log.bounds().firstIndex(), sealedEnd(), filter);
    }

    @Test
    void crashAfterAnyWriteLeavesThePartAsBeforeOrAsAfter() throws IOException {
        List<String> before = World.values(store);
        List<Path> crashes = new ArrayList<>();
        wal[0].onWrite = () -> {
            Path crash = root.resolve("crash-" + crashes.size());
            crashes.add(crash);
            try {
                World.copy(directory, crash);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        assertTrue(rewrite(World.EVERY_THIRD));
        wal[0].onWrite = () -> {};
        List<String> after = World.values(store);
        assertTrue(after.size() < before.size());

        assertTrue(crashes.size() > 2, crashes.size() + " writes");
        for (Path crash : crashes.subList(0, crashes.size() - 1)) {
            check(crash, before);
        }
        check(crashes.getLast(), after);
    }

    private static void check(Path crash, List<String> expected) {
        try (World world = World.open(crash)) {
            ReplicaStore found = world.open(World.LOG);
            assertEquals(expected, World.values(found));
            assertEquals(World.batches(found).size(), world.keys(Family.POSITIONS));
            PartitionLog log = found.log();
            assertTrue(log.rewrite(1, log.segments().getLast().firstIndex() - 1, NOTHING));
        }
    }

    @Test
    void whatARewriteHasWrittenThatFailsIsRemoved() {
        int keys = world.keys(Family.SMALL);
        assertThrows(
                IllegalStateException.class,
                () -> rewrite(failingAt(400, () -> {
                    throw new IllegalStateException("no");
                })));
        assertEquals(ENTRIES, world.keys(Family.POSITIONS));
        assertEquals(keys, world.keys(Family.SMALL));
        assertEquals(World.texts(ENTRIES, SIZE), World.values(store));
        assertTrue(rewrite(NOTHING));
        assertEquals(ENTRIES - sealedEnd() + 1, world.keys(Family.POSITIONS));
    }

    /** Keeps all, and does something at an offset. */
    private static EntryFilter failingAt(long offset, Runnable action) {
        return batch -> {
            if (batch.baseOffset() == offset) {
                action.run();
            }
            return Optional.of(batch);
        };
    }

    @Test
    void writeThatFailsFailsAllLogsAndTheNextStartFindsThePartAsItWas() {
        assertThrows(StorageException.class, () -> rewrite(failingAt(200, () -> wal[0].failsWrites = true)));
        wal[0].failsWrites = false;
        assertThrows(StorageException.class, () -> World.fill(store, 1, 1));
        assertThrows(StorageException.class, () -> rewrite(NOTHING));
        assertEquals(World.texts(ENTRIES, SIZE), World.values(store));
        assertThrows(StorageException.class, world::close);

        world = World.open(directory);
        assertEquals(World.texts(ENTRIES, SIZE), World.values(world.open(World.LOG)));
        assertEquals(ENTRIES, world.keys(Family.POSITIONS));
    }

    @Test
    void damagedEntryIsFoundAndNothingIsChanged() {
        ByteBuffer damaged = Batches.of(1, "x");
        damaged.put(damaged.limit() - 1, (byte) 77);
        log.append(ENTRIES + 1, List.of(damaged));
        World.fill(store, 20, SIZE);
        assertThrows(CorruptLogException.class, () -> rewrite(NOTHING));
        assertEquals(ENTRIES + 21, world.keys(Family.POSITIONS));
        assertEquals(1, log.entryAtIndex(3).orElseThrow().entries());
    }

    /** What it has grown to again has other entries, at the same indexes and offsets. */
    @Test
    void nothingHappensToAPartThatWasTruncatedAndHasGrownAgain() {
        AtomicBoolean truncated = new AtomicBoolean();
        int pieces = log.segments().size();
        assertFalse(rewrite(batch -> {
            if (!truncated.getAndSet(true)) {
                log.truncateSuffix(50);
                World.fill(store, ENTRIES - 49, SIZE);
                assertEquals(pieces, log.segments().size());
            }
            return Optional.empty();
        }));
        assertEquals(World.texts(ENTRIES, SIZE), World.values(store));
        assertEquals(ENTRIES, world.keys(Family.POSITIONS));
    }

    @Test
    void changesBehindAPartDoNotConcernIt() {
        long end = log.segments().get(3).firstIndex() - 1;
        AtomicBoolean truncated = new AtomicBoolean();
        assertTrue(log.rewrite(1, end, batch -> {
            if (!truncated.getAndSet(true)) {
                log.truncateSuffix(end + 3);
                log.noteCompacted(7);
            }
            return World.EVERY_THIRD.keep(batch);
        }));
        assertEquals(end + 2, log.bounds().lastIndex());
        assertEquals(2, log.segments().size());
        assertEquals(7, log.compactedIndex());
    }

    @Test
    void logThatIsDeletedMeanwhileLeavesNothing() {
        assertThrows(
                StorageException.class,
                () -> rewrite(failingAt(200, () -> {
                    store.close();
                    world.storage().delete(World.LOG);
                })));
        assertEquals(0, world.keys(Family.POSITIONS));
        assertEquals(0, world.keys(Family.ENTRIES));
        assertEquals(2, world.keys(Family.SMALL), "the format, and the number of the next log");
    }

    @Test
    void compactionThatTheDiskMayHaveNoRoomForIsNotTried() {
        store.close();
        Database database = world.storage().database();
        Journal journal = world.storage().journal();
        RollRule rule = new RollRule(World.CONFIG, Clock.systemUTC());
        LogState state = new LogOpener(World.LOG, 1, database, rule).open();
        long[] free = {2 * state.view().sizeInBytes()};
        LogRewriter rewriter = new LogRewriter(state, database, journal, () -> free[0]);
        long end = sealedEnd();
        assertTrue(rewriter.rewrite(1, end, World.EVERY_THIRD));
        free[0] = 1_000_000;
        assertThrows(StorageException.class, () -> rewriter.rewrite(1, end, NOTHING));
        state.close();
        int offsets = World.offsets(world.open(World.LOG)).size();
        assertEquals(ENTRIES - end + (end + 2) / 3, offsets);
    }

    /** A log that begins within a piece begins with a new one then, of which nothing was dropped. */
    @Test
    void droppedBeginningOfAPieceIsNotWrittenAgain() {
        log.dropPrefix(5);
        assertTrue(rewrite(World.EVERY_THIRD));
        store.close();
        store = world.open(World.LOG);
        log = store.log();
        assertEquals(5, log.bounds().firstIndex());
        int bytes = World.batches(store).stream()
                .mapToInt(batch -> batch.sizeInBytes())
                .sum();
        assertEquals(bytes, log.sizeInBytes());
        log.dropPrefix(7);
        log.dropPrefix(9);
        World.fill(store, 20, SIZE);
        bytes = World.batches(store).stream()
                .mapToInt(batch -> batch.sizeInBytes())
                .sum();
        assertEquals(bytes, log.sizeInBytes());
    }
}

package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memory, files and the write-ahead log have bounds, whatever the logs' number and size. */
class MemoryTest {
    private static final long MIB = 1L << 20;

    @TempDir
    Path directory;

    @Test
    void writeBuffersMustLeaveMemoryForBlocks() {
        Settings settings =
                new Settings(Map.of(RocksSettings.MEMORY.name(), "32MiB", RocksSettings.WRITE_BUFFERS.name(), "32MiB"));
        ConfigException refused = assertThrows(ConfigException.class, () -> RocksSettings.of(settings));
        assertTrue(String.valueOf(refused.getMessage()).contains(RocksSettings.WRITE_BUFFERS.name()));
        assertEquals(128 * MIB, RocksSettings.of(Settings.defaults()).memory());
    }

    @Test
    void memoryAndTheWriteAheadLogStayWithinTheirBoundsWhileLogsGrow() {
        Map<String, String> settings =
                Map.of(RocksSettings.MAX_WAL.name(), "8MiB", RocksSettings.MAX_OPEN_FILES.name(), "32");
        try (World world = World.open(directory, settings, Database::wal)) {
            List<ReplicaStore> stores = List.of(world.open(new LogId("a")), world.open(new LogId("b")));
            for (int i = 0; i < 20; i++) {
                for (ReplicaStore store : stores) {
                    World.fill(store, 100, 9000);
                    store.log().read(0, Long.MAX_VALUE, 1 << 20).close();
                }
                checkBounds(world);
            }
            stores.forEach(store -> assertEquals(World.texts(2000, 9000), World.values(store)));
        }
    }

    private static void checkBounds(World world) {
        Database database = world.storage().database();
        long buffers = database.property("rocksdb.cur-size-all-mem-tables");
        long blocks = database.property(Family.ENTRIES, "rocksdb.block-cache-usage");
        assertTrue(buffers <= 8 * MIB, buffers + " bytes of write buffers");
        assertTrue(blocks <= 17 * MIB, blocks + " bytes of cache");
        long wal = bytes(world, ".log");
        assertTrue(wal <= 24 * MIB, wal + " bytes of write-ahead log");
    }

    private static long bytes(World world, String suffix) {
        return world.files(suffix).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    @Test
    void compactionOfALargePieceStaysWithinTheBoundsAndItsSpaceComesBack() {
        Map<String, String> settings = Map.of(RocksSettings.MAX_WAL.name(), "8MiB");
        LogConfig large = new LogConfig((int) (40 * MIB), Duration.ofDays(7));
        try (World world = World.open(directory, settings, Database::wal)) {
            ReplicaStore store = world.storage().open(World.LOG, large);
            World.fill(store, 5000, 9000);
            long end = store.log().segments().getLast().firstIndex() - 1;
            assertTrue(store.log().rewrite(1, end, batch -> {
                if (batch.baseOffset() % 200 == 0) {
                    checkBounds(world);
                }
                return World.EVERY_THIRD.keep(batch);
            }));
            assertEquals(5000 - end + (end + 2) / 3, World.offsets(store).size());
            World.fill(store, 2000, 9000);
            long kept = bytes(world, ".blob");
            assertTrue(kept < 50 * MIB, kept + " bytes of 63 MB, of which 36 MB are needed");
        }
    }

    @Test
    void spaceOfDroppedAndDeletedLogsComesBack() {
        Map<String, String> settings = Map.of(RocksSettings.MAX_WAL.name(), "4MiB");
        try (World world = World.open(directory, settings, Database::wal)) {
            for (int i = 0; i < 12; i++) {
                ReplicaStore store = world.open(new LogId("log-" + i));
                World.fill(store, 1000, 9000);
                store.log().dropPrefix(990);
                store.close();
                world.storage().delete(new LogId("log-" + i));
            }
            long kept = bytes(world, ".blob");
            assertTrue(kept < 60 * MIB, kept + " bytes of 108 MB that were dropped");
        }
    }

    @Test
    void batchesThatStayDoNotKeepTheDroppedOnesOfTheirFilesOnDisk() {
        Map<String, String> settings = Map.of(RocksSettings.MAX_WAL.name(), "4MiB");
        try (World world = World.open(directory, settings, Database::wal)) {
            ReplicaStore longLived = world.open(new LogId("kept"));
            ReplicaStore shortLived = world.open(new LogId("dropped"));
            for (int i = 0; i < 200; i++) {
                World.fill(longLived, 1, 9000);
                World.fill(shortLived, 50, 9000);
                if (i % 10 == 0) {
                    shortLived.log().dropPrefix(shortLived.log().bounds().lastIndex());
                }
            }
            long kept = bytes(world, ".blob");
            assertTrue(kept < 45 * MIB, kept + " bytes of 92 MB, of which 6 MB are needed at most");
            assertEquals(World.texts(200, 9000), World.values(longLived));
        }
    }
}

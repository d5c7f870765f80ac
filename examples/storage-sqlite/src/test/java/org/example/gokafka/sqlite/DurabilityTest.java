package org.example.gokafka.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.StorageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What no kill of a process shows: that SQLite is asked to sync, when, and how often. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DurabilityTest {
    @TempDir
    Path directory;

    private Database database;
    private Writer writer;

    @BeforeEach
    void open() {
        database = open(directory.resolve("logs.db"));
        writer = new Writer(database);
    }

    private static Database open(Path file) {
        return Database.open(file, SqliteSettings.of(Settings.defaults()));
    }

    @AfterEach
    void close() {
        writer.close();
        database.close();
    }

    private static long ask(Connection connection, String sql) throws SQLException {
        return Database.rows(connection, row -> row.getLong(1), sql).getFirst();
    }

    private static long ask(Database database, String sql) {
        return database.<Long>read(connection -> ask(connection, sql));
    }

    private long syncs() {
        return ask(database, "SELECT syncs FROM meta");
    }

    @Test
    void onlyADurableWriteIsCommittedWithASync() {
        List<Long> levels = new ArrayList<>();
        for (boolean durable : new boolean[] {false, true, false}) {
            writer.write(durable, connection -> levels.add(ask(connection, "PRAGMA synchronous")), () -> {});
        }
        assertEquals(List.of(1L, 2L, 1L), levels, "1 is NORMAL, 2 is FULL");
    }

    @Test
    void oneSyncIsForAllThatWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch hold = new CountDownLatch(1);
        long before = syncs();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writes = new ArrayList<>();
            Writer.Change holding = connection -> {
                begun.countDown();
                await(hold);
            };
            writes.add(threads.submit(() -> writer.write(false, holding, () -> {})));
            begun.await();
            for (int i = 0; i < 50; i++) {
                writes.add(threads.submit(() -> writer.write(true, connection -> {}, () -> {})));
            }
            while (writer.waiting() < 50) {
                Thread.onSpinWait();
            }
            hold.countDown();
            for (Future<?> write : writes) {
                write.get();
            }
        }
        assertEquals(1, syncs() - before);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void afterAWriteThatFailedNoneSucceeds() {
        List<StorageException> told = new CopyOnWriteArrayList<>();
        writer.onFailure(told::add);
        assertThrows(
                StorageException.class,
                () -> writer.write(false, connection -> Database.execute(connection, "INSERT INTO nothing"), () -> {}));
        StorageException later =
                assertThrows(StorageException.class, () -> writer.write(true, connection -> {}, () -> {}));
        assertTrue(later.getMessage().contains("has failed before"), later.getMessage());
        assertEquals(0, syncs());
        writer.close(); // its thread has told then what it has to tell
        assertEquals(1, told.size(), "the broker learns of it once, and stops all replicas: " + told);
    }

    @Test
    void whatAStartFindsIsInTheDatabaseFileBeforeItIsToldOf() throws Exception {
        writer.write(false, connection -> Database.change(connection, "UPDATE meta SET last_number = 7"), () -> {});
        Path left = Files.createDirectory(directory.resolve("left"));
        for (String name : List.of("logs.db", "logs.db-wal")) {
            Files.copy(directory.resolve(name), left.resolve(name));
        }
        assertTrue(Files.size(left.resolve("logs.db-wal")) > 0, "a kill leaves the change in the write-ahead log");

        try (Database opened = open(left.resolve("logs.db"))) {
            assertEquals(0, Files.size(left.resolve("logs.db-wal")));
            assertEquals(7L, ask(opened, "SELECT last_number FROM meta"));
        }
    }

    @Test
    void writeAheadLogStaysSmallHoweverMuchIsWritten() throws Exception {
        for (int i = 1; i <= 60; i++) {
            long index = i;
            writer.write(
                    false,
                    connection -> Database.change(
                            connection, "INSERT INTO entries VALUES (1, ?, 1, 0, 0, 0, 1, 1, zeroblob(1000000))", index),
                    () -> {});
            assertTrue(Files.size(directory.resolve("logs.db-wal")) < Database.LOG_BYTES + (2 << 20));
        }
    }

    @Test
    void damageIsToldAsDamage() throws Exception {
        Path file = directory.resolve("damaged.db");
        Files.write(file, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        assertThrows(CorruptLogException.class, () -> open(file));
    }

    @Test
    void whatIsGoneIsFreedLittleByLittle() {
        for (int log = 1; log <= 3; log++) {
            long number = log;
            writer.write(
                    false,
                    connection -> {
                        for (int i = 1; i <= 500; i++) {
                            Database.change(
                                    connection, "INSERT INTO entries VALUES (?, ?, 1, 0, 0, 0, 1, 1, x'00')", number, i);
                        }
                    },
                    () -> {});
        }
        writer.write(true, connection -> writer.garbage().add(connection, 1, Long.MAX_VALUE), () -> {});
        writer.write(true, connection -> writer.garbage().add(connection, 2, 400), () -> {});
        while (ask(database, "SELECT count(*) FROM garbage") > 0) {
            Thread.onSpinWait();
        }
        assertEquals(101 + 500, ask(database, "SELECT count(*) FROM entries"));
    }
}

package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open files, interrupts, failures, and how the plugin is found. */
class ResourcesTest {
    @TempDir
    Path root;

    private LogFiles files;

    @BeforeEach
    void prepare() {
        files = new LogFiles(root);
    }

    @Test
    void thousandLogsKeepFewFilesOpen() throws Exception {
        int limit = 64;
        int threads = 16;
        try (FileStorage storage = files.open(FileSettings.MAX_OPEN_FILES.name(), "" + limit)) {
            try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
                List<Future<?>> done = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    LogId id = new LogId("log-" + i);
                    done.add(workers.submit(() -> useOnce(storage, id)));
                }
                for (Future<?> one : done) {
                    one.get();
                }
            }
            assertEquals(1000, storage.list().size());
            assertTrue(storage.openFiles() <= limit, storage.openFiles() + " files are open");
            assertTrue(openSegments() <= limit + threads, openSegments() + " files are open");
        }
        assertEquals(0, openSegments());
    }

    private static void useOnce(FileStorage storage, LogId id) {
        PartitionLog log = storage.open(id, LogFiles.ONE_SEGMENT).log();
        log.append(1, List.of(Batches.of(1, id.value())));
        assertEquals(1, log.sync());
        assertEquals(List.of(id.value()), Batches.values(log.read(0, 1, 1000)));
        log.append(2, List.of(Batches.of(1, "not synced")));
    }

    private long openSegments() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(link -> target(link).startsWith(root.toString())).count();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void filesOfASliceStayOpenUntilItIsClosed() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            LogFiles.fill(store, 1, 30);
            List<String> values = LogFiles.values(store.log());
            LogSlice slice = store.log().read(0, 30, Integer.MAX_VALUE);
            store.log().reset(1, 0, 0);
            assertEquals(1, files.segments().size());
            assertEquals(values, Batches.values(slice));
            assertThrows(StorageException.class, slice::toBuffer);
        }
        assertEquals(0, openSegments());
    }

    @Test
    void interruptedThreadReadsAppendsAndSyncs() {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            for (int i = 1; i <= 30; i++) {
                Thread.currentThread().interrupt();
                LogFiles.fill(store, 1, 1);
                assertEquals(i, store.log().sync());
                assertEquals(i, LogFiles.values(store.log()).size());
                assertTrue(Thread.interrupted(), "the interrupt is kept");
            }
            Thread.currentThread().interrupt();
            store.log().truncateSuffix(20);
            store.log().dropPrefix(5);
            assertTrue(Thread.interrupted());
            assertEquals(15, LogFiles.values(store.log()).size());
        }
    }

    @Test
    void interruptsInTheMiddleOfReadsDisturbNobody() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (FileStorage storage = files.open();
                ExecutorService threads = Executors.newCachedThreadPool()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 100);
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(threads.submit(() -> readWhileInterrupted(store.log(), done)));
            }
            for (int i = 0; i < 100; i++) {
                LogFiles.fill(store, 1, 5);
                store.log().sync();
            }
            done.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
            assertEquals(600, LogFiles.values(store.log()).size());
        }
    }

    private static void readWhileInterrupted(PartitionLog log, AtomicBoolean done) {
        Thread reader = Thread.currentThread();
        Thread interrupter = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                reader.interrupt();
                Thread.onSpinWait();
            }
        });
        while (!done.get()) {
            assertTrue(LogFiles.values(log).size() >= 100);
            assertTrue(log.entryAtIndex(3).isPresent());
        }
        while (interrupter.isAlive()) {
            Thread.onSpinWait();
        }
        Thread.interrupted();
    }

    @Test
    void failedLogTakesNoChangesButIsStillRead() throws IOException {
        FileStorage storage = files.open();
        ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
        LogFiles.fill(store, 1, 3);
        LogBounds before = store.log().bounds();
        List<String> values = LogFiles.values(store.log());
        Path aside = root.resolve("aside~");
        Files.move(files.directory(), aside);

        // It would begin a new segment, in a directory that is not there.
        assertThrows(StorageException.class, () -> store.log().append(4, List.of(Batches.ofSize(1, 500))));

        Files.move(aside, files.directory());
        assertThrows(StorageException.class, () -> LogFiles.fill(store, 1, 1));
        assertThrows(StorageException.class, () -> store.log().sync());
        assertThrows(StorageException.class, () -> store.log().truncateSuffix(1));
        assertThrows(StorageException.class, () -> store.log().dropPrefix(2));
        assertThrows(StorageException.class, () -> store.log().reset(1, 0, 0));
        assertEquals(before.lastIndex(), store.log().bounds().lastIndex());
        assertEquals(values, LogFiles.values(store.log()));
        assertThrows(StorageException.class, store::close);
        try (FileStorage again = files.open()) {
            assertEquals(
                    values,
                    LogFiles.values(
                            again.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS).log()));
        }
    }

    @Test
    void moduleAndClassPathNameTheSameProvider() throws Exception {
        URI classes = FileStorageProvider.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        try (InputStream in = Files.newInputStream(Path.of(classes).resolve("module-info.class"))) {
            List<String> provided = ModuleDescriptor.read(in).provides().stream()
                    .filter(provides -> provides.service().equals(StorageProvider.class.getName()))
                    .flatMap(provides -> provides.providers().stream())
                    .toList();
            List<String> found = ServiceLoader.load(StorageProvider.class).stream()
                    .map(provider -> provider.type().getName())
                    .toList();
            assertEquals(provided, found);
        }
    }
}

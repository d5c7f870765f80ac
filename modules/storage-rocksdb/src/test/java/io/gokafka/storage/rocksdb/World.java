package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A storage in a directory, for tests, with little memory. */
final class World implements AutoCloseable {
    static final LogId LOG = new LogId("topic-0");
    static final LogConfig CONFIG = new LogConfig(100_000, Duration.ofDays(7));
    /** Of batches with one record each. */
    static final EntryFilter EVERY_THIRD = batch -> batch.baseOffset() % 3 == 0 ? Optional.of(batch) : Optional.empty();

    private final Path directory;
    private final RocksStorage storage;

    private World(Path directory, RocksStorage storage) {
        this.directory = directory;
        this.storage = storage;
    }

    static World open(Path directory) {
        return open(directory, Map.of(), Database::wal);
    }

    /** @param wal what changes are written to */
    static World open(Path directory, Map<String, String> settings, Function<Database, Wal> wal) {
        Map<String, String> all = new HashMap<>(Map.of(
                RocksSettings.MEMORY.name(), "16MiB",
                RocksSettings.WRITE_BUFFERS.name(), "4MiB"));
        all.putAll(settings);
        RocksSettings parsed = RocksSettings.of(new Settings(all));
        return new World(directory, RocksStorage.open(directory, parsed, Clock.systemUTC(), wal));
    }

    RocksStorage storage() {
        return storage;
    }

    ReplicaStore open(LogId id) {
        return storage.open(id, CONFIG);
    }

    /** Appends so many batches of one record each, whose text is the offset, padded. */
    static void fill(ReplicaStore store, int batches, int size) {
        for (int i = 0; i < batches; i++) {
            long next = store.log().bounds().lastIndex() + 1;
            store.log()
                    .append(
                            next,
                            List.of(Batches.of(1, text(store.log().bounds().endOffset(), size))));
        }
    }

    static String text(long offset, int size) {
        return offset + "." + "x".repeat(size);
    }

    /** All values of a log, read by index, each batch verified. */
    static List<String> values(ReplicaStore store) {
        return records(store).stream()
                .map(record -> String.valueOf(record.valueText()))
                .toList();
    }

    /** The offsets of all records of a log. */
    static List<Long> offsets(ReplicaStore store) {
        return records(store).stream().map(Record::offset).toList();
    }

    private static List<Record> records(ReplicaStore store) {
        return batches(store).stream()
                .flatMap(batch -> batch.records().stream())
                .toList();
    }

    /** All batches of a log, read by index, each verified. */
    static List<RecordBatch> batches(ReplicaStore store) {
        List<RecordBatch> batches = new ArrayList<>();
        long index = store.log().bounds().firstIndex();
        while (index <= store.log().bounds().lastIndex()) {
            EntryRun read = EntryRun.read(store.log(), index, Long.MAX_VALUE, 1 << 20);
            assertEquals(index, read.firstIndex());
            for (RecordBatch batch : read.batches()) {
                batch.verify();
                batches.add(batch);
            }
            index = read.nextIndex();
        }
        return batches;
    }

    /** How many keys a family has. */
    int keys(Family family) {
        int keys = 0;
        try (Cursor cursor = storage.database().cursor(family)) {
            for (cursor.seek(new byte[0]); cursor.isThere(); cursor.next()) {
                keys++;
            }
        }
        return keys;
    }

    static List<String> texts(int count, int size) {
        return Stream.iterate(0L, i -> i + 1)
                .limit(count)
                .map(offset -> text(offset, size))
                .toList();
    }

    /** The database's files with a suffix. */
    List<Path> files(String suffix) {
        return files(directory, suffix);
    }

    static List<Path> files(Path directory, String suffix) {
        try (Stream<Path> files = Files.list(directory.resolve("db"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(file -> file.toFile().length() > 0)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Copies the directory as it is: what is left when the process is killed now. */
    static void copy(Path from, Path to) throws IOException {
        Map<Path, Long> before;
        do {
            deleteAll(to);
            before = sizes(from);
        } while (!copy(before, from, to) || !before.equals(sizes(from)));
    }

    /** Files that come and go as tables are merged are no moment's; a real crash has one. */
    private static boolean copy(Map<Path, Long> files, Path from, Path to) throws IOException {
        for (Path file : files.keySet()) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            try {
                Files.copy(file, target);
            } catch (NoSuchFileException gone) {
                return false;
            }
        }
        return true;
    }

    private static Map<Path, Long> sizes(Path directory) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(Files::isRegularFile)
                    .forEach(file -> sizes.put(file, file.toFile().length()));
            return sizes;
        } catch (UncheckedIOException gone) {
            return sizes(directory);
        }
    }

    static void deleteAll(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> tree = Files.walk(directory)) {
                for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(directory);
    }

    @Override
    public void close() {
        storage.close();
    }
}

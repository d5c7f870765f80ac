package io.gokafka.broker.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Vote;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data of a broker is the old or the new, whole, at every moment of a conversion. */
class ConversionTest {
    private static final ConversionListener SILENT = World.at(() -> {});

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"file, rocksdb", "rocksdb, file"})
    void logsVotesAndSnapshotsAreTheSameThereAndBack(String from, String to) throws IOException {
        Path directory = World.create(root.resolve("node1"), from);
        Map<LogId, World.Content> before = World.contents(directory);
        assertEquals(Set.of(World.EMPTY, World.LARGE, World.LIVED), before.keySet());

        Conversion.Result there = World.convert(directory, to, SILENT);

        assertEquals(to, World.storageOf(directory));
        assertEquals(before, World.contents(directory));
        assertEquals(3, there.logs());
        assertTrue(Files.isDirectory(there.oldFolder()), "the old data is kept");

        Conversion.Result back = World.convert(directory, from, SILENT);

        assertEquals(from, World.storageOf(directory));
        assertEquals(before, World.contents(directory));
        assertEquals(there.newFolder(), back.oldFolder());
    }

    @Test
    void oldDataIsDeletedWhenThatIsAskedFor() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Map<LogId, World.Content> before = World.contents(directory);
        Conversion.Result first = World.convert(directory, "rocksdb", SILENT);
        Conversion.Result second = World.convert(directory, "file", SILENT);

        try (StoppedBroker broker = StoppedBroker.toChange(directory)) {
            assertEquals(2, Conversion.deleteOld(broker, SILENT));
            assertEquals(0, Conversion.deleteOld(broker, SILENT));
        }

        assertFalse(Files.exists(first.oldFolder()));
        assertFalse(Files.exists(second.oldFolder()));
        assertEquals(before, World.contents(directory));
    }

    @Test
    void storageThatIsALinkIsConvertedAndDeletedWithWhatItLeadsTo() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Map<LogId, World.Content> before = World.contents(directory);
        Path link = directory.resolve("storage");
        Path elsewhere = Files.move(link, root.resolve("elsewhere"));
        Files.createSymbolicLink(link, elsewhere);
        assertTrue(Folders.size(link) > 0);

        World.convert(directory, "rocksdb", SILENT);

        assertEquals(before, World.contents(directory));
        try (StoppedBroker broker = StoppedBroker.toChange(directory)) {
            assertEquals(1, Conversion.deleteOld(broker, SILENT));
        }
        assertFalse(Files.exists(elsewhere));
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
        assertEquals(before, World.contents(directory));
    }

    /** A copy of the directory at each step is what a kill at that step leaves. */
    @ParameterizedTest
    @CsvSource({"file, rocksdb", "rocksdb, file"})
    void conversionThatWasKilledAtAnyStepGoesOnAndNothingIsLost(String from, String to) throws IOException {
        Path directory = World.create(root.resolve("node1"), from);
        Map<LogId, World.Content> before = World.contents(directory);
        List<Path> left = new ArrayList<>();

        World.convert(directory, to, World.at(() -> {
            Path copy = root.resolve("killed" + left.size());
            copyAtOneMoment(directory, copy);
            left.add(copy);
        }));

        assertTrue(left.size() > 15, left.size() + " steps");
        for (Path killed : left) {
            assertEquals(from, World.storageOf(killed), killed.toString());
            World.convert(killed, to, SILENT);
            assertEquals(before, World.contents(killed), killed.toString());
            deleteAll(killed);
        }
        assertEquals(before, World.contents(directory));
    }

    @Test
    void brokerThatRunsInBetweenFindsTheOldDataAndIsNotForgotten() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Map<LogId, World.Content> before = World.contents(directory);
        endBeforeTheSwitch(directory);
        assertEquals(before, World.contents(directory));
        LogId fresh = new LogId("new-0.00000000000000000000000000000009");

        World.change(directory, logs -> {
            logs.delete(World.EMPTY);
            logs.open(fresh, World.CONFIG).close();
            try (ReplicaStore large = logs.open(World.LARGE, World.CONFIG)) {
                large.log().truncateSuffix(20);
                large.log().append(20, List.of(Batches.of(11, "x"), Batches.of(11, "y")));
                large.votes().store(new Vote(12, Optional.of(World.NODE)));
            }
            try (ReplicaStore lived = logs.open(World.LIVED, World.CONFIG)) {
                lived.log().append(104, List.of(Batches.of(12, "z")));
            }
        });
        Map<LogId, World.Content> changed = World.contents(directory);
        World.convert(directory, "rocksdb", SILENT);

        assertEquals(changed, World.contents(directory));
        assertEquals(Set.of(fresh, World.LARGE, World.LIVED), changed.keySet());
    }

    @Test
    void copyThatIsNotEqualIsMadeAgain() throws IOException {
        Path directory = World.create(root.resolve("node1"), "rocksdb");
        Map<LogId, World.Content> before = World.contents(directory);
        endBeforeTheSwitch(directory);
        Path copy = directory.resolve("storage.2-file").resolve(World.LARGE.value());
        Path segment;
        try (Stream<Path> files = Files.list(copy)) {
            segment = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[1000] ^= 1;
        Files.write(segment, bytes);

        World.convert(directory, "file", SILENT);

        assertEquals(before, World.contents(directory));
    }

    @Test
    void damagedDataIsNotConverted() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Path log = directory.resolve("storage").resolve(World.LARGE.value());
        Path segment;
        try (Stream<Path> files = Files.list(log)) {
            segment = files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(segment);
        bytes[200_000] ^= 1;
        Files.write(segment, bytes);

        CorruptLogException failure =
                assertThrows(CorruptLogException.class, () -> World.convert(directory, "rocksdb", SILENT));

        assertTrue(String.valueOf(failure.getMessage()).contains("entry 2"), failure.getMessage());
        assertEquals("file", World.storageOf(directory));
    }

    @Test
    void unfinishedConversionToSomethingElseIsRemoved() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Path unfinished =
                Files.createDirectories(directory.resolve("storage.2-other").resolve("x"));
        World.convert(directory, "rocksdb", SILENT);
        assertFalse(Files.exists(unfinished.getParent()));
    }

    private static void endBeforeTheSwitch(Path directory) {
        class Ended extends RuntimeException {
            private static final long serialVersionUID = 1L;
        }
        String to = World.storageOf(directory).equals("file") ? "rocksdb" : "file";
        assertThrows(
                Ended.class,
                () -> World.convert(directory, to, new ConversionListener() {
                    @Override
                    public void begins(Phase phase) {
                        if (phase == Phase.SWITCH) {
                            throw new Ended();
                        }
                    }

                    @Override
                    public void log(LogId id) {}

                    @Override
                    public void done(long bytes) {}
                }));
    }

    /** RocksDB's own threads may be at work meanwhile: files that come and go are of no one moment. */
    private static void copyAtOneMoment(Path from, Path to) {
        while (true) {
            try {
                Map<Path, Long> before = sizes(from);
                World.copy(from, to);
                if (sizes(from).equals(before)) {
                    return;
                }
                deleteAll(to);
            } catch (NoSuchFileException | UncheckedIOException gone) {
                deleteAll(to);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static Map<Path, Long> sizes(Path folder) throws IOException {
        Map<Path, Long> sizes = new HashMap<>();
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.toList()) {
                sizes.put(path, Files.size(path));
            }
        }
        return sizes;
    }

    private static void deleteAll(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

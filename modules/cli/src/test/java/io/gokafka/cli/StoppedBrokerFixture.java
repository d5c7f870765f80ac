package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.Vote;
import io.gokafka.broker.plugin.Plugins;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The data directory of a broker that does not run, and the storage commands on it. */
abstract class StoppedBrokerFixture {
    static final String ORDERS = "orders-0.0123456789abcdef0123456789abcdef";
    static final LogConfig SMALL = new LogConfig(400, Duration.ofDays(7));
    private static final List<String> SETTINGS =
            List.of("--set", "storage.rocksdb.memory=16MiB", "--set", "storage.rocksdb.write-buffers=4MiB");

    @TempDir
    Path root;

    Path directory;

    @BeforeEach
    void prepare() throws IOException {
        directory = Files.createDirectory(root.resolve("node1"));
        Files.writeString(directory.resolve("broker.properties"), """
                version=1
                cluster-id=c1
                id=node1
                directory-id=01234567-89ab-cdef-0123-456789abcdef
                storage=file
                metadata-voters=node1
                peers=
                begun=true
                """);
        Files.createFile(directory.resolve(".lock"));
        Path folder = Files.createDirectory(directory.resolve("storage"));
        try (Storage storage = Plugins.discover(List.of())
                        .storageForTools("file")
                        .open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC()));
                ReplicaStore orders = storage.open(new LogId(ORDERS), SMALL)) {
            orders.log().append(1, List.of(Batches.control(Batches.TIME, 1), Batches.of(1, "a", "b")));
            for (int i = 3; i <= 12; i++) {
                orders.log().append(i, List.of(Batches.of(2, "v" + i)));
            }
            RecordBatch start = new LogStart(1).toBatch(Batches.TIME);
            start.assign(-1, 2);
            orders.log().append(13, List.of(start.buffer()));
            orders.votes().store(new Vote(3, Optional.of(new BrokerId("node2"))));
            orders.snapshots().store(new Snapshot(5, 2, 4, List.of(new BrokerId("node1")), new byte[77]));
            storage.open(LogId.CLUSTER, SMALL).close();
        }
    }

    Shell.Result run(String command, String... more) {
        List<String> words = Stream.of(
                        Stream.of("storage", command, directory.toString()), SETTINGS.stream(), Stream.of(more))
                .flatMap(w -> w)
                .toList();
        return Shell.alone().run(words.toArray(String[]::new));
    }

    String ok(String command, String... more) {
        Shell.Result result = run(command, more);
        assertEquals(0, result.code(), result.out() + result.err());
        return result.out();
    }

    void refused(int code, String message, String command, String... more) {
        Shell.Result result = run(command, more);
        assertEquals(code, result.code(), result.out() + result.err());
        assertTrue(result.err().startsWith("gokafka: " + message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    Path segment(int number) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("storage").resolve(ORDERS))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()
                    .get(number);
        }
    }

    Map<Path, ByteBuffer> contents() throws IOException {
        Map<Path, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                contents.put(path, ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }
}

package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import io.gokafka.broker.lifecycle.DataDirectory;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The storage commands on the data directory of a broker that does not run. */
class StorageCommandsTest {
    private static final String ORDERS = "orders-0.0123456789abcdef0123456789abcdef";
    private static final LogConfig SMALL = new LogConfig(400, Duration.ofDays(7));
    private static final List<String> SETTINGS =
            List.of("--set", "storage.rocksdb.memory=16MiB", "--set", "storage.rocksdb.write-buffers=4MiB");

    @TempDir
    Path root;

    private Path directory;

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

    private Shell.Result run(String command, String... more) {
        List<String> words = Stream.of(
                        Stream.of("storage", command, directory.toString()), SETTINGS.stream(), Stream.of(more))
                .flatMap(w -> w)
                .toList();
        return Shell.alone().run(words.toArray(String[]::new));
    }

    private String ok(String command, String... more) {
        Shell.Result result = run(command, more);
        assertEquals(0, result.code(), result.out() + result.err());
        return result.out();
    }

    private void refused(int code, String message, String command, String... more) {
        Shell.Result result = run(command, more);
        assertEquals(code, result.code(), result.out() + result.err());
        assertTrue(result.err().startsWith("gokafka: " + message), result.err());
        assertEquals(1, result.err().lines().count(), result.err());
    }

    private Path segment(int number) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("storage").resolve(ORDERS))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()
                    .get(number);
        }
    }

    private Map<Path, ByteBuffer> contents() throws IOException {
        Map<Path, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                contents.put(path, ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }

    @Test
    void logsAreListedWithBoundsVoteAndSnapshot() throws IOException {
        Map<Path, ByteBuffer> before = contents();
        List<String> lines = ok("inspect").lines().toList();

        assertEquals(3, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("LOG"), lines.toString());
        assertTrue(lines.get(1).matches("__cluster +none before 1 +none before 0 .*"), lines.toString());
        assertTrue(lines.get(2).matches("orders-0 +1-13 +0-11 +2 .*term 3 for node2 +index 5 +-"), lines.toString());
        assertEquals(before, contents());
    }

    @Test
    void logsAreDescribedForPrograms() {
        String json = ok("inspect", "--log", "orders-0", "--output", "json");
        for (String part : List.of(
                "{\"broker\":\"node1\",\"cluster\":\"c1\",\"storage\":\"file\"",
                "\"log\":\"" + ORDERS + "\",\"topic\":\"orders\",\"partition\":0,"
                        + "\"topicId\":\"0123456789abcdef0123456789abcdef\",\"firstIndex\":1,\"lastIndex\":13",
                "\"terms\":[{\"term\":1,\"index\":1,\"offset\":0},{\"term\":2,\"index\":3,\"offset\":2}]",
                "\"vote\":{\"term\":3,\"votedFor\":\"node2\"}",
                "\"snapshot\":{\"index\":5,\"term\":2,\"offset\":4,\"voters\":[\"node1\"],\"bytes\":77}",
                "\"active\":true,\"files\":[\"",
                "\"problem\":null")) {
            assertTrue(json.contains(part), part + " in " + json);
        }
        assertFalse(json.contains("__cluster"), json);
    }

    @Test
    void segmentsAreListedWithTheirFiles() throws IOException {
        String table = ok("inspect", "--segments");
        assertTrue(table.contains(segment(0).getFileName().toString()), table);
        assertTrue(table.contains(segment(0).getFileName().toString().replace(".log", ".index")), table);
        assertTrue(table.lines().filter(line -> line.contains("active")).count() == 2, table);
    }

    @Test
    void damagedLogIsShownBesideTheOthers() throws IOException {
        Files.delete(segment(0));
        Shell.Result result = run("inspect");
        assertEquals(1, result.code());
        assertTrue(result.out().contains("is missing"), result.out());
        assertTrue(result.out().contains("__cluster"), result.out());
    }

    @Test
    void soundDataPassesItsVerification() throws IOException {
        Map<Path, ByteBuffer> before = contents();
        assertTrue(ok("verify").startsWith("checked 2 logs, "));
        assertTrue(ok("verify").endsWith("nothing is damaged\n"));
        assertTrue(ok("verify", "--output", "json").contains("\"logs\":2,"));
        assertEquals(before, contents());
    }

    @Test
    void damageIsListedAndEndsWithOne() throws IOException {
        Path damaged = segment(1);
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[64] ^= 1;
        Files.write(damaged, bytes);
        Map<Path, ByteBuffer> before = contents();

        Shell.Result text = run("verify");
        Shell.Result json = run("verify", "--output", "json");

        assertEquals(1, text.code(), text.err());
        assertTrue(text.out().contains(damaged.toString()), text.out());
        assertTrue(text.out().contains("1 place damaged"), text.out());
        assertEquals(1, json.code());
        assertTrue(
                json.out().contains("\"damaged\":1,\"ofCrashes\":0,\"findings\":[{\"found\":\"damaged\""), json.out());
        assertTrue(json.out().contains("\"position\":0,\"index\":"), json.out());
        assertEquals(before, contents());
    }

    @Test
    void voteThatIsOlderThanTheLogIsDamage() {
        try (Storage storage = Plugins.discover(List.of())
                        .storageForTools("file")
                        .open(new StorageContext(
                                directory.resolve("storage"), Settings.defaults(), Clock.systemUTC()));
                ReplicaStore orders = storage.open(new LogId(ORDERS), SMALL)) {
            orders.votes().store(new Vote(1, Optional.of(new BrokerId("node1"))));
        }
        Shell.Result result = run("verify", "--log", "orders-0");
        assertEquals(1, result.code());
        assertTrue(result.out().contains("could vote twice in a term"), result.out());
    }

    @Test
    void batchesAreDumpedWithTheirNames() {
        List<String> lines = ok("dump", "--log", "orders-0").lines().toList();
        assertEquals(3 + 13, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("log orders-0: indexes 1-13, offsets 0-11, last term 2"), lines.get(0));
        assertEquals("vote: term 3 for node2", lines.get(1));
        assertEquals("snapshot: index 5, term 2, offset 4, voters node1, 77 bytes of state", lines.get(2));
        assertTrue(
                lines.get(3).startsWith("index 1  offsets none before 0  term 1  leader_change  1 record"),
                lines.get(3));
        assertTrue(lines.get(4).startsWith("index 2  offsets 0-1  term 1  data  2 records"), lines.get(4));
        assertTrue(lines.getLast().contains("log_start 1"), lines.getLast());
    }

    @Test
    void recordsAreDumpedFromAnOffsetOn() {
        List<String> lines = ok(
                        "dump",
                        "--log",
                        "orders-0",
                        "--from-offset",
                        "1",
                        "--max",
                        "2",
                        "--records",
                        "--format",
                        "%o=%v")
                .lines()
                .skip(3)
                .toList();
        assertEquals(5, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith("index 2 "), lines.get(0));
        assertEquals(List.of("  0=a", "  1=b"), lines.subList(1, 3));
        assertEquals("  2=v3", lines.getLast());
        assertTrue(ok("dump", "--log", ORDERS, "--from-index", "12").contains("\nindex 12 "));
        assertEquals(
                4,
                ok("dump", "--log", ORDERS, "--from-offset", "11", "--max", "1")
                        .lines()
                        .count());
    }

    @Test
    void dumpForProgramsIsAnObjectALine() {
        List<String> lines = ok(
                        "dump", "--log", "orders-0", "--from-index", "2", "--max", "1", "--records", "--output", "json")
                .lines()
                .toList();
        assertEquals(4, lines.size(), lines.toString());
        assertTrue(
                lines.get(1).startsWith("{\"index\":2,\"baseOffset\":0,\"nextOffset\":2,\"term\":1,\"type\":\"data\""));
        assertTrue(lines.get(1).endsWith("\"crcMatches\":true}"), lines.get(1));
        assertTrue(lines.get(3).startsWith("{\"topic\":\"orders\",\"partition\":0,\"offset\":1,"), lines.get(3));
    }

    @Test
    void dataIsConvertedThereAndBack() {
        String before = ok("dump", "--log", "orders-0", "--records");

        String there = ok("convert", "--from", "file", "--to", "rocksdb");

        assertTrue(there.contains("now set storage=rocksdb in the broker's configuration"), there);
        assertTrue(there.contains("the old data is kept in " + directory.resolve("storage")), there);
        assertTrue(ok("inspect", "--output", "json").contains("\"storage\":\"rocksdb\""));
        assertTrue(ok("verify").endsWith("nothing is damaged\n"));
        // What a log takes on disk is the storage's affair.
        assertEquals(withoutSize(before), withoutSize(ok("dump", "--log", "orders-0", "--records")));
        assertTrue(ok("convert", "--from", "file", "--to", "rocksdb").contains("is that of storage=rocksdb already"));

        String back = ok("convert", "--to", "file", "--delete-source");

        assertTrue(back.contains("deleted 2 folders of old data"), back);
        assertFalse(Files.exists(directory.resolve("storage")));
        assertEquals(withoutSize(before), withoutSize(ok("dump", "--log", "orders-0", "--records")));
    }

    private static String withoutSize(String dump) {
        return dump.replaceFirst(", [0-9]+ bytes\n", "\n");
    }

    @Test
    void directoryOfARunningBrokerIsRefused() {
        try (DataDirectory running = DataDirectory.open(directory, new BrokerId("node1"))) {
            String inUse = "data directory " + running.path() + " is in use by a running broker: stop it first";
            refused(2, inUse, "inspect");
            refused(2, inUse, "verify");
            refused(2, inUse, "dump", "--log", "orders-0");
            refused(2, inUse, "convert", "--to", "rocksdb");
        }
    }

    @Test
    void mistakesAreToldAndChangeNothing() throws IOException {
        Map<Path, ByteBuffer> before = contents();
        refused(
                2,
                "--log: there is no log 'order-0' (did you mean orders-0?); there are __cluster, orders-0",
                "dump",
                "--log",
                "order-0");
        refused(2, "--log is missing", "dump");
        refused(
                2,
                "--from-offset: 99 is not in the log; its offsets begin at 0 and end before 12",
                "dump",
                "--log",
                ORDERS,
                "--from-offset",
                "99");
        refused(
                2,
                "--from-offset and --from-index exclude",
                "dump",
                "--log",
                ORDERS,
                "--from-offset",
                "9",
                "--from-index",
                "1");
        refused(2, "--max: 0 is too few", "dump", "--log", ORDERS, "--max", "0");
        refused(2, "--format is for --records", "dump", "--log", ORDERS, "--format", "value");
        refused(2, "--to is missing", "convert");
        refused(2, "--from and --to are both 'file'", "convert", "--from", "file", "--to", "file");
        refused(
                2,
                "--from: the data is that of storage=file, not other",
                "convert",
                "--from",
                "other",
                "--to",
                "rocksdb");
        refused(2, "there is no storage plugin named 'rocks'", "convert", "--to", "rocks");
        assertEquals(before, contents());
        Path elsewhere = directory;
        directory = root.resolve("nowhere");
        refused(2, "there is no folder " + directory, "inspect");
        directory = root;
        refused(2, root + " is no data directory of a broker", "verify");
        directory = elsewhere.resolve("storage");
        refused(2, directory + " is no data directory of a broker", "inspect");
        assertEquals(2, Shell.alone().run("storage", "inspect").code());
    }
}

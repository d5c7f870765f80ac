package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.broker.lifecycle.DataDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Dumping a log of a broker that does not run; and mistakes with all commands on its data. */
class StorageDumpTest extends StoppedBrokerFixture {
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
        assertTrue(lines.get(1)
                .startsWith(
                        "{\"index\":2,\"baseOffset\":0,\"nextOffset\":2,\"entries\":1,\"term\":1,\"type\":\"data\""));
        assertTrue(lines.get(1).endsWith("\"crcMatches\":true}"), lines.get(1));
        assertTrue(lines.get(3).startsWith("{\"topic\":\"orders\",\"partition\":0,\"offset\":1,"), lines.get(3));
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

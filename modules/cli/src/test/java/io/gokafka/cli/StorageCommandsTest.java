package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.Vote;
import io.gokafka.broker.plugin.Plugins;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Looking at, verifying and converting the data of a broker that does not run. */
class StorageCommandsTest extends StoppedBrokerFixture {
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
    void logsThatWereSetAsideAreShown() throws IOException {
        Path damaged = directory.resolve("storage").resolve(ORDERS + "~damaged");
        Files.createDirectory(damaged);
        String last = ok("inspect").lines().toList().getLast();
        assertEquals("a damaged log of orders-0 was set aside in " + damaged, last);
        String json = ok("inspect", "--output", "json");
        assertTrue(json.contains("\"setAside\":[{\"log\":\"" + ORDERS + "\",\"place\":\"" + damaged + "\"}]"), json);
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
}

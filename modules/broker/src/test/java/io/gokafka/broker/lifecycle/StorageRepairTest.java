package io.gokafka.broker.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StorageRepairTest {
    private static final BrokerId SELF = new BrokerId("node1");
    private static final BrokerId OTHER = new BrokerId("node2");
    private static final Map<BrokerId, HostPort> PEERS =
            Map.of(SELF, HostPort.parse("host:1"), OTHER, HostPort.parse("host:2"));

    @TempDir
    private Path root;

    private DataDirectory directory;
    private Path storage;
    private Path aside;
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");

    @BeforeEach
    void open() {
        directory = DataDirectory.open(root.resolve("data"), SELF);
        storage = directory.storageFolder();
        aside = storage.resolveSibling("storage~damaged");
    }

    @AfterEach
    void close() {
        directory.close();
    }

    private static Identity founder(List<BrokerId> voters) {
        return new Identity("cluster", SELF, UUID.randomUUID(), "memory", voters, PEERS);
    }

    private static Identity member(List<BrokerId> voters) {
        return founder(voters).asMember(PEERS, voters);
    }

    /** With a storage that is damaged when its folder has a file of that name. */
    private void start(Identity identity) {
        new StorageRepair(directory, identity, () -> now)
                .open(StorageRepairTest::storage)
                .close();
    }

    private static Storage storage(Path folder) {
        if (Files.exists(folder.resolve("bad"))) {
            throw new CorruptLogException("a table is missing");
        }
        return new InMemoryStorageProvider().open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC()));
    }

    private void damage(String content) throws IOException {
        Files.writeString(storage.resolve("bad"), content);
    }

    private String refusal(Identity identity) {
        return String.valueOf(
                assertThrows(ConfigException.class, () -> start(identity)).getMessage());
    }

    @Test
    void aMemberSetsADamagedStorageAsideAndGoesOnWithAnEmptyOne() throws IOException {
        damage("first");
        start(member(List.of(SELF, OTHER)));
        assertEquals("first", Files.readString(aside.resolve("bad")));
        try (var files = Files.list(storage)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void soDoesAMemberThatIsNoVoterOnTheMetadata() throws IOException {
        damage("first");
        start(member(List.of(OTHER)));
        assertTrue(Files.exists(aside.resolve("bad")));
    }

    @Test
    void aLoneBrokerKeepsItWhereItIsAndSaysWhatToDo() throws IOException {
        damage("the only one");
        for (Identity alone : List.of(member(List.of(SELF)), founder(List.of(SELF)), founder(List.of(SELF, OTHER)))) {
            String refusal = refusal(alone);
            assertTrue(refusal.contains("a table is missing") && refusal.contains("storage verify"), refusal);
            assertEquals("the only one", Files.readString(storage.resolve("bad")));
            assertFalse(Files.exists(aside));
        }
    }

    @Test
    void notTwiceWithinAnHour() throws IOException {
        Identity member = member(List.of(SELF, OTHER));
        damage("first");
        start(member);
        damage("second");
        now = now.plus(StorageRepair.WITHIN).minusSeconds(1);
        String refusal = refusal(member);
        assertTrue(refusal.contains("less than an hour ago"), refusal);
        assertEquals("first", Files.readString(aside.resolve("bad")));
        assertEquals("second", Files.readString(storage.resolve("bad")));

        now = now.plus(Duration.ofSeconds(2));
        start(member);
        assertEquals("second", Files.readString(aside.resolve("bad")));
        try (var files = Files.list(directory.path())) {
            assertEquals(
                    List.of(".lock", "storage", "storage~damaged"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aFolderOnAnotherDiskIsSetAsideThere() throws IOException {
        Path real = root.resolve("disk/logs");
        Files.createDirectories(real);
        Files.delete(storage);
        Files.createSymbolicLink(storage, real);
        damage("first");
        start(member(List.of(SELF, OTHER)));
        assertEquals("first", Files.readString(root.resolve("disk/logs~damaged/bad")));
        assertTrue(Files.isSymbolicLink(storage) && Files.isDirectory(real));
    }

    @Test
    void whatIsNoDamageIsNoReason() {
        StorageRepair repair = new StorageRepair(directory, member(List.of(SELF, OTHER)), () -> now);
        assertThrows(
                StorageException.class,
                () -> repair.open(folder -> {
                    throw new StorageException("no permission");
                }));
        assertFalse(Files.exists(aside));
    }
}

package io.gokafka.broker.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.config.ConfigException;
import io.gokafka.broker.lifecycle.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppedBrokerTest {
    @TempDir
    Path root;

    private static String refusal(Path directory) {
        String read = String.valueOf(assertThrows(ConfigException.class, () -> StoppedBroker.toRead(directory))
                .getMessage());
        String change = String.valueOf(assertThrows(ConfigException.class, () -> StoppedBroker.toChange(directory))
                .getMessage());
        assertEquals(read, change);
        return read;
    }

    @Test
    void directoryOfARunningBrokerIsRefused() {
        Path directory = World.create(root.resolve("node1"), "file");
        try (DataDirectory running = DataDirectory.open(directory, World.NODE)) {
            assertTrue(refusal(running.path()).contains("in use by a running broker: stop it first"));
        }
        StoppedBroker.toRead(directory).close();
    }

    @Test
    void brokerIsNotStartedWhileSomebodyLooks() {
        Path directory = World.create(root.resolve("node1"), "file");
        for (boolean toChange : new boolean[] {true, false}) {
            try (StoppedBroker broker =
                    toChange ? StoppedBroker.toChange(directory) : StoppedBroker.toRead(directory)) {
                assertEquals("file", broker.storage());
                assertThrows(ConfigException.class, () -> DataDirectory.open(directory, World.NODE));
            }
        }
        DataDirectory.open(directory, World.NODE).close();
    }

    @Test
    void whatIsNoDataDirectoryIsRefusedAndStaysAsItIs() throws IOException {
        assertTrue(refusal(root.resolve("none")).startsWith("there is no folder"));
        Path other = Files.createDirectory(root.resolve("other"));
        assertTrue(refusal(other).contains("is no data directory of a broker"));
        assertFalse(Files.exists(other.resolve(".lock")));
    }

    @Test
    void folderOfTheStorageIsTakenForWhatItIs() {
        Path directory = World.create(root.resolve("node1"), "file");
        String refusal = refusal(directory.resolve("storage"));
        assertTrue(refusal.endsWith("as " + directory.toAbsolutePath().normalize()), refusal);
    }

    @Test
    void copyWithoutALockIsLookedAt() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Files.delete(directory.resolve(".lock"));
        try (StoppedBroker broker = StoppedBroker.toRead(directory)) {
            assertEquals(World.NODE, broker.id());
        }
        assertFalse(Files.exists(directory.resolve(".lock")));
    }

    @Test
    void directoryWithoutLogsIsToldFromAnEmptyOne() throws IOException {
        Path directory = World.create(root.resolve("node1"), "file");
        Folders.delete(directory.resolve("storage"));
        try (StoppedBroker broker = StoppedBroker.toRead(directory)) {
            assertThrows(ConfigException.class, broker::storageFolder);
        }
    }
}

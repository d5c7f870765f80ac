package io.gokafka.broker.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.config.ConfigException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
    private static final BrokerId SELF = new BrokerId("node1");
    private static final Identity IDENTITY = new Identity(
            "cluster",
            SELF,
            UUID.randomUUID(),
            "file",
            List.of(SELF, new BrokerId("node2")),
            Map.of(SELF, HostPort.parse("[::1]:1"), new BrokerId("node2"), HostPort.parse("host:2")));

    @TempDir
    private Path folder;

    private String refusal(BrokerId broker) {
        return String.valueOf(assertThrows(ConfigException.class, () -> DataDirectory.open(folder, broker))
                .getMessage());
    }

    @Test
    void aNewDirectoryIsCreatedAndRemembersWhoseItIs() {
        Path missing = folder.resolve("a/b");
        try (DataDirectory directory = DataDirectory.open(missing, SELF)) {
            assertTrue(directory.identity().isEmpty());
            assertTrue(Files.isDirectory(directory.storageFolder()));
            directory.store(IDENTITY);
        }
        try (DataDirectory again = DataDirectory.open(missing, SELF)) {
            assertEquals(IDENTITY, again.identity().orElseThrow());
        }
    }

    @Test
    void aMemberRemembersThatTheClusterHasBegun() {
        try (DataDirectory directory = DataDirectory.open(folder, SELF)) {
            directory.store(IDENTITY);
            directory.store(IDENTITY.asMember(IDENTITY.peers(), IDENTITY.metadataVoters()));
        }
        try (DataDirectory again = DataDirectory.open(folder, SELF)) {
            assertTrue(again.identity().orElseThrow().begun());
        }
    }

    @Test
    void aDirectoryOfAnotherBrokerIsRefusedAndItsNameIsTold() {
        try (DataDirectory directory = DataDirectory.open(folder, SELF)) {
            directory.store(IDENTITY);
        }
        assertTrue(refusal(new BrokerId("other")).contains("belongs to broker 'node1'"));
        DataDirectory.open(folder, SELF).close();
    }

    @Test
    void aDirectoryInUseIsRefusedUntilItIsClosed() {
        DataDirectory first = DataDirectory.open(folder, SELF);
        assertTrue(refusal(SELF).contains("in use by a running broker"));
        first.close();
        DataDirectory.open(folder, SELF).close();
    }

    @Test
    void aDirectoryThatAnotherProcessHasIsRefused() throws IOException, InterruptedException {
        Path program = folder.resolve("Holder.java");
        Files.writeString(program, """
                import java.nio.channels.*;
                import java.nio.file.*;
                class Holder {
                    public static void main(String[] args) throws Exception {
                        FileChannel.open(Path.of(args[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE).lock();
                        System.out.println("locked");
                        System.in.read();
                    }
                }
                """);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        program.toString(),
                        folder.resolve(".lock").toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = other.inputReader()) {
            assertEquals("locked", lines.readLine());
            assertTrue(refusal(SELF).contains("in use by a running broker"));
        } finally {
            other.destroyForcibly();
            assertTrue(other.waitFor(20, TimeUnit.SECONDS));
        }
        DataDirectory.open(folder, SELF).close();
    }

    @Test
    void aFileInPlaceOfTheDirectoryIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThrows(ConfigException.class, () -> DataDirectory.open(file, SELF));
    }

    @Test
    void aDamagedIdentityIsSaidToBeSoAndLeavesTheDirectoryFree() throws IOException {
        Path file = folder.resolve("broker.properties");
        IdentityFile.write(file, IDENTITY);
        String good = Files.readString(file);
        assertEquals(IDENTITY, IdentityFile.read(file).orElseThrow());
        for (String damaged : List.of(
                good.replace("directory-id=", "directory-id=x"),
                good.replace("node2@", "node2#"),
                good.replace("host:2", "host"),
                good.replace("storage=file\n", ""),
                good.replace("id=node1", "id=\\u00"),
                "")) {
            Files.writeString(file, damaged);
            assertTrue(refusal(SELF).contains("broker.properties"), damaged);
        }
        Files.writeString(file, good);
        DataDirectory.open(folder, SELF).close();
    }

    @Test
    void nobodyElseCanReadWhatIsThere() throws IOException {
        Path data = folder.resolve("a/b");
        try (DataDirectory directory = DataDirectory.open(data, SELF)) {
            directory.store(IDENTITY);
            assertEquals("rwx------", permissions(directory.storageFolder()));
        }
        assertEquals("rwx------", permissions(folder.resolve("a")));
        assertEquals("rwx------", permissions(data));
        assertEquals("rw-------", permissions(data.resolve(".lock")));
        assertEquals("rw-------", permissions(data.resolve("broker.properties")));
    }

    @Test
    void whatOthersCouldReadIsClosedToThemButForTheDirectoryThatSomebodyMade() throws IOException {
        try (DataDirectory directory = DataDirectory.open(folder, SELF)) {
            directory.store(IDENTITY);
            open(directory.storageFolder(), "rwxr-xr-x");
        }
        open(folder.resolve(".lock"), "rw-r--r--");
        open(folder.resolve("broker.properties"), "rw-r--r--");
        open(folder, "rwxr-x---");
        try (DataDirectory directory = DataDirectory.open(folder, SELF)) {
            assertEquals("rwx------", permissions(directory.storageFolder()));
            directory.store(IDENTITY.asMember(IDENTITY.peers(), IDENTITY.metadataVoters()));
        }
        assertEquals("rw-------", permissions(folder.resolve(".lock")));
        assertEquals("rw-------", permissions(folder.resolve("broker.properties")));
        assertEquals("rwxr-x---", permissions(folder));
    }

    private static void open(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

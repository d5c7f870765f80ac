package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lose bytes under a log that is open: told from a log that cuts itself. */
class OpenLogDamageTest {
    private static final int ENTRIES = 40;

    @TempDir
    Path root;

    private LogFiles files;
    private FileStorage storage;
    private PartitionLog log;

    @BeforeEach
    void fill() {
        files = new LogFiles(root);
        storage = files.open();
        var store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
        log = store.log();
        LogFiles.fill(store, 1, ENTRIES);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void cut(int segment) throws Exception {
        try (FileChannel channel = FileChannel.open(files.segments().get(segment), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
    }

    private void readAll() {
        EntryVerifier.read(log, 1, ENTRIES, Integer.MAX_VALUE);
    }

    @Test
    void aSegmentThatBecameShorterIsDamage() throws Exception {
        readAll();
        cut(1);
        assertThrows(CorruptLogException.class, this::readAll);
    }

    @Test
    void bytesThatGoAwayUnderASliceAreDamage() throws Exception {
        try (LogSlice slice = log.readEntries(1, ENTRIES, Integer.MAX_VALUE)) {
            cut(1);
            assertThrows(CorruptLogException.class, slice::toBuffer);
        }
    }

    @Test
    void whatTheLogCutItselfIsNone() {
        try (LogSlice slice = log.readEntries(1, ENTRIES, Integer.MAX_VALUE)) {
            log.truncateSuffix(2);
            try {
                slice.toBuffer();
            } catch (StorageException e) {
                assertEquals(Segment.GoneException.class, e.getClass());
            }
        }
    }

    @Test
    void aSegmentThatIsMissingIsDamage() throws Exception {
        storage.close();
        storage = files.open();
        log = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS).log();
        Files.delete(files.segments().get(1));
        assertThrows(CorruptLogException.class, this::readAll);
    }

    @Test
    void nobodyElseCanReadTheFilesOfALog() throws Exception {
        log.sync();
        storage.close();
        storage = files.open();
        storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS).log().truncateSuffix(20);
        assertEquals("rwx------", permissions(files.directory()));
        try (Stream<Path> all = Files.list(files.directory())) {
            for (Path file : all.toList()) {
                assertEquals("rw-------", permissions(file), file.toString());
            }
        }
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}

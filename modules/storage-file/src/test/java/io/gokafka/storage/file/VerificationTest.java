package io.gokafka.storage.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.Vote;
import io.gokafka.api.storage.support.TermTable;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.InspectionRules;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of damage is found where it is, what a crash leaves is told from it, and nothing is changed. */
class VerificationTest {
    /** Bytes of a batch with a record of one or two characters; segments of five. */
    private static final int BATCH = Batches.of(1, "0").remaining();

    @TempDir
    Path root;

    private LogFiles files;

    @BeforeEach
    void prepare() throws IOException {
        files = new LogFiles(Files.createDirectory(root.resolve("data")));
    }

    /** Five sealed segments and a last one, closed in good order; a vote and a snapshot. */
    private void writeCleanly() {
        try (FileStorage storage = files.open("storage.file.index-interval", "64")) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS);
            LogFiles.fill(store, 1, 10);
            LogFiles.fill(store, 2, 13);
            store.votes().store(new Vote(2, Optional.of(new BrokerId("node1"))));
            store.snapshots().store(new Snapshot(3, 1, 3, List.of(), new byte[100]));
        }
    }

    /** The same as a crash would leave it: nothing is known to be synced. */
    private void writeAndCrash() throws IOException {
        try (FileStorage storage = files.open()) {
            LogFiles.fill(storage.open(LogFiles.LOG, LogFiles.SMALL_SEGMENTS), 1, 23);
            files = files.copyTo(root.resolve("crashed"));
        }
    }

    /** Verifies, and sees that nothing was changed. */
    private List<Finding> verify() throws IOException {
        Map<String, ByteBuffer> before = files.contents();
        InspectionRules.Verified verified = new InspectionRules.Verified();
        try (StorageInspection inspection = inspect()) {
            inspection.verify(LogFiles.LOG, verified);
        }
        assertEquals(before, files.contents());
        return verified.found();
    }

    private StorageInspection inspect() {
        return new FileStorageProvider()
                .inspect(new StorageContext(files.root(), Settings.defaults(), files.clock()))
                .orElseThrow();
    }

    private Finding only() throws IOException {
        List<Finding> found = verify();
        assertEquals(1, found.size(), found.toString());
        return found.getFirst();
    }

    private static void assertFound(Finding.Kind kind, Path file, long position, long index, Finding finding) {
        assertEquals(kind, finding.kind(), finding.toString());
        assertEquals(Optional.of(file), finding.file());
        assertEquals(OptionalLong.of(position), finding.position(), finding.toString());
        assertEquals(OptionalLong.of(index), finding.index(), finding.toString());
        assertEquals(OptionalLong.of(index - 1), finding.offset(), finding.toString());
    }

    private static long firstIndexOf(Path segment) {
        return Long.parseLong(segment.getFileName().toString().split("-")[1]);
    }

    @Test
    void soundLogHasNoFindings() throws IOException {
        writeCleanly();
        assertTrue(files.segments().size() > 4, files.segments().toString());
        assertEquals(List.of(), verify());
    }

    @Test
    void flippedBitInASealedSegmentIsFoundAndTheRestIsVerified() throws IOException {
        writeCleanly();
        Path second = files.segments().get(1);
        Path third = files.segments().get(2);
        LogFiles.flipBit(second, BATCH + BATCH - 3);
        LogFiles.flipBit(third, 30);

        List<Finding> found = verify();

        assertEquals(2, found.size(), found.toString());
        assertFound(Finding.Kind.DAMAGED, second, BATCH, firstIndexOf(second) + 1, found.get(0));
        assertFound(Finding.Kind.DAMAGED, third, 0, firstIndexOf(third), found.get(1));
        assertTrue(found.get(0).what().contains("checksum"), found.toString());
    }

    @Test
    void flippedBitInAHeaderIsFound() throws IOException {
        writeCleanly();
        Path second = files.segments().get(1);
        LogFiles.flipBit(second, BATCH + 3);
        assertFound(Finding.Kind.DAMAGED, second, BATCH, firstIndexOf(second) + 1, only());
    }

    @Test
    void segmentThatWasCutIsFound() throws IOException {
        writeCleanly();
        Path second = files.segments().get(1);
        Files.write(second, Arrays.copyOf(Files.readAllBytes(second), 2 * BATCH));

        Finding found = only();

        assertEquals(Finding.Kind.DAMAGED, found.kind());
        assertEquals(OptionalLong.of(2L * BATCH), found.position());
        assertTrue(found.what().contains("bytes instead of"), found.what());
    }

    @Test
    void segmentThatIsMissingIsFound() throws IOException {
        writeCleanly();
        Path second = files.segments().get(1);
        Files.delete(second);

        Finding found = only();

        assertEquals(OptionalLong.of(firstIndexOf(second)), found.index());
        assertTrue(found.what().contains("missing"), found.what());
        try (StorageInspection inspection = inspect()) {
            assertThrows(CorruptLogException.class, () -> inspection.open(LogFiles.LOG));
        }
    }

    @Test
    void batchesOfAnotherSegmentAreFound() throws IOException {
        writeCleanly();
        Path second = files.segments().get(1);
        Files.copy(files.segments().get(2), second, StandardCopyOption.REPLACE_EXISTING);
        List<Finding> found = verify();
        assertFound(Finding.Kind.DAMAGED, second, 0, firstIndexOf(second), found.getFirst());
    }

    @Test
    void damageOfACleanlyClosedEndIsNoTornTail() throws IOException {
        writeCleanly();
        Path last = files.lastSegment();
        Files.write(last, new byte[10], StandardOpenOption.APPEND);
        assertEquals(Finding.Kind.DAMAGED, only().kind());

        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), (int) Files.size(last) - 20));
        assertTrue(verify().stream().anyMatch(f -> f.kind() == Finding.Kind.DAMAGED));
    }

    @Test
    void tornTailIsACrashs() throws IOException {
        writeAndCrash();
        Path last = files.lastSegment();
        int whole = (int) Files.size(last);
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), whole - 7));
        Map<String, ByteBuffer> before = files.contents();

        Finding found = only();

        assertFound(Finding.Kind.CRASH, last, whole - BATCH - 1, 23, found);
        try (StorageInspection inspection = inspect();
                LogInspection log = inspection.open(LogFiles.LOG)) {
            assertEquals(22, log.bounds().lastIndex());
        }
        assertEquals(before, files.contents());
    }

    @Test
    void tailThatWasSyncedIsDamagedWhenItIsTorn() throws IOException {
        try (FileStorage storage = files.open()) {
            ReplicaStore store = storage.open(LogFiles.LOG, LogFiles.ONE_SEGMENT);
            LogFiles.fill(store, 1, 5);
            store.log().sync();
            LogFiles.fill(store, 1, 3);
            files = files.copyTo(root.resolve("crashed"));
        }
        LogFiles.flipBit(files.lastSegment(), 2L * BATCH + 65);
        LogFiles.flipBit(files.lastSegment(), 6L * BATCH + 65);

        List<Finding> found = verify();

        assertEquals(2, found.size(), found.toString());
        assertFound(Finding.Kind.DAMAGED, files.lastSegment(), 2L * BATCH, 3, found.get(0));
        assertFound(Finding.Kind.CRASH, files.lastSegment(), 6L * BATCH, 7, found.get(1));
    }

    @Test
    void damagedIndexIsFound() throws IOException {
        writeCleanly();
        Path index = files.indexes().get(1);
        LogFiles.flipBit(index, 60);

        Finding found = only();

        assertEquals(Finding.Kind.DAMAGED, found.kind());
        assertEquals(Optional.of(index), found.file());
    }

    @Test
    void indexThatIsMissingOrTornIsACrashs() throws IOException {
        writeCleanly();
        byte[] whole = Files.readAllBytes(files.indexes().get(1));
        Path index = files.indexes().get(1);
        Files.write(index, Arrays.copyOf(whole, whole.length - 8));
        assertEquals(Finding.Kind.CRASH, only().kind());
        Files.write(index, new byte[whole.length]);
        assertEquals(Finding.Kind.CRASH, only().kind());
        Files.delete(index);
        assertEquals(Finding.Kind.CRASH, only().kind());
    }

    @Test
    void indexThatLeadsElsewhereIsFound() throws IOException {
        writeCleanly();
        Path index = files.indexes().get(1);
        byte[] frame = Files.readAllBytes(index);
        ByteBuffer content = ByteBuffer.wrap(frame).slice(12, frame.length - 12);
        // The position of the last entry that it knows: a wrong one under a right checksum.
        int position = content.limit() - 2 * Long.BYTES;
        content.putLong(position, content.getLong(position) - 1);
        Files.write(index, Checksummed.frame(ByteBuffer.wrap(frame).getInt(0), content));

        Finding found = only();

        assertEquals(Finding.Kind.DAMAGED, found.kind());
        assertTrue(found.what().contains("wrong place"), found.what());
    }

    @Test
    void damagedVoteSnapshotAndManifestAreFound() throws IOException {
        writeCleanly();
        for (String name : List.of("vote", "snapshot", "manifest")) {
            Path file = files.directory().resolve(name);
            byte[] whole = Files.readAllBytes(file);
            LogFiles.flipBit(file, whole.length - 2);

            Finding found = only();

            assertEquals(Finding.Kind.DAMAGED, found.kind());
            assertEquals(Optional.of(file), found.file());
            Files.write(file, whole);
        }
    }

    @Test
    void termsOfTheManifestAreComparedWithTheEntries() throws IOException {
        writeCleanly();
        Manifest manifest = Manifest.read(files.directory());
        TermTable wrong = new TermTable(0, manifest.terms().starts().subList(0, 1));
        new Manifest(manifest.firstIndex(), manifest.startOffset(), wrong, manifest.segments(), manifest.cleanEnd(), 0)
                .write(files.directory());
        assertTrue(only().what().contains("terms"));
    }

    @Test
    void leftoversOfCutShortChangesAreACrashs() throws IOException {
        writeCleanly();
        Files.createFile(files.directory().resolve("manifest.tmp"));
        Files.createFile(files.directory().resolve("00000000000000000099-00000000000000000100-000042.log"));
        List<Finding> found = verify();
        assertEquals(2, found.size(), found.toString());
        assertTrue(found.stream().allMatch(f -> f.kind() == Finding.Kind.CRASH), found.toString());
    }
}

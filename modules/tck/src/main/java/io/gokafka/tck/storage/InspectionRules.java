package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.Finding;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogInspection;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.OffsetOutOfRangeException;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageInspection;
import io.gokafka.api.storage.StoredSegment;
import io.gokafka.api.storage.TermStart;
import io.gokafka.api.storage.VerifyListener;
import io.gokafka.api.storage.Vote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looking at what a storage has left. A storage that has no inspection passes them over. */
public interface InspectionRules extends HasStorage {
    /** A vote. */
    Vote VOTE = new Vote(7, Optional.of(new BrokerId("node2")));

    /** A snapshot. */
    Snapshot SNAPSHOT = new Snapshot(9, 1, 8, List.of(new BrokerId("node1")), new byte[] {1, 2, 3});

    @Test
    default void inspectionFindsWhatAStartFinds() {
        for (boolean cleanly : new boolean[] {true, false}) {
            live();
            world().log().sync();
            world().end(cleanly);

            try (StorageInspection inspection = inspection();
                    LogInspection log = inspection.open(StorageFixture.LOG)) {
                Set<LogId> ids = inspection.list();
                LogBounds bounds = log.bounds();
                List<TermStart> terms = log.terms();
                List<LogSegment> segments =
                        log.segments().stream().map(StoredSegment::segment).toList();
                List<ByteBuffer> entries = entries(log);
                assertEquals(VOTE, log.vote());
                assertEquals(Optional.of(SNAPSHOT), log.snapshot());

                world().reopen();

                assertEquals(world().storage().list(), ids);
                assertEquals(world().log().bounds(), bounds);
                assertEquals(world().log().terms(), terms);
                assertEquals(world().log().segments(), segments);
                assertEquals(
                        Batches.in(world().log().readEntries(bounds.firstIndex(), Long.MAX_VALUE, Integer.MAX_VALUE))
                                .stream()
                                .map(RecordBatch::buffer)
                                .toList(),
                        entries);
            }
        }
    }

    @Test
    default void inspectionReadsFromAnyEntry() {
        live();
        LogBounds bounds = world().log().bounds();
        world().end(true);

        try (StorageInspection inspection = inspection();
                LogInspection log = inspection.open(StorageFixture.LOG)) {
            for (long index = bounds.lastIndex(); index >= bounds.firstIndex(); index--) {
                RecordBatch first = Batches.in(log.readEntries(index, 1)).getFirst();
                assertEquals(1, Batches.in(log.readEntries(index, 1)).size());
                assertTrue(first.baseOffset() >= bounds.startOffset() && first.nextOffset() <= bounds.endOffset());
            }
            assertEquals(0, log.readEntries(bounds.lastIndex() + 1, 1000).size());
            assertThrows(OffsetOutOfRangeException.class, () -> log.readEntries(bounds.lastIndex() + 2, 1000));
            assertThrows(OffsetOutOfRangeException.class, () -> log.readEntries(bounds.firstIndex() - 1, 1000));
        }
    }

    @Test
    default void emptyLogIsInspected() {
        world().end(true);
        try (StorageInspection inspection = inspection();
                LogInspection log = inspection.open(StorageFixture.LOG)) {
            assertEquals(new LogBounds(1, 0, 0, 0, 0, 0), log.bounds());
            assertEquals(Vote.NONE, log.vote());
            assertEquals(Optional.empty(), log.snapshot());
            assertEquals(List.of(), entries(log));
        }
        assertEquals(List.of(), verify().found());
    }

    @Test
    default void logThatIsNotThereIsNotInspected() {
        world().end(true);
        try (StorageInspection inspection = inspection()) {
            LogId other = new LogId("other-1");
            assertThrows(StorageException.class, () -> inspection.open(other));
            assertThrows(StorageException.class, () -> inspection.verify(other, new Verified()));
            assertEquals(Set.of(StorageFixture.LOG), inspection.list());
        }
    }

    @Test
    default void soundLogsPassTheirVerification() {
        for (boolean cleanly : new boolean[] {true, false}) {
            live();
            long bytes = world().log().sizeInBytes();
            world().log().sync();
            world().end(cleanly);

            Verified verified = verify();

            assertEquals(List.of(), verified.damage());
            assertTrue(verified.bytes() >= bytes - 1000, verified.bytes() + " of " + bytes + " bytes");
            world().reopen();
        }
        world().log().truncateSuffix(world().log().bounds().lastIndex() - 5);
        world().fill(9, 3);
        world().log().dropPrefix(world().log().bounds().lastIndex());
        world().end(true);
        assertEquals(List.of(), verify().found());
        world().reopen();
        world().log().reset(1000, 5000, 9);
        world().fill(10, 30);
        world().end(false);
        assertEquals(List.of(), verify().damage());
    }

    @Test
    default void lookingChangesNothingOnDisk() throws IOException {
        for (boolean cleanly : new boolean[] {true, false}) {
            live();
            world().end(cleanly);
            Path directory = world().context().directory();
            Map<Path, ByteBuffer> before = contents(directory);
            for (int i = 0; i < 2; i++) {
                verify();
                try (StorageInspection inspection = inspection();
                        LogInspection log = inspection.open(StorageFixture.LOG)) {
                    entries(log);
                    log.segments();
                    log.vote();
                    log.snapshot();
                }
            }
            assertEquals(before, contents(directory));
            world().reopen();
        }
    }

    /** A log that has lived: several terms and segments, entries without offsets, a start that was moved, a cut end. */
    private void live() {
        long term = world().log().bounds().lastTerm() + 1;
        world().append(Batches.control(Batches.TIME, term));
        world().fill(term, 40);
        world().append(Batches.control(Batches.TIME, term + 1), Batches.of(term + 1, "a", "b", "c"));
        world().fill(term + 1, 25);
        world().log().truncateSuffix(world().log().bounds().lastIndex() - 3);
        world().fill(term + 2, 17);
        world().log().dropPrefix(world().log().bounds().lastIndex() - 60);
        world().store().votes().store(VOTE);
        world().store().snapshots().store(SNAPSHOT);
    }

    private StorageInspection inspection() {
        Optional<StorageInspection> inspection = world().provider().inspect(world().context());
        assumeTrue(inspection.isPresent(), "this storage cannot be inspected");
        return inspection.orElseThrow();
    }

    private Verified verify() {
        Verified verified = new Verified();
        try (StorageInspection inspection = inspection()) {
            inspection.list().forEach(id -> inspection.verify(id, verified));
            inspection.verifyShared(verified);
        }
        return verified;
    }

    private static List<ByteBuffer> entries(LogInspection log) {
        List<ByteBuffer> entries = new ArrayList<>();
        for (long index = log.bounds().firstIndex(); index <= log.bounds().lastIndex(); ) {
            List<RecordBatch> read = Batches.in(log.readEntries(index, 500));
            read.forEach(batch -> entries.add(batch.buffer()));
            index += read.size();
        }
        return entries;
    }

    private static Map<Path, ByteBuffer> contents(Path directory) throws IOException {
        Map<Path, ByteBuffer> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(path), ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return contents;
    }

    /** What a verification said. */
    final class Verified implements VerifyListener {
        private final List<Finding> found = new ArrayList<>();
        private long bytes;

        /** Before it has said anything. */
        public Verified() {}

        @Override
        public void checked(long more) {
            bytes += more;
        }

        @Override
        public void found(Finding finding) {
            found.add(finding);
        }

        /** All findings. */
        public List<Finding> found() {
            return found;
        }

        /** Those that are damage. */
        public List<Finding> damage() {
            return found.stream()
                    .filter(finding -> finding.kind() == Finding.Kind.DAMAGED)
                    .toList();
        }

        /** How much was checked. */
        public long bytes() {
            return bytes;
        }
    }
}

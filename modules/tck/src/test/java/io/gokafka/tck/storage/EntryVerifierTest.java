package io.gokafka.tck.storage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.BatchStream;
import io.gokafka.api.storage.CorruptLogException;
import io.gokafka.api.storage.EntryVerifier;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.StorageContext;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every byte of what a log returns counts. */
class EntryVerifierTest {
    private static final int BASE_OFFSET = 0;
    private static final int LENGTH = 8;
    private static final int LEADER_EPOCH = 12;
    private static final int CRC = 17;

    private final PartitionLog log = new InMemoryStorageProvider()
            .open(new StorageContext(Path.of("memory"), Settings.defaults(), Clock.systemUTC()))
            .open(new LogId("log"), LogConfig.DEFAULT)
            .log();
    private ByteBuffer good = ByteBuffer.allocate(0);

    @BeforeEach
    void fill() {
        log.append(
                1,
                List.of(
                        Batches.control(1, 1),
                        Batches.of(1, "a", "b"),
                        Batches.control(1, 2),
                        Batches.of(2, "c", "d")));
        good = log.readEntries(1, 4, Integer.MAX_VALUE).toBuffer();
    }

    private EntryVerifier verifier() {
        return new EntryVerifier(log, log.entryAtIndex(1).orElseThrow());
    }

    private ByteBuffer copy() {
        return ByteBuffer.allocate(good.remaining()).put(good.duplicate()).flip();
    }

    private void assertDamaged(ByteBuffer bytes) {
        assertThrows(CorruptLogException.class, () -> verifier().verify(LogSlice.of(bytes)));
    }

    @Test
    void whatWasWrittenIsGoodAndCounted() {
        EntryVerifier verifier = verifier();
        verifier.verify(LogSlice.of(good));
        assertEquals(5, verifier.nextIndex());
        assertEquals(4, verifier.nextOffset());
        ByteBuffer read = EntryVerifier.read(log, 2, 3, Integer.MAX_VALUE).bytes();
        byte[] bytes = new byte[read.remaining()];
        read.get(bytes);
        byte[] wanted = new byte[bytes.length];
        log.readEntries(2, 3, Integer.MAX_VALUE).toBuffer().get(wanted);
        assertArrayEquals(wanted, bytes);
        assertTrue(EntryVerifier.read(log, 5, 5, 100).isEmpty());
    }

    /** There is no bit that may be another one. */
    @Test
    void eachFlippedBitIsFound() {
        for (int bit = 0; bit < 8 * good.remaining(); bit++) {
            ByteBuffer flipped = copy();
            flipped.put(bit / 8, (byte) (flipped.get(bit / 8) ^ (1 << bit % 8)));
            assertDamaged(flipped);
        }
    }

    @Test
    void whatTheChecksumDoesNotCoverIsComparedWithTheLog() {
        int second = log.entryAtIndex(1).orElseThrow().sizeInBytes();
        assertDamaged(copy().putLong(second + BASE_OFFSET, 7));
        assertDamaged(copy().putInt(second + LEADER_EPOCH, 2));
        assertDamaged(copy().putInt(second + LENGTH, 60));
        assertDamaged(copy().putInt(second + CRC, 0));
    }

    @Test
    void aBatchThatIsCutOffAndZerosAreDamage() {
        assertDamaged(copy().limit(good.remaining() - 1));
        assertDamaged(copy().limit(30));
        assertDamaged(ByteBuffer.allocate(200));
    }

    /** As slices send them: in pieces that end anywhere. */
    @Test
    void piecesOfAnySizeAreTheSame() {
        for (int size = 1; size < good.remaining(); size++) {
            List<Long> offsets = new ArrayList<>();
            BatchStream stream = new BatchStream((base, next, term, entries) -> offsets.add(next));
            for (int from = 0; from < good.remaining(); from += size) {
                ByteBuffer piece = good.slice(from, Math.min(size, good.remaining() - from));
                assertDoesNotThrow(() -> stream.write(piece));
            }
            assertEquals(List.of(0L, 2L, 2L, 4L), offsets);
            assertEquals(true, stream.isBetweenBatches());
        }
    }
}

package io.gokafka.tck.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.record.CompactionMark;
import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Batches without offsets: which may be so, and that they are read back. */
class ControlBatchTest {
    private static final int ATTRIBUTES = 21;
    private static final int LAST_OFFSET_DELTA = 23;

    private static RecordBatch control(ControlBatch.Type type) {
        return new ControlBatch(type, new byte[] {1, 2, 3}).toBatch(77);
    }

    @Test
    void everyTypeIsReadBack() {
        for (ControlBatch.Type type : ControlBatch.Type.values()) {
            RecordBatch batch = RecordBatch.verified(control(type).buffer());
            assertEquals(type, ControlBatch.of(batch).type());
            assertArrayEquals(new byte[] {1, 2, 3}, ControlBatch.of(batch).value());
            assertEquals(type.takesOffset(), batch.takesOffsets());
        }
    }

    @Test
    void ownBatchesOfTheReplicationEndWhereTheyBegin() {
        RecordBatch batch = control(ControlBatch.Type.LEADER_CHANGE);
        batch.assign(40, 3);
        assertFalse(batch.takesOffsets());
        assertEquals(40, batch.nextOffset());
        assertEquals(40, batch.records().getFirst().offset());
    }

    @Test
    void endOfATransactionTakesAnOffset() {
        RecordBatch batch = control(ControlBatch.Type.COMMIT);
        batch.assign(40, 3);
        assertTrue(batch.takesOffsets());
        assertEquals(41, batch.nextOffset());
    }

    @Test
    void onlyOwnBatchesOfTheReplicationMayDoWithoutOffsets() {
        RecordBatch records = RecordBatchBuilder.single(1, null, new byte[] {1}, List.of());
        refused(withDelta(records, -1));
        refused(withDelta(control(ControlBatch.Type.ABORT), -1));
        refused(withDelta(control(ControlBatch.Type.VOTERS), -2));
        refused(withCodec(control(ControlBatch.Type.VOTERS), 1));
    }

    @Test
    void logStartIsReadBackAndFoundInNoOtherBatch() {
        assertEquals(Optional.of(new LogStart(123)), LogStart.of(new LogStart(123).toBatch(1)));
        assertEquals(Optional.empty(), LogStart.of(control(ControlBatch.Type.VOTERS)));
        assertEquals(Optional.empty(), LogStart.of(control(ControlBatch.Type.COMMIT)));
        assertEquals(Optional.empty(), LogStart.of(RecordBatchBuilder.single(1, null, null, List.of())));
        RecordBatch malformed = control(ControlBatch.Type.LOG_START);
        assertThrows(InvalidBatchException.class, () -> LogStart.of(malformed));
        assertThrows(InvalidBatchException.class, () -> new LogStart(-1));
    }

    @Test
    void compactionMarkIsReadBackAndFoundInNoOtherBatch() {
        CompactionMark mark = new CompactionMark(30, 20, 10, 77);
        assertEquals(Optional.of(mark), CompactionMark.of(mark.toBatch()));
        assertEquals(Optional.empty(), CompactionMark.of(new LogStart(1).toBatch(1)));
        assertEquals(Optional.empty(), LogStart.of(mark.toBatch()));
        assertEquals(Optional.empty(), CompactionMark.of(RecordBatchBuilder.single(1, null, null, List.of())));
        RecordBatch malformed = control(ControlBatch.Type.COMPACTION);
        assertThrows(InvalidBatchException.class, () -> CompactionMark.of(malformed));
        assertThrows(InvalidBatchException.class, () -> new CompactionMark(30, 31, 0, 77));
        assertThrows(InvalidBatchException.class, () -> new CompactionMark(30, 0, 31, 77));
        assertEquals(new CompactionMark(15, 15, 10, 77), mark.within(15));
        assertEquals(new CompactionMark(30, 20, 12, 80), new CompactionMark(25, 20, 12, 80).after(mark));
    }

    private static void refused(RecordBatch batch) {
        assertTrue(batch.crcMatches());
        assertThrows(InvalidBatchException.class, batch::verify);
    }

    private static RecordBatch withDelta(RecordBatch batch, int delta) {
        return checked(batch.buffer().putInt(LAST_OFFSET_DELTA, delta));
    }

    private static RecordBatch withCodec(RecordBatch batch, int codec) {
        ByteBuffer bytes = batch.buffer();
        return checked(bytes.putShort(ATTRIBUTES, (short) (bytes.getShort(ATTRIBUTES) | codec)));
    }

    private static RecordBatch checked(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(ATTRIBUTES, bytes.remaining() - ATTRIBUTES));
        return RecordBatch.at(bytes.putInt(ATTRIBUTES - Integer.BYTES, (int) crc.getValue()));
    }
}

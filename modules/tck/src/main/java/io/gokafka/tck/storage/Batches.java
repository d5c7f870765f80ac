package io.gokafka.tck.storage;

import io.gokafka.api.record.ControlBatch;
import io.gokafka.api.record.Hole;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.LogSlice;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/** Makes batches as a consensus hands them to a log, and takes apart what a log returns. */
public final class Batches {
    /** The timestamp of records that were given none, milliseconds since 1970. */
    public static final long TIME = 1_700_000_000_000L;

    private static final int CRC = 17;
    private static final int CHECKED_FROM = 21;
    private static final int LAST_OFFSET_DELTA = 23;

    private Batches() {}

    /** A batch of a term with one record a text. */
    public static ByteBuffer of(long term, String... values) {
        return at(TIME, term, values);
    }

    /** A batch of a term whose records have a timestamp. */
    public static ByteBuffer at(long timestamp, long term, String... values) {
        RecordBatchBuilder builder = new RecordBatchBuilder(128);
        for (String value : values) {
            builder.append(timestamp, null, value.getBytes(StandardCharsets.UTF_8), List.of());
        }
        return assigned(builder.build(), term);
    }

    /** A batch of a term with one record that has so many bytes. */
    public static ByteBuffer ofSize(long term, int valueSize) {
        byte[] value = new byte[valueSize];
        Arrays.fill(value, (byte) 'x');
        return assigned(RecordBatchBuilder.single(TIME, null, value, List.of()), term);
    }

    /** A leader's first entry in a term: it takes no offset. */
    public static ByteBuffer control(long timestamp, long term) {
        return assigned(new ControlBatch(ControlBatch.Type.LEADER_CHANGE, new byte[0]).toBatch(timestamp), term);
    }

    /** What compaction leaves of so many entries of a term, which took so many offsets. */
    public static ByteBuffer hole(long term, long entries, long offsets) {
        return assigned(Hole.of(entries, 0, offsets, term), term);
    }

    /** A batch with one record that takes the offsets of another, as when the other records were left out. */
    public static ByteBuffer spanning(RecordBatch other, String value) {
        ByteBuffer batch = at(other.maxTimestamp(), other.leaderEpoch(), value);
        batch.putLong(0, other.baseOffset());
        batch.putInt(LAST_OFFSET_DELTA, other.lastOffsetDelta());
        CRC32C crc = new CRC32C();
        crc.update(batch.slice(CHECKED_FROM, batch.limit() - CHECKED_FROM));
        return batch.putInt(CRC, (int) crc.getValue());
    }

    private static ByteBuffer assigned(RecordBatch batch, long term) {
        batch.assign(-1, term);
        return batch.buffer();
    }

    /** The values of all records of a slice, as text; each batch is verified; the slice is closed. */
    public static List<String> values(LogSlice slice) {
        List<String> values = new ArrayList<>();
        for (RecordBatch batch : in(slice)) {
            for (Record record : batch.records()) {
                values.add(String.valueOf(record.valueText()));
            }
        }
        return values;
    }

    /** The batches of a slice, each verified; the slice is closed. */
    public static List<RecordBatch> in(LogSlice slice) {
        try (slice) {
            List<RecordBatch> batches = new ArrayList<>();
            for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                batch.verify();
                batches.add(batch);
            }
            return batches;
        }
    }
}

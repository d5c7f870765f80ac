package io.gokafka.broker.fake;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.record.RecordCodecs;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/** Batches as producers send them. */
public final class TestBatches {
    /** When the records were made. */
    public static final long TIME = 1_700_000_000_000L;

    private static final int LENGTH = 8;
    private static final int CRC = 17;
    private static final int ATTRIBUTES = 21;

    private TestBatches() {}

    /** A batch of no producer in particular. */
    public static RecordBatch plain(String... values) {
        return fill(new RecordBatchBuilder(64), TIME, values);
    }

    /** A batch of some time. */
    public static RecordBatch at(long time, String... values) {
        return fill(new RecordBatchBuilder(64), time, values);
    }

    /** A batch of an idempotent producer in its first epoch. */
    public static RecordBatch by(long producer, int sequence, String... values) {
        return by(producer, 0, sequence, values);
    }

    /** A batch of an idempotent producer. */
    public static RecordBatch by(long producer, int epoch, int sequence, String... values) {
        return fill(new RecordBatchBuilder(64).producer(producer, (short) epoch, sequence), TIME, values);
    }

    /** A batch for a compacted topic: of each text {@code key=value}, or {@code key} for a tombstone. */
    public static RecordBatch keyed(long time, String... texts) {
        return fillKeyed(new RecordBatchBuilder(64), time, texts);
    }

    /** The same, of an idempotent producer. */
    public static RecordBatch keyedBy(long producer, int sequence, long time, String... texts) {
        return fillKeyed(new RecordBatchBuilder(64).producer(producer, (short) 0, sequence), time, texts);
    }

    private static RecordBatch fillKeyed(RecordBatchBuilder builder, long time, String... texts) {
        for (String text : texts) {
            String[] parts = text.split("=", 2);
            byte[] value = parts.length == 1 ? null : parts[1].getBytes(StandardCharsets.UTF_8);
            builder.append(time + builder.count(), parts[0].getBytes(StandardCharsets.UTF_8), value, List.of());
        }
        return builder.build();
    }

    /** The same records, compressed. */
    public static RecordBatch compressed(RecordBatch batch, Compression compression) {
        ByteBuffer plain = batch.buffer();
        ByteBuffer payload = RecordCodecs.compress(
                compression, plain.slice(RecordBatch.HEADER_SIZE, plain.limit() - RecordBatch.HEADER_SIZE));
        ByteBuffer out = ByteBuffer.allocate(RecordBatch.HEADER_SIZE + payload.remaining());
        out.put(plain.limit(RecordBatch.HEADER_SIZE)).put(payload).flip();
        out.putInt(LENGTH, out.limit() - LENGTH - Integer.BYTES);
        out.putShort(ATTRIBUTES, (short) compression.code());
        CRC32C crc = new CRC32C();
        crc.update(out.slice(ATTRIBUTES, out.limit() - ATTRIBUTES));
        out.putInt(CRC, (int) crc.getValue());
        return RecordBatch.at(out);
    }

    private static RecordBatch fill(RecordBatchBuilder builder, long time, String... values) {
        for (String value : values) {
            builder.append(time, null, value.getBytes(StandardCharsets.UTF_8), List.of());
        }
        return builder.build();
    }
}

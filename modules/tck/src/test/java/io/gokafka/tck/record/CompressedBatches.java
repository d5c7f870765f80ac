package io.gokafka.tck.record;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordCodecs;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Makes batches by hand that a builder does not make. */
final class CompressedBatches {
    static final int LENGTH = 8;
    static final int CRC = 17;
    static final int ATTRIBUTES = 21;
    static final int LAST_OFFSET_DELTA = 23;
    static final int RECORD_COUNT = 57;

    private CompressedBatches() {}

    /** The batch with its records compressed. */
    static RecordBatch compressed(RecordBatch plain, Compression compression) {
        ByteBuffer records = plain.buffer().position(RecordBatch.HEADER_SIZE);
        return withPayload(plain, compression, RecordCodecs.compress(compression, records));
    }

    /** The batch with other bytes in place of its records. */
    static RecordBatch withPayload(RecordBatch batch, Compression compression, ByteBuffer payload) {
        ByteBuffer out = ByteBuffer.allocate(RecordBatch.HEADER_SIZE + payload.remaining());
        out.put(batch.buffer().limit(RecordBatch.HEADER_SIZE)).put(payload).flip();
        out.putInt(LENGTH, out.limit() - RecordBatch.SIZE_PREFIX);
        out.putShort(ATTRIBUTES, (short) ((out.getShort(ATTRIBUTES) & ~7) | compression.code()));
        return sealed(out);
    }

    /** The batch with another number in its header. */
    static RecordBatch withInt(RecordBatch batch, int at, int value) {
        ByteBuffer out =
                ByteBuffer.allocate(batch.sizeInBytes()).put(batch.buffer()).flip();
        out.putInt(at, value);
        return sealed(out);
    }

    /** The batch in a buffer, with its checksum made right. */
    static RecordBatch sealed(ByteBuffer out) {
        CRC32C crc = new CRC32C();
        crc.update(out.duplicate().position(ATTRIBUTES));
        out.putInt(CRC, (int) crc.getValue());
        return RecordBatch.at(out);
    }
}

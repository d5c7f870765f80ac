package io.gokafka.api.record;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads the records of a batch. Every length is checked before memory is taken. */
final class RecordDecoder {
    /** A compressed batch may not unfold to more than this, in bytes. */
    private static final int MAX_UNCOMPRESSED = 256 << 20;

    private RecordDecoder() {}

    static List<Record> decode(RecordBatch batch, ByteBuffer payload) {
        ByteBuffer records = uncompressed(batch.compression(), payload);
        int count = batch.recordCount();
        if (count < 0 || count > records.remaining()) {
            throw new InvalidBatchException(count + " records cannot be in " + records.remaining() + " bytes");
        }
        List<Record> decoded = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            decoded.add(next(batch, records));
        }
        if (records.hasRemaining()) {
            throw new InvalidBatchException(records.remaining() + " bytes follow the last record");
        }
        return decoded;
    }

    private static ByteBuffer uncompressed(Compression codec, ByteBuffer payload) {
        return switch (codec) {
            case NONE -> payload;
            case GZIP -> gunzip(payload);
            case SNAPPY, LZ4, ZSTD ->
                throw new InvalidBatchException("records compressed with " + codec + " cannot be decoded here");
        };
    }

    private static ByteBuffer gunzip(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(MAX_UNCOMPRESSED);
            if (in.read() >= 0) {
                throw new InvalidBatchException("batch unfolds to more than " + MAX_UNCOMPRESSED + " bytes");
            }
            return ByteBuffer.wrap(plain);
        } catch (IOException e) {
            throw new InvalidBatchException("batch is not valid gzip: " + e.getMessage());
        }
    }

    private static Record next(RecordBatch batch, ByteBuffer in) {
        int length = Varint.readInt(in);
        if (length < 0 || length > in.remaining()) {
            throw new InvalidBatchException("a record says that it has " + length + " bytes of " + in.remaining());
        }
        int end = in.position() + length;
        ByteBuffer record = in.duplicate().limit(end);
        in.position(end);
        if (length == 0) {
            throw new InvalidBatchException("a record is empty");
        }
        record.get(); // attributes: unused by the format
        long timestamp = batch.baseTimestamp() + Varint.readLong(record);
        long offset = batch.baseOffset() + Varint.readInt(record);
        byte @Nullable [] key = bytes(record);
        byte @Nullable [] value = bytes(record);
        List<Header> headers = headers(record);
        if (record.hasRemaining()) {
            throw new InvalidBatchException(record.remaining() + " bytes follow the headers of a record");
        }
        return new Record(offset, batch.isLogAppendTime() ? batch.maxTimestamp() : timestamp, key, value, headers);
    }

    private static List<Header> headers(ByteBuffer in) {
        int count = Varint.readInt(in);
        if (count < 0 || count > in.remaining()) {
            throw new InvalidBatchException("a record says that it has " + count + " headers");
        }
        if (count == 0) {
            return List.of();
        }
        List<Header> headers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte @Nullable [] key = bytes(in);
            if (key == null) {
                throw new InvalidBatchException("a header has no name");
            }
            headers.add(new Header(new String(key, StandardCharsets.UTF_8), bytes(in)));
        }
        return headers;
    }

    private static byte @Nullable [] bytes(ByteBuffer in) {
        int length = Varint.readInt(in);
        if (length == -1) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new InvalidBatchException("a field says that it has " + length + " bytes of " + in.remaining());
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}

package io.gokafka.transport.kafka.server;

import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.kafka.api.SliceRecords;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.message.ResponseHeaderData;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.MessageSizeAccumulator;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.protocol.Writable;
import org.apache.kafka.common.record.internal.BaseRecords;

/**
 * An answer as bytes: what the codec wrote, and the slices that belong between.
 *
 * @param bytes size, header and body, without the slices
 * @param inserts the slices, in the order of their places
 */
record EncodedAnswer(ByteBuffer bytes, List<Insert> inserts) {
    /**
     * A slice.
     *
     * @param position the number of bytes before it, slices not counted
     * @param slice what is sent there
     */
    record Insert(int position, LogSlice slice) {}

    static EncodedAnswer of(PendingAnswer pending, ApiMessage body) {
        ObjectSerializationCache cache = new ObjectSerializationCache();
        MessageSizeAccumulator size = new MessageSizeAccumulator();
        ResponseHeaderData header = new ResponseHeaderData().setCorrelationId(pending.correlationId());
        header.addSize(size, cache, pending.headerVersion());
        body.addSize(size, cache, pending.version());
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + size.totalSize() - SliceRecords.bytes(body));
        bytes.putInt(size.totalSize());
        Splitter splitter = new Splitter(bytes);
        header.write(splitter, cache, pending.headerVersion());
        body.write(splitter, cache, pending.version());
        if (bytes.hasRemaining()) {
            throw new IllegalStateException(bytes.remaining() + " bytes less than its size: " + body.getClass());
        }
        return new EncodedAnswer(bytes.flip(), splitter.inserts);
    }

    /** Writes to a buffer, and notes where slices belong. */
    private static final class Splitter implements Writable {
        private final ByteBuffer bytes;
        private final ByteBufferAccessor codec;
        private final List<Insert> inserts = new ArrayList<>();

        Splitter(ByteBuffer bytes) {
            this.bytes = bytes;
            codec = new ByteBufferAccessor(bytes);
        }

        @Override
        public void writeRecords(BaseRecords records) {
            if (records instanceof SliceRecords(LogSlice slice)) {
                if (slice.size() > 0) {
                    inserts.add(new Insert(bytes.position(), slice));
                }
            } else {
                codec.writeRecords(records);
            }
        }

        @Override
        public void writeByte(byte value) {
            codec.writeByte(value);
        }

        @Override
        public void writeShort(short value) {
            codec.writeShort(value);
        }

        @Override
        public void writeInt(int value) {
            codec.writeInt(value);
        }

        @Override
        public void writeLong(long value) {
            codec.writeLong(value);
        }

        @Override
        public void writeDouble(double value) {
            codec.writeDouble(value);
        }

        @Override
        public void writeByteArray(byte[] value) {
            codec.writeByteArray(value);
        }

        @Override
        public void writeUnsignedVarint(int value) {
            codec.writeUnsignedVarint(value);
        }

        @Override
        public void writeByteBuffer(ByteBuffer value) {
            codec.writeByteBuffer(value);
        }

        @Override
        public void writeVarint(int value) {
            codec.writeVarint(value);
        }

        @Override
        public void writeVarlong(long value) {
            codec.writeVarlong(value);
        }
    }
}

package io.gokafka.api.record;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.zip.CRC32C;

/**
 * Verifies batches while their bytes go by, in pieces of any size: what is read from a disk is checked without having to be in memory
 * as a whole.
 *
 * <p><b>Memory.</b> One header. <b>Threading.</b> For one thread.
 */
public final class BatchStream implements WritableByteChannel {
    /** Is told of each batch whose checksum is right. */
    public interface Sink {
        /**
         * A batch went by.
         *
         * @param baseOffset its first offset
         * @param nextOffset the offset after it
         * @param term the term in which it was appended
         * @param entries how many entries it stands for: see {@link Hole}
         */
        void batch(long baseOffset, long nextOffset, int term, int entries);
    }

    private final Sink sink;
    private final ByteBuffer header = ByteBuffer.allocate(RecordBatch.HEADER_SIZE);
    private final CRC32C crc = new CRC32C();
    private int rest;

    /** The first byte that is written begins a batch. */
    public BatchStream(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes all bytes of a buffer.
     *
     * @throws InvalidBatchException when a header is impossible, or a checksum wrong; no more is to be written then
     */
    @Override
    public int write(ByteBuffer bytes) {
        int taken = bytes.remaining();
        while (bytes.hasRemaining()) {
            if (header.hasRemaining()) {
                header.put(next(bytes, header.remaining()));
                beginIfWhole();
            } else {
                int before = bytes.position();
                crc.update(next(bytes, rest));
                rest -= bytes.position() - before;
                endIfWhole();
            }
        }
        return taken;
    }

    /** Whether what was written ended with a batch's end. */
    public boolean isBetweenBatches() {
        return header.position() == 0;
    }

    private static ByteBuffer next(ByteBuffer bytes, int atMost) {
        ByteBuffer part = bytes.slice(bytes.position(), Math.min(atMost, bytes.remaining()));
        bytes.position(bytes.position() + part.remaining());
        return part;
    }

    private void beginIfWhole() {
        if (header.hasRemaining()) {
            return;
        }
        rest = RecordBatch.sizeAt(header, 0) - RecordBatch.HEADER_SIZE;
        byte magic = header.get(BatchLayout.MAGIC);
        if (magic != BatchLayout.MAGIC_V2) {
            throw new InvalidBatchException("batch has magic " + magic + ": only 2 is supported");
        }
        crc.reset();
        crc.update(header.slice(BatchLayout.ATTRIBUTES, RecordBatch.HEADER_SIZE - BatchLayout.ATTRIBUTES));
        endIfWhole();
    }

    private void endIfWhole() {
        if (rest > 0) {
            return;
        }
        if ((int) crc.getValue() != header.getInt(BatchLayout.CRC)) {
            throw new InvalidBatchException("batch checksum is wrong");
        }
        long base = header.getLong(BatchLayout.BASE_OFFSET);
        long next = base + header.getInt(BatchLayout.LAST_OFFSET_DELTA) + 1;
        sink.batch(base, next, header.getInt(BatchLayout.LEADER_EPOCH), RecordBatch.entriesAt(header, 0));
        header.clear();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // there is nothing to release
    }
}

package io.gokafka.transport.kafka.log;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Checks what the blocks of a snappy stream say of their size. The library takes so much memory before it looks at the block, up to
 * 2 GiB for a few bytes.
 *
 * <p>Kafka's Java clients frame blocks (snappy-java's format); librdkafka sends one block without a frame.
 */
final class SnappyBlocks {
    /** 0x82 "SNAPPY" 0, as a number; two numbers of 4 bytes each follow. */
    private static final long MAGIC = 0x82534e4150505900L;

    private static final int FRAME_HEADER = 16;
    private static final int VARINT_BYTES = 5;

    private SnappyBlocks() {}

    /**
     * Checks all of them.
     *
     * @param in the stream; read to its end
     * @param maxBytes the most that a block may unfold to
     * @throws IOException when one says that it is larger, or the frame is damaged
     */
    static void check(ByteBuffer in, int maxBytes) throws IOException {
        if (in.remaining() < FRAME_HEADER || in.getLong(in.position()) != MAGIC) {
            checkBlock(in, maxBytes);
            return;
        }
        in.position(in.position() + FRAME_HEADER);
        while (in.remaining() >= Integer.BYTES) {
            int size = in.getInt();
            if (size < 0 || size > in.remaining()) {
                throw new IOException("a snappy block says that it has " + size + " bytes of " + in.remaining());
            }
            checkBlock(in.slice(in.position(), size), maxBytes);
            in.position(in.position() + size);
        }
    }

    private static void checkBlock(ByteBuffer block, int maxBytes) throws IOException {
        long size = 0;
        for (int i = 0; i < VARINT_BYTES && block.hasRemaining(); i++) {
            int next = block.get();
            size |= (next & 0x7fL) << (7 * i);
            if (next >= 0) {
                break;
            }
        }
        if (size > maxBytes) {
            throw new IOException("a snappy block unfolds to " + size + " bytes, more than " + maxBytes);
        }
    }
}

package io.gokafka.api.record;

import java.nio.ByteBuffer;

/**
 * Signed integers of variable length in zigzag coding, as within records.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#signed-ints">Protocol Buffers encoding</a>
 */
public final class Varint {
    private static final int MAX_BYTES_LONG = 10;
    private static final int MAX_BYTES_INT = 5;

    private Varint() {}

    /** Bytes that {@link #writeLong} takes, 1 to 10. */
    public static int sizeOf(long value) {
        long zigzag = (value << 1) ^ (value >> 63);
        int bits = 64 - Long.numberOfLeadingZeros(zigzag | 1);
        return (bits + 6) / 7;
    }

    /** Writes at the buffer's position. */
    public static void writeLong(ByteBuffer to, long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            to.put((byte) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        to.put((byte) rest);
    }

    /** Reads at the buffer's position. */
    public static long readLong(ByteBuffer from) {
        return read(from, MAX_BYTES_LONG);
    }

    /** Reads at the buffer's position. */
    public static int readInt(ByteBuffer from) {
        long value = read(from, MAX_BYTES_INT);
        if (value != (int) value) {
            throw new InvalidBatchException("a number within a record is out of range");
        }
        return (int) value;
    }

    private static long read(ByteBuffer from, int maxBytes) {
        long value = 0;
        for (int i = 0; i < maxBytes; i++) {
            if (!from.hasRemaining()) {
                throw new InvalidBatchException("a record ends in the middle of a number");
            }
            byte b = from.get();
            value |= (long) (b & 0x7F) << (7 * i);
            if (b >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new InvalidBatchException("a number within a record is longer than " + maxBytes + " bytes");
    }
}

package io.gokafka.storage.file;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** A frame around the content of a small file: what it is, how long, and a CRC-32C over both and the content. */
final class Checksummed {
    private static final int HEADER = 3 * Integer.BYTES;

    private Checksummed() {}

    static byte[] frame(int magic, ByteBuffer content) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + content.remaining());
        frame.putInt(magic).putInt(content.remaining()).putInt(0).put(content.duplicate());
        frame.putInt(2 * Integer.BYTES, checksum(frame.array()));
        return frame.array();
    }

    /**
     * The content of a frame.
     *
     * @throws IllegalArgumentException that says how the frame is damaged
     */
    static ByteBuffer content(int magic, byte[] frame) {
        ByteBuffer buffer = ByteBuffer.wrap(frame);
        if (frame.length < HEADER) {
            throw new IllegalArgumentException("it has " + frame.length + " bytes, fewer than its header");
        }
        if (buffer.getInt(0) != magic) {
            throw new IllegalArgumentException("it begins with " + Integer.toHexString(buffer.getInt(0))
                    + " instead of " + Integer.toHexString(magic));
        }
        if (buffer.getInt(Integer.BYTES) != frame.length - HEADER) {
            throw new IllegalArgumentException(
                    "it has " + frame.length + " bytes instead of " + ((long) HEADER + buffer.getInt(Integer.BYTES)));
        }
        if (buffer.getInt(2 * Integer.BYTES) != checksum(frame)) {
            throw new IllegalArgumentException("its checksum is wrong");
        }
        return buffer.slice(HEADER, frame.length - HEADER);
    }

    private static int checksum(byte[] frame) {
        CRC32C crc = new CRC32C();
        crc.update(frame, 0, 2 * Integer.BYTES);
        crc.update(frame, HEADER, frame.length - HEADER);
        return (int) crc.getValue();
    }
}

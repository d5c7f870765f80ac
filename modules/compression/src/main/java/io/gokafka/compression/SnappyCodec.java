package io.gokafka.compression;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RecordCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/**
 * Snappy, by snappy-java. Kafka's Java clients frame blocks as that library does: a header of 16 bytes, then the size of each block
 * and the block. librdkafka sends one block without a frame. Both are read, and the first is written.
 *
 * <p>The frame is read here, and not by the library, as the library takes memory by the size that a block claims.
 *
 * @see <a href="https://github.com/google/snappy/blob/main/format_description.txt">Snappy's blocks</a>
 */
public final class SnappyCodec implements RecordCodec {
    /** 0x82 "SNAPPY" 0, as a number; version and compatible version follow, both 1. */
    private static final long MAGIC = 0x82534e4150505900L;

    private static final int VERSION = 1;
    private static final int FRAME_HEADER = 16;
    private static final int BLOCK = 32 << 10;

    /** The densest element of a block is a copy: three bytes for up to 64. */
    private static final int MAX_RATIO = 22;

    /** For {@link java.util.ServiceLoader}. */
    public SnappyCodec() {}

    @Override
    public Compression compression() {
        return Compression.SNAPPY;
    }

    /** Where a block is in its payload. */
    private record Block(int at, int size) {}

    @Override
    public ByteBuffer decompress(ByteBuffer payload, int maxBytes) {
        byte[] in = bytes(payload);
        try {
            List<Block> blocks = blocks(ByteBuffer.wrap(in));
            byte[] out = new byte[unfoldedSize(in, blocks, maxBytes)];
            int at = 0;
            for (Block block : blocks) {
                at += Snappy.uncompress(in, block.at(), block.size(), out, at);
            }
            return ByteBuffer.wrap(out);
        } catch (IOException | IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        } catch (SnappyError e) {
            throw notLoaded(e);
        }
    }

    @Override
    public ByteBuffer compress(ByteBuffer records) {
        byte[] in = bytes(records);
        try {
            int blocks = Math.ceilDiv(in.length, BLOCK);
            ByteBuffer out =
                    ByteBuffer.allocate(FRAME_HEADER + blocks * (Integer.BYTES + Snappy.maxCompressedLength(BLOCK)));
            out.putLong(MAGIC).putInt(VERSION).putInt(VERSION);
            for (int at = 0; at < in.length; at += BLOCK) {
                int start = out.position() + Integer.BYTES;
                int size = Snappy.compress(in, at, Math.min(BLOCK, in.length - at), out.array(), start);
                out.putInt(size).position(start + size);
            }
            return out.flip();
        } catch (IOException e) {
            throw new UncheckedIOException("snappy failed", e);
        } catch (SnappyError e) {
            throw notLoaded(e);
        }
    }

    private static List<Block> blocks(ByteBuffer in) {
        if (in.remaining() < FRAME_HEADER || in.getLong(0) != MAGIC) {
            return List.of(new Block(0, in.remaining()));
        }
        List<Block> blocks = new ArrayList<>();
        in.position(FRAME_HEADER);
        while (in.hasRemaining()) {
            int size = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (size < 0 || size > in.remaining()) {
                throw invalid("a block is cut off");
            }
            blocks.add(new Block(in.position(), size));
            in.position(in.position() + size);
        }
        return blocks;
    }

    /** The sum of what the blocks claim, which the library trusts, so far as each can hold as much. */
    private static int unfoldedSize(byte[] in, List<Block> blocks, int maxBytes) throws IOException {
        long sum = 0;
        for (Block block : blocks) {
            int size = Snappy.uncompressedLength(in, block.at(), block.size());
            if (size < 0 || size > (long) MAX_RATIO * block.size()) {
                throw invalid("a block of " + block.size() + " bytes says that it unfolds to "
                        + Integer.toUnsignedString(size));
            }
            sum += size;
        }
        if (sum > maxBytes) {
            throw new InvalidBatchException("batch unfolds to more than " + maxBytes + " bytes");
        }
        return (int) sum;
    }

    private static byte[] bytes(ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(from.position(), bytes);
        return bytes;
    }

    private static InvalidBatchException invalid(String why) {
        return new InvalidBatchException("batch is not valid SNAPPY: " + why);
    }

    private static InvalidBatchException notLoaded(SnappyError e) {
        return new InvalidBatchException("the codec for SNAPPY cannot be loaded here: " + e.getMessage());
    }
}

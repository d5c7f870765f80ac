package io.gokafka.compression;

import io.gokafka.api.record.Compression;
import io.gokafka.api.record.StreamCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;

/**
 * One lz4 frame with independent blocks, by lz4-java in plain Java: no native library, and no memory that Java does not check.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">LZ4 frame format</a>
 */
public final class Lz4Codec extends StreamCodec {
    private static final long SIZE_IS_NOT_WRITTEN = -1;

    private final LZ4Factory blocks = LZ4Factory.safeInstance();
    private final XXHashFactory hashes = XXHashFactory.safeInstance();

    /** For {@link java.util.ServiceLoader}. */
    public Lz4Codec() {
        super(Compression.LZ4);
    }

    @Override
    protected InputStream decompressing(InputStream compressed) throws IOException {
        // Each frame takes 8 MiB, and the shortest one has 15 bytes: a batch has one.
        boolean one = true;
        return new LZ4FrameInputStream(compressed, blocks.safeDecompressor(), hashes.hash32(), one);
    }

    @Override
    protected OutputStream compressing(OutputStream compressed) throws IOException {
        return new LZ4FrameOutputStream(
                compressed,
                BLOCKSIZE.SIZE_64KB,
                SIZE_IS_NOT_WRITTEN,
                blocks.fastCompressor(),
                hashes.hash32(),
                FLG.Bits.BLOCK_INDEPENDENCE);
    }
}

package io.gokafka.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import io.gokafka.api.record.Compression;
import io.gokafka.api.record.StreamCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Zstandard frames, by zstd-jni. While one is decompressed the native library takes up to 128 MiB outside of the heap, if that is the
 * window that the sender chose and the data fills it; it accepts no larger one.
 */
public final class ZstdCodec extends StreamCodec {
    /** For {@link java.util.ServiceLoader}. */
    public ZstdCodec() {
        super(Compression.ZSTD);
    }

    @Override
    protected InputStream decompressing(InputStream compressed) throws IOException {
        return new ZstdInputStreamNoFinalizer(compressed);
    }

    @Override
    protected OutputStream compressing(OutputStream compressed) throws IOException {
        return new ZstdOutputStreamNoFinalizer(compressed, Zstd.defaultCompressionLevel());
    }
}

package io.gokafka.api.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The JDK's gzip. Its header has no time, so the same input gives the same output. */
final class GzipCodec extends StreamCodec {
    private static final int BUFFER = 8192;

    GzipCodec() {
        super(Compression.GZIP);
    }

    @Override
    protected InputStream decompressing(InputStream compressed) throws IOException {
        return new GZIPInputStream(compressed, BUFFER);
    }

    @Override
    protected OutputStream compressing(OutputStream compressed) throws IOException {
        return new GZIPOutputStream(compressed, BUFFER);
    }
}

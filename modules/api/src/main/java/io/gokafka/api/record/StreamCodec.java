package io.gokafka.api.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A codec whose library has streams. What is read grows with what unfolds. */
public abstract class StreamCodec implements RecordCodec {
    private static final int FIRST_BYTES = 4096;

    private final Compression compression;

    /** A codec for one compression. */
    protected StreamCodec(Compression compression) {
        this.compression = compression;
    }

    /** A stream that decompresses what it reads from another. */
    protected abstract InputStream decompressing(InputStream compressed) throws IOException;

    /** A stream that compresses what is written to it into another; complete when it is closed. */
    protected abstract OutputStream compressing(OutputStream compressed) throws IOException;

    @Override
    public final Compression compression() {
        return compression;
    }

    @Override
    public final ByteBuffer decompress(ByteBuffer payload, int maxBytes) {
        try (InputStream in = decompressing(input(payload))) {
            return readAll(in, maxBytes);
        } catch (InvalidBatchException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // libraries throw both at what is damaged
            throw new InvalidBatchException("batch is not valid " + compression + ": " + e.getMessage());
        }
    }

    @Override
    public final ByteBuffer compress(ByteBuffer records) {
        ByteArrayOutputStream to = new ByteArrayOutputStream(Math.max(FIRST_BYTES, records.remaining() / 2));
        try (OutputStream out = compressing(to);
                InputStream in = input(records)) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("the JDK's arrays do not fail", e);
        }
        return ByteBuffer.wrap(to.toByteArray());
    }

    private ByteBuffer readAll(InputStream in, int maxBytes) throws IOException {
        byte[] read = new byte[Math.min(FIRST_BYTES, maxBytes)];
        int size = 0;
        while (true) {
            if (size == read.length) {
                int next = in.read();
                if (next < 0) {
                    return ByteBuffer.wrap(read, 0, size);
                }
                if (size == maxBytes) {
                    throw new InvalidBatchException("batch unfolds to more than " + maxBytes + " bytes");
                }
                read = Arrays.copyOf(read, (int) Math.min(2L * size, maxBytes));
                read[size++] = (byte) next;
            }
            int more = in.readNBytes(read, size, read.length - size);
            size += more;
            if (size < read.length) {
                return ByteBuffer.wrap(read, 0, size);
            }
        }
    }

    private static InputStream input(ByteBuffer from) {
        if (from.hasArray()) {
            return new ByteArrayInputStream(from.array(), from.arrayOffset() + from.position(), from.remaining());
        }
        byte[] copy = new byte[from.remaining()];
        from.get(from.position(), copy);
        return new ByteArrayInputStream(copy);
    }
}

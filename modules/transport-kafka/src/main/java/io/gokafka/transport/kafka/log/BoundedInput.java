package io.gokafka.transport.kafka.log;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and fails beyond a bound: what is read may be a decompression bomb. */
final class BoundedInput extends FilterInputStream {
    private final long max;
    private long count;

    BoundedInput(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    /** How many bytes were read or skipped. */
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        expect(1);
        int read = in.read();
        count += read < 0 ? 0 : 1;
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        expect(length);
        int read = in.read(target, offset, length);
        count += Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        expect(bytes);
        long skipped = in.skip(bytes);
        count += skipped;
        return skipped;
    }

    /** Before it is done: a single skip may unfold gigabytes. */
    private void expect(long bytes) throws IOException {
        if (bytes > max - count) {
            throw new IOException("the batch unfolds to more than " + max + " bytes");
        }
    }
}

package io.gokafka.cli.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a stream at line feeds, and changes no byte: no character set, no carriage return is dropped. The last line needs no line
 * feed; an empty line is a line. Memory is bounded by the longest line.
 *
 * <p>For one thread.
 */
public final class LineReader {
    /** The longest line. Brokers take far less in a record; a file without line feeds must not fill the memory. */
    public static final int MAX_LINE_BYTES = 16 << 20;

    private static final int CHUNK_BYTES = 256 << 10;

    private final InputStream in;
    private byte[] buffer = new byte[CHUNK_BYTES];
    private int start;
    private int end;
    private long lines;

    /** Reads a stream that need not be buffered. */
    public LineReader(InputStream in) {
        this.in = in;
    }

    /** Number of lines so far. */
    public long lines() {
        return lines;
    }

    /** The next line without its line feed; null at the end. */
    public byte @Nullable [] next() throws IOException {
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    return line(i, i + 1);
                }
            }
            int unscanned = end - start;
            if (!fill()) {
                return start < end ? line(end, end) : null;
            }
            scanned = start + unscanned;
        }
    }

    private byte[] line(int lineEnd, int nextStart) {
        byte[] line = Arrays.copyOfRange(buffer, start, lineEnd);
        start = nextStart;
        lines++;
        return line;
    }

    private boolean fill() throws IOException {
        if (end - start > MAX_LINE_BYTES) {
            throw new IOException("line " + (lines + 1) + " is longer than " + (MAX_LINE_BYTES >> 20)
                    + " MiB; each line is one record");
        }
        makeRoom();
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            return false;
        }
        end += read;
        return true;
    }

    private void makeRoom() {
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
    }
}

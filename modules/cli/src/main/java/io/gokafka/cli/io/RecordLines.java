package io.gokafka.cli.io;

import io.gokafka.cli.error.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lines as keys and values. For one thread. */
public final class RecordLines {
    private final LineReader lines;
    private final String source;
    private final Optional<byte[]> separator;

    /**
     * Lines of a stream.
     *
     * @param source what the stream is, for messages
     * @param separator what stands between key and value; empty: lines are values
     */
    public RecordLines(InputStream in, String source, Optional<byte[]> separator) {
        lines = new LineReader(in);
        this.source = source;
        this.separator = separator;
    }

    /**
     * A line.
     *
     * @param key what stands before the first separator; null without one
     * @param value the rest
     */
    @SuppressWarnings("ArrayRecordComponent") // a short-lived pair, never compared
    public record Line(byte @Nullable [] key, byte[] value) {}

    /**
     * The next one, null at the end.
     *
     * @throws CliException when it cannot be read, or has no separator
     */
    public @Nullable Line next() {
        byte @Nullable [] line = read();
        if (line == null) {
            return null;
        }
        return separator.map(between -> split(line, between)).orElseGet(() -> new Line(null, line));
    }

    private byte @Nullable [] read() {
        try {
            return lines.next();
        } catch (IOException e) {
            throw CliException.failed("cannot read " + source + ": " + e.getMessage(), e);
        }
    }

    private Line split(byte[] line, byte[] between) {
        int at = indexOf(line, between);
        if (at < 0) {
            throw CliException.failed("line " + lines.lines() + " of " + source
                    + " has no key separator; with --key-separator each line is KEY SEPARATOR VALUE");
        }
        return new Line(Arrays.copyOf(line, at), Arrays.copyOfRange(line, at + between.length, line.length));
    }

    private static int indexOf(byte[] line, byte[] sought) {
        for (int i = 0; i + sought.length <= line.length; i++) {
            if (Arrays.equals(line, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }
}

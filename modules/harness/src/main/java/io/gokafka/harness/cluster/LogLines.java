package io.gokafka.harness.cluster;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a log with the place of each line, which {@link Files#lines} does not tell. */
final class LogLines {
    /** Is given one line after the other. */
    interface Visitor {
        void line(long position, String line);
    }

    private LogLines() {}

    /**
     * Reads a log to its end; one that is not there has no lines.
     *
     * @param from the byte that the first line to be read begins at
     */
    static void forEach(Path log, long from, Visitor visitor) throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(log))) {
            in.skipNBytes(from);
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long begin = from;
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    visitor.line(begin, line.toString(StandardCharsets.UTF_8));
                    begin += line.size() + 1L;
                    line.reset();
                } else {
                    line.write(next);
                }
            }
            if (line.size() > 0) {
                visitor.line(begin, line.toString(StandardCharsets.UTF_8));
            }
        }
    }
}

package io.gokafka.cli.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {
    @Test
    void linesEndAtLineFeedsAndNothingElse() throws IOException {
        assertEquals(List.of("a\r", "", "b\u000b\u2028c", " "), lines("a\r\n\nb\u000b\u2028c\n "));
    }

    @Test
    void lastLineNeedsNoLineFeed() throws IOException {
        assertEquals(List.of("a", "b"), lines("a\nb"));
        assertEquals(List.of("a", "b"), lines("a\nb\n"));
        assertEquals(List.of(""), lines("\n"));
        assertEquals(List.of(), lines(""));
    }

    @Test
    void everyByteComesThroughWhateverTheReadsReturn() throws IOException {
        Random random = new Random(42);
        byte[] bytes = new byte[2_000_000];
        random.nextBytes(bytes);
        bytes[bytes.length - 1] = '\n';

        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        LineReader reader = new LineReader(inPieces(bytes, random));
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            joined.write(line);
            joined.write('\n');
        }

        assertArrayEquals(bytes, joined.toByteArray());
    }

    @Test
    void longLineGrowsTheBufferUpToALimit() throws IOException {
        byte[] allowed = new byte[LineReader.MAX_LINE_BYTES];
        LineReader reader = new LineReader(new ByteArrayInputStream(allowed));
        byte[] line = reader.next();
        assertEquals(allowed.length, line == null ? -1 : line.length);
        assertNull(reader.next());

        LineReader endless = new LineReader(new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        });
        IOException failure = assertThrows(IOException.class, endless::next);
        assertTrue(String.valueOf(failure.getMessage()).startsWith("line 1 is longer than 16 MiB"));
    }

    private static InputStream inPieces(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(70_000)));
            }
        };
    }

    private static List<String> lines(String text) throws IOException {
        LineReader reader = new LineReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<String> lines = new ArrayList<>();
        for (byte[] line = reader.next(); line != null; line = reader.next()) {
            lines.add(new String(line, StandardCharsets.UTF_8));
        }
        return lines;
    }
}

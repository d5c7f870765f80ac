package io.gokafka.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong clock = new AtomicLong(5);
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void shortWorkIsQuiet() {
        Progress progress = progress(true);
        after(Duration.ofMillis(900));
        progress.update(10, 1000);
        progress.end();

        assertEquals("", text());
    }

    @Test
    void whereALineStaysWorkOfSecondsIsQuietToo() {
        Progress progress = progress(false);
        after(Duration.ofSeconds(9));
        progress.update(10, 1000);
        after(Duration.ofSeconds(1));
        progress.update(1, 1000);

        assertEquals("1 record, 1.0 kB, 100 B/s\n", text());
    }

    @Test
    void longWorkIsShownOnOneLineOfAScreen() {
        Progress progress = progress(true);
        after(Duration.ofSeconds(2));
        progress.update(1_000_000, 10_000_000);
        progress.update(1_000_001, 10_000_001);
        progress.end();

        String line = "1,000,000 records, 10.0 MB, 5.0 MB/s";
        assertEquals("\r" + line + "\r" + " ".repeat(line.length()) + "\r", text());
    }

    @Test
    void workOfAKnownSizeHasABar() {
        Progress progress = progress(false);
        after(Duration.ofSeconds(10));
        progress.update("orders-0", 500, 2000);
        after(Duration.ofSeconds(20));
        progress.update("orders-1", 3000, 2000); // an estimate

        assertEquals(
                List.of(
                        "[#####...............] 25% orders-0, 500 B, 50 B/s",
                        "[###################.] 99% orders-1, 3.0 kB, 100 B/s"),
                text().lines().toList());
    }

    @Test
    void linesElsewhereAreFew() {
        Progress progress = progress(false);
        for (int i = 0; i < 30; i++) {
            after(Duration.ofSeconds(1));
            progress.update(i, i);
        }

        assertEquals(3, text().lines().count(), text());
    }

    @Test
    void amountsAreReadable() {
        assertEquals("999 B", Amounts.bytes(999));
        assertEquals("1.0 kB", Amounts.bytes(1000));
        assertEquals("1.1 GB", Amounts.bytes(1_073_741_824));
        assertEquals("1 record", Amounts.plural(1, "record"));
        assertEquals("2d 3h", Amounts.span(Duration.ofHours(51)));
        assertEquals("1h 1m", Amounts.span(Duration.ofMinutes(61)));
        assertEquals("59s", Amounts.span(Duration.ofSeconds(59)));
    }

    private Progress progress(boolean screen) {
        return new Progress(new PrintStream(err, true, StandardCharsets.UTF_8), screen, clock::get);
    }

    private void after(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}

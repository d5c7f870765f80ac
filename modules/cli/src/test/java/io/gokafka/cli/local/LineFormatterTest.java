package io.gokafka.cli.local;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LineFormatterTest {
    @Test
    void recordIsOneLineWithAShortName() {
        String line = format(Level.INFO, null);

        assertTrue(line.matches("[0-9-]{10} [0-9:.]{12} INFO  partition.Replica: leads orders-0\n"), line);
    }

    @Test
    void failureIsFollowedByItsTrace() {
        String text = format(Level.SEVERE, new IllegalStateException("boom"));

        assertTrue(
                text.contains(" ERROR partition.Replica: leads orders-0\njava.lang.IllegalStateException: boom\n\tat "),
                text);
    }

    @Test
    void loggerWithoutANameIsThatOfTheClass() {
        LogRecord entry = new LogRecord(Level.WARNING, "dropped");
        entry.setSourceClassName("org.jgroups.util.SuppressLog");

        String line = new LineFormatter().format(entry);
        assertTrue(line.endsWith(" WARN  util.SuppressLog: dropped\n"), line);
    }

    private static String format(Level level, @Nullable Throwable thrown) {
        LogRecord entry = new LogRecord(level, "leads {0}");
        entry.setLoggerName("io.gokafka.broker.partition.Replica");
        entry.setParameters(new Object[] {"orders-0"});
        entry.setThrown(thrown);
        return new LineFormatter().format(entry);
    }
}

package io.gokafka.cli.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** A log record as one line, {@code 2025-06-01 12:00:00.123 INFO  partition.Replica: message}; a stack trace follows. */
final class LineFormatter extends Formatter {
    private final DateTimeFormatter time =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord entry) {
        StringBuilder line = new StringBuilder(time.format(entry.getInstant()))
                .append(' ')
                .append(level(entry.getLevel()))
                .append(' ')
                .append(shortName(source(entry)))
                .append(": ")
                .append(formatMessage(entry))
                .append('\n');
        Throwable thrown = entry.getThrown();
        if (thrown != null) {
            StringWriter trace = new StringWriter();
            thrown.printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    /** The logger, or the class where it has no name: JGroups has such ones. */
    private static String source(LogRecord entry) {
        String logger = entry.getLoggerName();
        return logger == null ? String.valueOf(entry.getSourceClassName()) : logger;
    }

    private static String level(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "ERROR";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "WARN ";
        }
        return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
    }

    /** The last package and the class: {@code io.gokafka.broker.partition.Replica} is {@code partition.Replica}. */
    private static String shortName(String logger) {
        int last = logger.lastIndexOf('.');
        int before = last < 0 ? -1 : logger.lastIndexOf('.', last - 1);
        return logger.substring(before + 1);
    }
}

package io.gokafka.harness.history;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A history as a UTF-8 text file, one event a line: its time in nanoseconds, its kind, its client, then its other fields in the
 * order of the record, with a tab between them. A tab, a line's end or a backslash within a field is escaped by a backslash.
 */
public final class HistoryFile {
    private HistoryFile() {}

    /** Writes all events in their order; a file that is there is replaced. */
    public static void write(Path file, List<Event> events) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (Event event : events) {
                out.write(EventText.write(event));
                out.write('\n');
            }
        }
    }

    /**
     * Reads all events in their order.
     *
     * @throws IOException when the file cannot be read, or a line of it is no event; the message says which
     */
    public static List<Event> read(Path file) throws IOException {
        List<Event> events = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                events.add(parse(file, events.size() + 1, line));
            }
        }
        return events;
    }

    private static Event parse(Path file, int number, String line) throws IOException {
        try {
            return EventText.parse(line);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ", line " + number + " is no event: " + line, e);
        }
    }
}

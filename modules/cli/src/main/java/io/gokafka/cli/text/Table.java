package io.gokafka.cli.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows under headings, in columns: text to the left, numbers to the right. For one thread. */
public final class Table {
    private static final String GAP = "  ";

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        this.headings = headings;
    }

    /** A table without rows. */
    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    /** Adds a row; an empty cell is shown as a dash, so that columns can be counted. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings.size() + " headings");
        }
        rows.add(Arrays.stream(cells)
                .map(Object::toString)
                .map(c -> c.isEmpty() ? "-" : printable(c))
                .toList());
        return this;
    }

    /** The lines, each with its line feed. */
    public String render() {
        List<Column> columns =
                IntStream.range(0, headings.size()).mapToObj(this::column).toList();
        StringBuilder text = new StringBuilder();
        append(text, columns, headings);
        rows.forEach(row -> append(text, columns, row));
        return text.toString();
    }

    /** Text without control characters, which could move the cursor or change the screen. */
    public static String printable(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private record Column(int width, boolean right) {
        String pad(String cell) {
            String blanks = " ".repeat(width - length(cell));
            return right ? blanks + cell : cell + blanks;
        }
    }

    private Column column(int index) {
        int width = rows.stream().mapToInt(row -> length(row.get(index))).max().orElse(0);
        boolean numbers = rows.stream().allMatch(row -> isNumber(row.get(index)));
        return new Column(Math.max(width, length(headings.get(index))), numbers && !rows.isEmpty());
    }

    private static void append(StringBuilder text, List<Column> columns, List<String> cells) {
        String line = IntStream.range(0, cells.size())
                .mapToObj(i -> columns.get(i).pad(cells.get(i)))
                .collect(Collectors.joining(GAP));
        text.append(line.stripTrailing()).append('\n');
    }

    private static boolean isNumber(String cell) {
        return cell.equals("-")
                || cell.chars().allMatch(c -> (c >= '0' && c <= '9') || c == ',' || c == '-' || c == '.');
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}

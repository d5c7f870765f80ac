package io.gokafka.benchmarks.storage;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, as a Markdown table of medians with their range, and the ratios to the first storage. */
final class Figures {
    private final List<String> storages;
    private final Map<String, Map<String, List<Double>>> byWhat = new LinkedHashMap<>();

    Figures(List<String> storages) {
        this.storages = List.copyOf(storages);
    }

    void add(String what, String storage, double value) {
        byWhat.computeIfAbsent(what, w -> new HashMap<>())
                .computeIfAbsent(storage, s -> new ArrayList<>())
                .add(value);
    }

    void print(PrintStream out) {
        StringBuilder head = new StringBuilder("| |");
        StringBuilder line = new StringBuilder("| --- |");
        for (String storage : storages) {
            head.append(' ').append(storage).append(" |");
            line.append(" ---: |");
        }
        for (String storage : storages.subList(1, storages.size())) {
            head.append(' ')
                    .append(storage)
                    .append(" / ")
                    .append(storages.getFirst())
                    .append(" |");
            line.append(" ---: |");
        }
        out.println(head);
        out.println(line);
        byWhat.forEach((what, values) -> out.println(row(what, values)));
    }

    private String row(String what, Map<String, List<Double>> values) {
        StringBuilder row = new StringBuilder("| ").append(what).append(" |");
        for (String storage : storages) {
            row.append(' ')
                    .append(cell(values.getOrDefault(storage, List.of())))
                    .append(" |");
        }
        double reference = median(values.getOrDefault(storages.getFirst(), List.of()));
        for (String storage : storages.subList(1, storages.size())) {
            double ratio = median(values.getOrDefault(storage, List.of())) / reference;
            row.append(String.format(Locale.ROOT, " %.2f |", ratio));
        }
        return row.toString();
    }

    private static String cell(List<Double> values) {
        if (values.isEmpty()) {
            return "-";
        }
        List<Double> sorted = values.stream().sorted().toList();
        String median = number(median(values));
        return sorted.size() == 1
                ? median
                : median + " (" + number(sorted.getFirst()) + " to " + number(sorted.getLast()) + ")";
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private static String number(double value) {
        return value >= 100 ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.2f", value);
    }
}

package io.gokafka.benchmarks.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was measured of some contenders, round by round: medians with their range, and ratios. A ratio is the median of those of the
 * rounds, for what was measured side by side saw the same machine.
 *
 * <p>Threading: for one thread.
 */
public final class Figures {
    /** One contender against another. */
    public record Ratio(String of, String to) {
        String title() {
            return of + " / " + to;
        }
    }

    private final List<String> contenders;
    private final List<Ratio> ratios;
    private final Map<String, Map<String, Map<Integer, Double>>> byWhat = new LinkedHashMap<>();
    private int round;

    /** Figures of some contenders, with these ratios. */
    public Figures(List<String> contenders, List<Ratio> ratios) {
        this.contenders = List.copyOf(contenders);
        this.ratios = List.copyOf(ratios);
    }

    /** Figures with the ratio of each other contender to the first. */
    public static Figures toTheFirst(List<String> contenders) {
        List<Ratio> ratios = contenders.stream()
                .skip(1)
                .map(c -> new Ratio(c, contenders.getFirst()))
                .toList();
        return new Figures(contenders, ratios);
    }

    /** Figures that follow are of another round. */
    public void nextRound() {
        round++;
    }

    /** Adds a figure of the round that is under way. */
    public void add(String what, String contender, double value) {
        byWhat.computeIfAbsent(what, w -> new HashMap<>())
                .computeIfAbsent(contender, s -> new TreeMap<>())
                .put(round, value);
    }

    /** What was measured, in the order in which it was first. */
    public List<String> rows() {
        return List.copyOf(byWhat.keySet());
    }

    /** The ratios that are of interest. */
    public List<Ratio> ratios() {
        return ratios;
    }

    /** The median of a ratio, of the rounds in which both were measured; NaN when there is none. */
    public double ratio(String what, Ratio ratio) {
        Map<Integer, Double> of = byRound(what, ratio.of());
        Map<Integer, Double> to = byRound(what, ratio.to());
        List<Double> each = new ArrayList<>();
        of.forEach((number, value) -> {
            Double other = to.get(number);
            if (other != null) {
                each.add(value / other);
            }
        });
        return median(each);
    }

    private List<Double> values(String what, String contender) {
        return List.copyOf(byRound(what, contender).values());
    }

    private Map<Integer, Double> byRound(String what, String contender) {
        return byWhat.getOrDefault(what, Map.of()).getOrDefault(contender, Map.of());
    }

    /** A table in Markdown of the rows whose names begin so; the beginning is left out. */
    public String table(String beginning) {
        StringBuilder table = new StringBuilder();
        List<String> heads = new ArrayList<>(contenders);
        ratios.forEach(ratio -> heads.add(ratio.title()));
        table.append("| | ").append(String.join(" | ", heads)).append(" |\n| --- |");
        table.append(" ---: |".repeat(heads.size())).append('\n');
        byWhat.keySet().stream()
                .filter(what -> what.startsWith(beginning))
                .forEach(what -> table.append(row(what, what.substring(beginning.length()))));
        return table.toString();
    }

    private String row(String what, String title) {
        String cells =
                contenders.stream().map(c -> " " + cell(values(what, c)) + " |").collect(Collectors.joining());
        String quotients = ratios.stream()
                .map(r -> ratio(what, r))
                .map(r -> r.isNaN() ? " - |" : String.format(Locale.ROOT, " %.2f |", r))
                .collect(Collectors.joining());
        return "| " + title + " |" + cells + quotients + "\n";
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

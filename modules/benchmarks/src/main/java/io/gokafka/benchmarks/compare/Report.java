package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.report.Chart;
import io.gokafka.benchmarks.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a comparison has found, as Markdown and as a picture. */
final class Report {
    /** The beginnings of the rows' names, and the titles of their tables. */
    private static final Map<String, String> PARTS = new LinkedHashMap<>();

    static {
        PARTS.put("produce, thousand records a second: ", "Produce: thousand records a second");
        PARTS.put(
                "produce, CPU seconds of the brokers a million records: ",
                "Produce: CPU seconds of all brokers for a million records");
        PARTS.put("consume, thousand records a second: ", "Consume: thousand records a second");
        PARTS.put(
                "consume, CPU seconds of the brokers a million records: ",
                "Consume: CPU seconds of all brokers for a million records");
        PARTS.put("latency: ", "Latency of a record");
        PARTS.put("life: ", "Memory, start, failure, idle partitions");
    }

    private final Figures figures;
    private final String kafkaVersion;
    private final Options options;
    private final int failures;

    /** @param failures how many cases could not be measured */
    Report(Figures figures, String kafkaVersion, Options options, int failures) {
        this.figures = figures;
        this.kafkaVersion = kafkaVersion;
        this.options = options;
        this.failures = failures;
    }

    /** All tables. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Machine: ")
                .append(Machine.description(options.directory))
                .append("; clients and brokers on it together.\n");
        text.append("Apache Kafka ").append(kafkaVersion);
        text.append(
                ": three combined nodes of KRaft with the defaults; \"synced\": with `log.flush.interval.messages=1`.\n");
        text.append(
                "gokafka: three brokers with the defaults, which sync. Topics: replication factor 3, `min.insync.replicas=2`.\n");
        text.append(LocalDate.now(ZoneId.systemDefault()))
                .append(
                        options.rounds == 1
                                ? ", one round"
                                : ", " + options.rounds + " rounds: medians (lowest to highest)")
                .append("; a ratio is the median of those of the rounds; `--scale` ")
                .append(options.scale)
                .append(options.only.isEmpty() ? "" : "; only cases with '" + options.only + "'")
                .append(failures == 0 ? "" : "; " + failures + " measurements failed, and are missing")
                .append(".\n");
        PARTS.forEach((beginning, title) -> {
            if (figures.rows().stream().anyMatch(row -> row.startsWith(beginning))) {
                text.append("\n## ").append(title).append("\n\n").append(figures.table(beginning));
            }
        });
        return text.toString();
    }

    private List<Chart.Bar> bars(Figures.Ratio ratio) {
        return figures.rows().stream()
                .filter(row -> !Double.isNaN(figures.ratio(row, ratio)))
                .map(row -> new Chart.Bar(
                        shortened(row), isMoreBetter(row) ? figures.ratio(row, ratio) : 1 / figures.ratio(row, ratio)))
                .toList();
    }

    private static boolean isMoreBetter(String row) {
        return row.contains("records a second: ");
    }

    private static String shortened(String row) {
        return row.replace("thousand records a second: ", "")
                .replace("CPU seconds of the brokers a million records: ", "CPU, ")
                .replace("life: ", "")
                .replace("latency: ", "");
    }

    /** Writes {@code comparison.md} and a picture for each ratio into a folder. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder("# Apache Kafka and gokafka side by side\n\n");
        text.append(
                "Written by `benchmarks/compare`; what it says and how to tune: [performance.md](../performance.md).\n\n");
        for (Figures.Ratio ratio : figures.ratios()) {
            String file = "against-" + ratio.to().toLowerCase(Locale.ROOT).replace(", ", "-") + ".svg";
            String title = ratio.of() + " against " + ratio.to() + ": how many times better";
            Files.writeString(folder.resolve(file), Chart.draw(title, bars(ratio)));
            text.append("![").append(title).append("](").append(file).append(")\n\n");
        }
        Files.writeString(folder.resolve("comparison.md"), text.append(text()));
    }
}

package io.gokafka.benchmarks.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apache Kafka's own tools, each run a process of its own, and what they print of what they have measured. */
final class Tools {
    private final Path jars;

    Tools(Path jars) {
        this.jars = jars;
    }

    /** What ProducerPerformance tells at its end: records a second, and milliseconds from a send to its answer. */
    record Produced(double recordsPerSecond, double mean, double p50, double p99, double p999) {}

    /** What EndToEndLatency tells: milliseconds from a send until the record is consumed. */
    record Latency(double mean, double p50, double p99, double p999) {}

    /**
     * Sends records; the first tenth of them is not counted.
     *
     * @param throughput records a second; -1 for as many as can be
     * @param settings of the producer
     */
    Produced produce(String bootstrap, String topic, long records, int size, int throughput, List<String> settings)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap-server",
                bootstrap,
                "--topic",
                topic,
                "--num-records",
                Long.toString(records),
                "--record-size",
                Integer.toString(size),
                "--throughput",
                Integer.toString(throughput),
                "--warmup-records",
                Long.toString(records / 10)));
        if (!settings.isEmpty()) {
            arguments.add("--command-property");
            arguments.addAll(settings);
        }
        String last = run("org.apache.kafka.tools.ProducerPerformance", arguments)
                .lines()
                .filter(line -> line.contains("99.9th"))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IOException("ProducerPerformance printed no summary"));
        return new Produced(
                number(last, "([0-9.]+) records/sec"),
                number(last, "([0-9.]+) ms avg latency"),
                number(last, "([0-9.]+) ms 50th"),
                number(last, "([0-9.]+) ms 99th"),
                number(last, "([0-9.]+) ms 99.9th"));
    }

    /** Consumes records from the beginning of a topic; records a second, not counting what it takes to join a group. */
    double consume(String bootstrap, String topic, long records) throws IOException, InterruptedException {
        String output = run(
                "org.apache.kafka.tools.ConsumerPerformance",
                List.of(
                        "--bootstrap-server",
                        bootstrap,
                        "--topic",
                        topic,
                        "--num-records",
                        Long.toString(records),
                        "--hide-header",
                        "--timeout",
                        "60000"));
        String last = output.lines()
                .filter(line -> line.chars().filter(c -> c == ',').count() >= 9)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new IOException("ConsumerPerformance printed no figures:\n" + output));
        List<String> cells = Arrays.stream(last.split(",")).map(String::strip).toList();
        if (Double.parseDouble(cells.get(4)) < records) {
            throw new IOException("ConsumerPerformance read " + cells.get(4) + " records of " + records);
        }
        return Double.parseDouble(cells.getLast());
    }

    /** Sends one record after the other, each when the one before was consumed. */
    Latency endToEnd(String bootstrap, String topic, int records, int size) throws IOException, InterruptedException {
        String output = run(
                "org.apache.kafka.tools.EndToEndLatency",
                List.of(
                        "--bootstrap-server",
                        bootstrap,
                        "--topic",
                        topic,
                        "--num-records",
                        Integer.toString(records),
                        "--producer-acks",
                        "all",
                        "--record-size",
                        Integer.toString(size)));
        return new Latency(
                number(output, "Avg latency: ([0-9.]+)"),
                number(output, "50th = ([0-9.]+)"),
                number(output, "99th = ([0-9.]+)"),
                number(output, "99.9th = ([0-9.]+)"));
    }

    private static double number(String text, String pattern) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IOException("no '" + pattern + "' in what a tool printed:\n" + text);
        }
        return Double.parseDouble(matcher.group(1));
    }

    private String run(String main, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                jars + "/*",
                main));
        command.addAll(arguments);
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        tool.getOutputStream().close();
        String output = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (tool.waitFor() != 0) {
            throw new IOException(main + " failed:\n" + output);
        }
        return output;
    }
}

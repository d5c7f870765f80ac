package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.command.Command;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code benchmarks/compare}; see {@link Command} for its exit codes. */
public final class Main {
    /** Kept here, for a logger that nobody holds forgets its level: the clients tell their whole configuration. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private Main() {}

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.OFF);
        Options options = new Options();
        System.exit(Command.run("benchmarks/compare", options, () -> run(options), args));
    }

    private static boolean run(Options options) throws IOException, InterruptedException {
        if (options.list) {
            options.cases().forEach(c -> System.out.println(c.title()));
            return true;
        }
        return compare(options);
    }

    private static boolean compare(Options options) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(
                options,
                Path.of(System.getProperty("gokafka.image")),
                Path.of(System.getProperty("gokafka.kafka")),
                System.err::println);
        boolean complete = comparison.run();
        Report report = new Report(
                comparison.figures(), System.getProperty("gokafka.kafka.version"), options, comparison.failures());
        if (options.out.toString().isEmpty()) {
            System.out.print(report.text());
        } else {
            report.write(options.out);
        }
        return complete;
    }
}

package io.gokafka.benchmarks.compare;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code benchmarks/compare}. Exit codes: 0 all was measured, 1 something could not be, 2 wrong usage. */
public final class Main {
    /** Kept here, for a logger that nobody holds forgets its level: the clients tell their whole configuration. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        CLIENTS.setLevel(Level.OFF);
        System.exit(run(args));
    }

    private static int run(String... args) {
        Options options = new Options();
        JCommander commander = JCommander.newBuilder()
                .programName("benchmarks/compare")
                .addObject(options)
                .build();
        try {
            commander.parse(args);
            options.check();
        } catch (ParameterException e) {
            System.err.println("benchmarks/compare: " + e.getMessage());
            return USAGE;
        }
        if (options.help) {
            commander.usage();
            return 0;
        }
        if (options.list) {
            options.cases().forEach(c -> System.out.println(c.title()));
            return 0;
        }
        try {
            return compare(options) ? 0 : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException e) {
            System.err.println("benchmarks/compare: " + e.getMessage());
            return FAILED;
        }
    }

    private static boolean compare(Options options) throws IOException, InterruptedException {
        Comparison comparison = new Comparison(
                options,
                Path.of(System.getProperty("gokafka.image")),
                Path.of(System.getProperty("gokafka.kafka")),
                System.err::println);
        boolean complete = comparison.run();
        Report report = new Report(comparison.figures(), System.getProperty("gokafka.kafka.version"), options);
        if (options.out.toString().isEmpty()) {
            System.out.print(report.text());
        } else {
            report.write(options.out);
        }
        return complete;
    }
}

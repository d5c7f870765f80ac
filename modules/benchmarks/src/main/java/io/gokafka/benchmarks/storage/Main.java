package io.gokafka.benchmarks.storage;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;

/** The command {@code benchmarks/storage}. Exit codes: 0 all was measured, 1 something could not be, 2 wrong usage. */
public final class Main {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        Options options = new Options();
        JCommander commander = JCommander.newBuilder()
                .programName("benchmarks/storage")
                .addObject(options)
                .build();
        try {
            commander.parse(args);
            options.check();
        } catch (ParameterException e) {
            System.err.println("benchmarks/storage: " + e.getMessage());
            return USAGE;
        }
        if (options.help) {
            commander.usage();
            return 0;
        }
        try {
            System.out.print(new Comparison(options, System.err::println).run().table(""));
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException | StorageException e) {
            System.err.println("benchmarks/storage: " + e.getMessage());
            return FAILED;
        }
    }
}

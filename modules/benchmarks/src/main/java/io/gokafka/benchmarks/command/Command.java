package io.gokafka.benchmarks.command;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import io.gokafka.api.storage.StorageException;
import java.io.IOException;

/** A command with options. Exit codes: 0 all was measured, 1 something could not be, 2 wrong usage. */
public final class Command {
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** What JCommander sets the fields of. */
    public interface Options {
        /**
         * Looks at the values.
         *
         * @throws ParameterException when one is out of its range
         */
        void check();

        /** Whether only the usage is wanted. */
        boolean isHelp();
    }

    /** What the command does; false when something could not be measured. */
    public interface Action {
        boolean run() throws IOException, InterruptedException;
    }

    private Command() {}

    /** Reads the options, does it, and returns the exit code. */
    public static int run(String name, Options options, Action action, String... args) {
        JCommander commander =
                JCommander.newBuilder().programName(name).addObject(options).build();
        try {
            commander.parse(args);
            options.check();
        } catch (ParameterException e) {
            System.err.println(name + ": " + e.getMessage());
            return USAGE;
        }
        if (options.isHelp()) {
            commander.usage();
            return 0;
        }
        try {
            return action.run() ? 0 : FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (IOException | StorageException e) {
            System.err.println(name + ": " + e.getMessage());
            return FAILED;
        }
    }
}

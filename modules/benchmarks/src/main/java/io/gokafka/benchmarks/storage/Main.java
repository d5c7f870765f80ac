package io.gokafka.benchmarks.storage;

import io.gokafka.benchmarks.command.Command;
import java.io.IOException;

/** The command {@code benchmarks/storage}; see {@link Command} for its exit codes. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Options options = new Options();
        System.exit(Command.run("benchmarks/storage", options, () -> compare(options), args));
    }

    private static boolean compare(Options options) throws IOException, InterruptedException {
        System.out.print(new Comparison(options, System.err::println).run().table(""));
        return true;
    }
}

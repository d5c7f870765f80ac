package io.gokafka.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs commands of the machine. */
public final class Shell {
    private Shell() {}

    /**
     * Runs a command to its end.
     *
     * @return what it printed
     * @throws IOException when it cannot be started or fails; the message has its output
     */
    public static String run(String... command) throws IOException {
        return run("", List.of(command));
    }

    /** As {@link #run(String...)}, with something on its standard input. */
    public static String run(String input, List<String> command) throws IOException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        try {
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + output.strip());
            }
            return output;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + " was interrupted", e);
        }
    }

    /** Whether a command can be run and succeeds. */
    public static boolean succeeds(String... command) {
        try {
            run(command);
            return true;
        } catch (IOException e) {
            return false; // that is the answer
        }
    }
}

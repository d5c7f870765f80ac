package io.gokafka.distribution.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;

/** A client program that runs as a process of its own. */
@NullMarked
final class Child {
    /** What it left behind; the output has both streams. */
    record Result(int exit, String output) {}

    private static final long PATIENCE_SECONDS = 90;

    private Child() {}

    /** Runs a program to its end, with a text as its input. */
    static Result run(String input, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path in = Files.createTempFile("gokafka-it", ".in");
        Path out = Files.createTempFile("gokafka-it", ".out");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            String output = Files.readString(out, StandardCharsets.UTF_8);
            if (!ended) {
                throw new IOException("did not end: " + command + "\n" + output);
            }
            return new Result(process.exitValue(), output);
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }
}

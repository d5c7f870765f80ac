package io.gokafka.benchmarks.storage;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A {@link Trial} in a process of its own: nothing is warm, and it can be killed. */
final class Child implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(Process process) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Child start(String what, String storage, Path directory, int partitions, int batchBytes, int amount)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Trial.class.getName()));
        command.addAll(List.of(
                what,
                storage,
                directory.toString(),
                Integer.toString(partitions),
                Integer.toString(batchBytes),
                Integer.toString(amount)));
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** What it measured, in its order; reads to the end of its output. */
    Map<String, Double> results() throws IOException {
        Map<String, Double> results = new LinkedHashMap<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            int at = line.lastIndexOf('=');
            results.put(line.substring(0, at), Double.valueOf(line.substring(at + 1)));
        }
        return results;
    }

    void awaitLine(String wanted) throws IOException {
        String line = out.readLine();
        if (!wanted.equals(line)) {
            throw new IOException("a trial ended early; what it printed is above");
        }
    }

    void say(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    void join() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IOException("a trial failed with exit code " + process.exitValue());
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

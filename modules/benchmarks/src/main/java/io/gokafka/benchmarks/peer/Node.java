package io.gokafka.benchmarks.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One broker as a process, with what it costs. Its output is in {@code broker.log} of its directory.
 *
 * <p><b>Lifecycle.</b> Can be started again when it was stopped or killed. <b>Threading.</b> For one thread.
 */
public final class Node implements AutoCloseable {
    private static final int STOP_SECONDS = 30;
    private static final int SHOWN_LINES = 20;
    private static final String LOG = "broker.log";

    private final String id;
    private final Path directory;
    private final String address;
    private @Nullable Process process;

    Node(String id, Path directory, String address) {
        this.id = id;
        this.directory = directory;
        this.address = address;
    }

    /** What the cluster calls it. */
    public String id() {
        return id;
    }

    /** Where clients connect. */
    public String address() {
        return address;
    }

    /** Where its files are. */
    public Path directory() {
        return directory;
    }

    void start(List<String> command) throws IOException {
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(directory.resolve(LOG).toFile()))
                .start();
    }

    /** Whether its process runs. */
    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The last lines that it has printed. */
    String lastOutput() {
        try (Stream<String> lines = Files.lines(directory.resolve(LOG))) {
            Deque<String> last = new ArrayDeque<>();
            lines.forEach(line -> {
                last.addLast(line);
                if (last.size() > SHOWN_LINES) {
                    last.removeFirst();
                }
            });
            return String.join("\n", last);
        } catch (IOException e) {
            return "(its output cannot be read: " + e.getMessage() + ")";
        }
    }

    /** SIGKILL, and waits for the end. */
    public void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    /** The CPU time, of the user and of the system, that its process has taken since it was started. */
    public Duration cpu() {
        return process == null
                ? Duration.ZERO
                : process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its process's resident memory, bytes; 0 when it does not run. Linux only. */
    public long residentBytes() throws IOException {
        if (process == null || !process.isAlive()) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .sum();
        }
    }

    /** By SIGTERM, and after half a minute by SIGKILL. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package io.gokafka.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A broker in a process of its own. Its output is handed on line by line, from a thread that ends with it. */
final class ChildBroker {
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PROBE_EVERY = Duration.ofMillis(100);
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Node node;
    private final Process process;
    private final Thread output;

    private ChildBroker(Node node, Process process, Thread output) {
        this.node = node;
        this.process = process;
        this.output = output;
    }

    /**
     * Starts it.
     *
     * @param output receives each line that it writes
     * @throws IOException when there can be no such process
     */
    static ChildBroker start(Path launcher, Node node, List<String> further, Consumer<String> output)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        command.addAll(node.arguments(further));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        Thread pump = Thread.ofVirtual().name("output-" + node.id()).start(() -> pump(process, output));
        return new ChildBroker(node, process, pump);
    }

    Node node() {
        return node;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes with the exit code. */
    CompletableFuture<Integer> ended() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Waits until it serves requests; false when it has ended before, or the time is up. */
    boolean awaitReady(Duration patience) throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < patience.toNanos()) {
            if (isReady()) {
                return true;
            }
            if (process.waitFor(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    /** Asks it to stop in good order. By its handle, as {@link Process#destroy} would close the output that is still to come. */
    void stop() {
        process.toHandle().destroy();
    }

    /** Waits for its end, and enforces it when the time is up. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.toHandle().destroyForcibly();
        }
        output.join(LAST_WORDS);
    }

    private boolean isReady() {
        try {
            URI uri = URI.create("http://" + node.http() + "/health/ready");
            HttpURLConnection probe = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
            probe.setConnectTimeout((int) PROBE_TIMEOUT.toMillis());
            probe.setReadTimeout((int) PROBE_TIMEOUT.toMillis());
            boolean ready = probe.getResponseCode() == HttpURLConnection.HTTP_OK;
            probe.disconnect();
            return ready && process.isAlive(); // else another process answers there
        } catch (IOException e) {
            return false;
        }
    }

    private static void pump(Process process, Consumer<String> output) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (IOException e) {
            output.accept("its output cannot be read any more: " + e.getMessage());
        }
    }
}

package io.gokafka.distribution;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** One broker of a cluster under test: a process of the image that can be killed and started again. */
@NullMarked
public final class BrokerNode {
    /** {@code -Dgokafka.storage=NAME} lets all tests run with another storage than the default. */
    private static final @Nullable String STORAGE = System.getProperty("gokafka.storage");

    private final Path directory;
    private final String id;
    private final int grpc;
    private final int raft;
    private final int http;
    private final int kafka;
    private final List<String> settings;
    private @Nullable SmallDisk disk;
    private @Nullable Process process;

    public BrokerNode(Path directory, String id, int[] ports, List<String> settings) {
        this.directory = directory;
        this.id = id;
        this.grpc = ports[0];
        this.raft = ports[1];
        this.http = ports[2];
        this.kafka = ports[3];
        this.settings = settings;
    }

    /** From the next start on its data is on a disk of its own, which is as large as that and empty. */
    public SmallDisk onSmallDisk(int mebibytes) throws IOException {
        SmallDisk small = new SmallDisk(Files.createDirectories(directory.resolve(id)), mebibytes, () -> process);
        disk = small;
        return small;
    }

    public String id() {
        return id;
    }

    public String grpc() {
        return "127.0.0.1:" + grpc;
    }

    public String http() {
        return "127.0.0.1:" + http;
    }

    public String kafka() {
        return "127.0.0.1:" + kafka;
    }

    public int[] ports() {
        return new int[] {grpc, raft, http, kafka};
    }

    public Path log() {
        return directory.resolve(id + ".log");
    }

    /** Starts it; more arguments go behind those that every start has. */
    public void start(String... more) throws IOException {
        start(List.of("server"), more);
    }

    /** Starts it by another command than {@code server}. */
    public void start(List<String> command, String... more) throws IOException {
        List<String> args = new ArrayList<>(command);
        args.addAll(List.of("--id", id, "--grpc-addr", grpc(), "--raft-addr", "127.0.0.1:" + raft));
        args.addAll(List.of(
                "--http-addr", http(), "--data-dir", directory.resolve(id).toString()));
        args.addAll(List.of("--set", "kafka-addr=" + kafka()));
        if (STORAGE != null && settings.stream().noneMatch(s -> s.startsWith("storage="))) {
            args.addAll(List.of("--set", "storage=" + STORAGE));
        }
        settings.forEach(s -> args.addAll(List.of("--set", s)));
        args.addAll(List.of(more));
        ProcessBuilder builder =
                Image.built().builder(directory, Map.of("GOKAFKA_HEAP", "256m"), args.toArray(String[]::new));
        if (disk != null) {
            builder.command(disk.wrap(builder.command()));
        }
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    public boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    /** SIGTERM, and waits for the end. */
    public int stop() throws InterruptedException {
        Process running = Objects.requireNonNull(process);
        running.destroy();
        if (!running.waitFor(30, TimeUnit.SECONDS)) {
            dumpThreads(running);
            throw new AssertionError(id + " does not stop:\n" + logText());
        }
        return running.exitValue();
    }

    /** What it is doing goes into its log. */
    private static void dumpThreads(Process running) {
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(running.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
            running.waitFor(1, TimeUnit.SECONDS);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    public boolean isReady() {
        return status("/health/ready") == 200;
    }

    public int status(String path) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + http() + path).toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            return connection.getResponseCode();
        } catch (IOException e) {
            return -1;
        }
    }

    public String logText() {
        try {
            return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
        } catch (IOException e) {
            return e.toString();
        }
    }
}

package io.gokafka.harness.cluster;

import io.gokafka.harness.Shell;
import io.gokafka.harness.net.Network.Place;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One broker: a process that is started, killed, stopped and paused. Safe for use by several threads. */
public final class Node {
    private static final int STOP_SECONDS = 20;

    private final Layout layout;
    private final Place place;
    private final String id;
    private final Disk disk;
    private @Nullable Process process;
    private boolean wanted;
    private boolean paused;
    private boolean startedWhenFull;
    private boolean needsRemoval;
    private long clockOffSeconds;
    private boolean clockMoved;
    private final List<Excuse> excuses = new CopyOnWriteArrayList<>();

    Node(Layout layout, Place place) {
        this.layout = layout;
        this.place = place;
        this.id = "node" + place.number();
        this.disk = new Disk(layout, id, layout.storages().apply(place.number()));
    }

    public int number() {
        return place.number();
    }

    public String id() {
        return id;
    }

    /** Where clients reach it by gRPC. */
    public String grpc() {
        return place.grpc().advertised();
    }

    /** Where Kafka clients reach it. */
    public String kafka() {
        return place.kafka().advertised();
    }

    public Disk disk() {
        return disk;
    }

    public Path log() {
        return layout.log(id);
    }

    /** Whether it runs, be it paused. */
    public synchronized boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** Whether it runs and nothing holds it. */
    public synchronized boolean isActive() {
        return isRunning() && !paused;
    }

    /** Whether it should run, but has ended by itself. */
    public synchronized boolean hasEnded() {
        return wanted && !isRunning();
    }

    /** From now on, until that is ended, it is expected to report errors, and to end. */
    public Excuse suspect() throws IOException {
        return excuse(true);
    }

    /** From now on it is expected to report errors, but not to end. */
    public Excuse complains() throws IOException {
        return excuse(false);
    }

    /** As {@link #complains}, but while its disk is full it cannot start: one that is starting, or is started then, may end. */
    public Excuse complainsOfFullDisk() throws IOException {
        return excuse(!isReady());
    }

    private Excuse excuse(boolean forEnding) throws IOException {
        Excuse excuse = Excuse.begin(log(), forEnding);
        excuses.add(excuse);
        return excuse;
    }

    /** Whether a fault of its disk explains what it logged in the line that begins at a byte of its log. */
    boolean isExcusedInLog(long position) {
        return excuses.stream().anyMatch(excuse -> excuse.coversLine(position));
    }

    /** Whether a fault of its disk explains what it told clients at a point of {@link System#nanoTime}. */
    public boolean wasExcused(long nanos) {
        return excuses.stream().anyMatch(excuse -> excuse.coversTime(nanos));
    }

    /** Whether a fault of its disk explains that it ends now. */
    public synchronized boolean mayEnd() {
        return excuses.stream().anyMatch(Excuse::coversEnding)
                || (startedWhenFull && excuses.stream().anyMatch(Excuse::isOpen));
    }

    /** What is done to a disk while nothing runs on it. */
    public interface DiskWork {
        void on(Disk disk) throws IOException;
    }

    /** Kills it if it runs, and does something to its disk; nobody can start it meanwhile. */
    public synchronized void whileDown(DiskWork work) throws IOException {
        kill();
        work.on(disk);
    }

    /** Does something to the disk of a broker that was stopped, unless somebody has started it again meanwhile. */
    public synchronized boolean ifDown(DiskWork work) throws IOException {
        boolean down = !isRunning();
        if (down) {
            work.on(disk);
        }
        return down;
    }

    /** It dies, and all its data is gone. Until {@link #removed} the cluster refuses it under its name. */
    public synchronized void wipe() throws IOException {
        whileDown(Disk::wipe);
        needsRemoval = true;
    }

    /** Whether the cluster has to be told that it has lost all, before it may join anew. */
    public synchronized boolean needsRemoval() {
        return needsRemoval;
    }

    /** The cluster has been told. */
    public synchronized void removed() {
        needsRemoval = false;
    }

    /**
     * Starts it, unless it runs.
     *
     * @param members brokers to join, perhaps none
     */
    public synchronized void start(List<String> members) throws IOException {
        wanted = true;
        if (isRunning()) {
            return;
        }
        startedWhenFull = disk.isFull();
        disk.prepare();
        layout.putClockOff(id, clockOffSeconds);
        clockMoved = false;
        List<String> command = new ArrayList<>(place.command());
        command.add(layout.image().resolve("bin/gokafka").toString());
        command.addAll(
                List.of("server", "--id", id, "--data-dir", layout.data(id).toString()));
        command.addAll(List.of(
                "--grpc-addr",
                place.grpc().bind(),
                "--kafka-addr",
                place.kafka().bind()));
        command.addAll(List.of(
                "--raft-addr", place.raft().bind(), "--http-addr", place.http().bind()));
        set(command, "grpc-advertised-addr=" + place.grpc().advertised());
        set(command, "kafka-advertised-addr=" + place.kafka().advertised());
        set(command, "raft-advertised-addr=" + place.raft().advertised());
        layout.settings().forEach(s -> set(command, s));
        disk.settings().forEach(s -> set(command, s));
        if (!members.isEmpty()) {
            command.addAll(List.of("--join-addr", String.join(",", members)));
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(layout.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("GOKAFKA_") || name.contains("JAVA_"));
        builder.environment().putAll(layout.environment());
        builder.environment()
                .replaceAll((key, value) ->
                        value.replace("{clock}", layout.clock(id).toString()));
        process = builder.start();
        paused = false;
    }

    private static void set(List<String> command, String setting) {
        command.add("--set");
        command.add(setting);
    }

    /** SIGKILL, and waits for the end. */
    public synchronized void kill() {
        wanted = false;
        Process running = process;
        if (running != null) {
            running.destroyForcibly()
                    .onExit()
                    .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                    .join();
        }
    }

    /**
     * SIGTERM, and waits for the end; SIGKILL when that does not come.
     *
     * @return whether it ended in good order
     */
    public boolean stop() throws IOException {
        Process running;
        synchronized (this) {
            wanted = false;
            running = process;
        }
        if (running == null || !running.isAlive()) {
            return false;
        }
        resume();
        running.destroy();
        try {
            if (running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                return running.exitValue() == 0 || running.exitValue() == 143;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
        return false;
    }

    /** SIGSTOP. */
    public synchronized void pause() throws IOException {
        if (isRunning()) {
            signal("STOP");
            paused = true;
        }
    }

    /** SIGCONT. */
    public synchronized void resume() throws IOException {
        if (isRunning() && paused) {
            signal("CONT");
        }
        paused = false;
    }

    private void signal(String name) throws IOException {
        Process running = process;
        if (running != null) {
            Shell.run("kill", "-" + name, Long.toString(running.pid()));
        }
    }

    /** Puts its wall clock off by so many seconds, over restarts too, when the run has clocks that can be. */
    public synchronized void clockOff(long seconds) throws IOException {
        clockOffSeconds = seconds;
        clockMoved = true;
        layout.putClockOff(id, seconds);
    }

    /** Whether its wall clock is right. */
    public synchronized boolean isClockRight() {
        return clockOffSeconds == 0;
    }

    /** Whether its wall clock has jumped since it was started. */
    public synchronized boolean hasClockMoved() {
        return clockMoved;
    }

    /** Whether it says that it is ready. */
    public boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://" + place.http().advertised() + "/health/ready")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(2000);
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not ready, then
        }
    }
}

package io.gokafka.tck.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Starts a {@link KilledProcess}, kills it, and looks at what it has left. It does the same operations on the model as that process on
 * the storage: those that were reported as done, then the one after, which may have been begun.
 */
final class KilledRun {
    private final StorageProvider provider;
    private final Settings settings;
    private final Path directory;
    private final Map<LogId, Expectation> logs = new HashMap<>();

    KilledRun(StorageProvider provider, Settings settings, Path directory) {
        this.provider = provider;
        this.settings = settings;
        this.directory = directory;
        KilledProcess.logs().forEach(log -> logs.put(log, new Expectation()));
    }

    /** Lets a process live until it has reported so many operations. */
    void live(long seed, int reports) throws IOException, InterruptedException {
        Map<LogId, Reports> reported = new HashMap<>();
        logs.keySet().forEach(log -> reported.put(log, new Reports()));
        Process process = new ProcessBuilder(command(seed))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < reports; ) {
                String line = out.readLine();
                if (line == null) {
                    throw new AssertionError("the process ended by itself, with exit code " + process.waitFor()
                            + "; what it said is on standard error");
                }
                i += note(line, reported) ? 1 : 0;
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the stream open
            // What it reported before it was killed counts too, but for a line that is not whole.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                note(line, reported);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        logs.forEach((log, expected) -> follow(log, expected, seed, of(log, reported)));
    }

    private List<String> command(long seed) {
        String classPath = System.getProperty("java.class.path");
        String modulePath = System.getProperty("jdk.module.path");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                modulePath == null ? classPath : classPath + System.getProperty("path.separator") + modulePath,
                KilledProcess.class.getName(),
                provider.getClass().getName(),
                directory.toString(),
                Long.toString(seed)));
        settings.values().forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }

    /** What a process has said of one log. */
    private static final class Reports {
        private int done;
        /** What it has asked for, the first first. */
        private final Deque<List<Long>> pieces = new ArrayDeque<>();
    }

    /** Returns whether an operation was done. */
    private static boolean note(String line, Map<LogId, Reports> reported) {
        KilledProcess.pieces(line)
                .ifPresent(said -> of(said.log(), reported).pieces.add(said.starts()));
        Optional<LogId> log = KilledProcess.reported(line);
        log.ifPresent(known -> of(known, reported).done++);
        return log.isPresent();
    }

    private static Reports of(LogId log, Map<LogId, Reports> reported) {
        return Objects.requireNonNull(reported.get(log));
    }

    private static void follow(LogId log, Expectation expected, long seed, Reports reports) {
        Operations operations = KilledProcess.operations(log, seed);
        for (int i = 0; i < reports.done; i++) {
            expected.begin(operations.next(expected.now(), reports.pieces::removeFirst));
            expected.done();
        }
        try {
            expected.begin(operations.next(expected.now(), reports.pieces::removeFirst));
        } catch (NoSuchElementException e) {
            expected.note("killed before it said of which pieces");
        }
        expected.ended();
    }

    /** Opens what is there, in this process, and closes it in good order. */
    void check() {
        try (Storage storage = provider.open(new StorageContext(directory, settings, Clock.systemUTC()))) {
            Set<LogId> found = storage.list();
            if (!logs.keySet().containsAll(found)) {
                throw new AssertionError("there are logs that nobody has made: " + found);
            }
            logs.forEach((log, expected) -> {
                try {
                    expected.settle(Replica.of(storage.open(log, KilledProcess.CONFIG)));
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("log " + log + ", " + e.getMessage() + "\nafter\n  " + expected, e);
                }
            });
        }
    }
}

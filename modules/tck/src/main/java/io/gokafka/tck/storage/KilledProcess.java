package io.gokafka.tck.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The process that is killed: a thread a log does one operation after the other, and reports each that is done, and before it is
 * begun where the log's pieces are, if it depends on that.
 */
final class KilledProcess {
    static final LogConfig CONFIG = new LogConfig(20_000, Duration.ofDays(7));

    private static final int LOGS = 4;
    private static final String REPORT = "done: ";
    private static final String PIECES = "pieces: ";
    private static final char END = ';';

    private KilledProcess() {}

    static List<LogId> logs() {
        return IntStream.range(0, LOGS).mapToObj(i -> new LogId("log-" + i)).toList();
    }

    static Operations operations(LogId log, long seed) {
        return new Operations(log, CONFIG, new Random(31 * seed + log.value().hashCode()));
    }

    /** The log that a line reports an operation of; empty when it is no report, or not a whole one. */
    static Optional<LogId> reported(String line) {
        return line.startsWith(REPORT) && line.charAt(line.length() - 1) == END
                ? Optional.of(new LogId(line.substring(REPORT.length(), line.length() - 1)))
                : Optional.empty();
    }

    /** What an operation was told of a log, reported before it begins; empty when the line is none such, or not a whole one. */
    static Optional<Pieces> pieces(String line) {
        if (!line.startsWith(PIECES) || line.charAt(line.length() - 1) != END) {
            return Optional.empty();
        }
        int list = line.indexOf('[');
        LogId log = new LogId(line.substring(PIECES.length(), list));
        String starts = line.substring(list + 1, line.length() - 2);
        return Optional.of(new Pieces(
                log,
                Pattern.compile(", ")
                        .splitAsStream(starts)
                        .filter(start -> !start.isEmpty())
                        .map(Long::valueOf)
                        .toList()));
    }

    /** Where the pieces of a log begin. */
    record Pieces(LogId log, List<Long> starts) {}

    /** {@code PROVIDER DIRECTORY SEED [KEY=VALUE]...}. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Map<String, String> settings = new HashMap<>();
        for (String setting : List.of(args).subList(3, args.length)) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        // As ServiceLoader would; on the class path it knows only those that META-INF/services names.
        StorageProvider provider = Class.forName(args[0])
                .asSubclass(StorageProvider.class)
                .getConstructor()
                .newInstance();
        Storage storage =
                provider.open(new StorageContext(Path.of(args[1]), new Settings(settings), Clock.systemUTC()));
        long seed = Long.parseLong(args[2]);
        for (LogId log : logs()) {
            Thread.ofPlatform().start(() -> {
                try {
                    live(log, storage, operations(log, seed));
                } catch (Throwable e) {
                    e.printStackTrace();
                    Runtime.getRuntime().halt(1);
                }
            });
        }
    }

    @SuppressWarnings("SystemOut")
    private static void live(LogId log, Storage storage, Operations operations) {
        ReplicaStore store = storage.open(log, CONFIG);
        Replica now = Replica.of(store);
        while (true) {
            ReplicaStore open = store;
            Operation operation = operations.next(now, () -> {
                List<Long> pieces = Operations.pieces(storage, open);
                System.out.println(PIECES + log.value() + pieces + END);
                return pieces;
            });
            store = operation.run(storage, store);
            now = operation.after();
            System.out.println(REPORT + log.value() + END);
        }
    }
}

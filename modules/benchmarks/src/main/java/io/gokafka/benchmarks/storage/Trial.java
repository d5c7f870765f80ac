package io.gokafka.benchmarks.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;

/** What one process measures; prints a line {@code WHAT=NUMBER} for each figure. Started by {@link Child}. */
final class Trial {
    private Trial() {}

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[2]);
        int partitions = Integer.parseInt(args[3]);
        int batchBytes = Integer.parseInt(args[4]);
        int amount = Integer.parseInt(args[5]);
        long begin = System.nanoTime();
        try (Storage storage =
                provider(args[1]).open(new StorageContext(directory, new Settings(Map.of()), Clock.systemUTC()))) {
            List<PartitionLog> logs = open(storage, partitions);
            switch (args[0]) {
                case "load" -> new Load(logs, batchBytes, amount).run();
                case "fill" -> fill(logs, batchBytes, amount);
                case "open" -> print("opened", (System.nanoTime() - begin) / 1e9);
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }

    private static StorageProvider provider(String name) {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new StorageException("there is no storage " + name));
    }

    private static List<PartitionLog> open(Storage storage, int partitions) {
        List<PartitionLog> logs = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            logs.add(storage.open(new LogId("log-" + i), LogConfig.DEFAULT).log());
        }
        return logs;
    }

    /** Writes so many megabytes over all logs, then waits to be told to stop, or to be killed. */
    private static void fill(List<PartitionLog> logs, int batchBytes, long megabytes) throws IOException {
        Writer writer = new Writer(batchBytes);
        long unsynced = 0;
        for (long bytes = 0; bytes < megabytes * 1_000_000; ) {
            for (PartitionLog log : logs) {
                bytes += writer.append(log);
            }
            unsynced += (long) logs.size() * batchBytes;
            if (unsynced > 64 << 20) {
                logs.forEach(PartitionLog::sync);
                unsynced = 0;
            }
        }
        logs.forEach(PartitionLog::sync);
        say("filled");
        System.in.read(); // a line, or the end
    }

    static void print(String what, double value) {
        say(String.format(Locale.ROOT, "%s=%f", what, value));
    }

    private static void say(String line) {
        System.out.write((line + "\n").getBytes(StandardCharsets.UTF_8), 0, line.length() + 1);
        System.out.flush();
    }
}

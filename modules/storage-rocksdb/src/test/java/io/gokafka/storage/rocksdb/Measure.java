package io.gokafka.storage.rocksdb;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.tck.storage.Batches;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures a storage that is on the class path: what it appends, syncs, reads and writes to disk. Figures are for comparing
 * storages and settings on one machine. For docs/storage-rocksdb.md; no test.
 *
 * <pre>Measure STORAGE DIRECTORY BATCH_BYTES MEGABYTES LOGS SECONDS [KEY=VALUE...]</pre>
 */
final class Measure {
    private static final long SYNC_EVERY = 1 << 20;

    private final int batchBytes;
    private final AtomicLong payload = new AtomicLong();
    private final List<PartitionLog> logs = new ArrayList<>();

    private Measure(int batchBytes) {
        this.batchBytes = batchBytes;
    }

    public static void main(String[] args) throws Exception {
        Map<String, String> settings = new HashMap<>();
        for (int i = 6; i < args.length; i++) {
            String[] pair = args[i].split("=");
            settings.put(pair[0], pair[1]);
        }
        StorageProvider provider = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.name().equals(args[0]))
                .findFirst()
                .orElseThrow();
        Path directory = Files.createTempDirectory(Path.of(args[1]), "measure");
        Measure measure = new Measure(Integer.parseInt(args[2]));
        long total = Long.parseLong(args[3]) << 20;
        int count = Integer.parseInt(args[4]);
        try (Storage storage =
                provider.open(new StorageContext(directory, new Settings(settings), Clock.systemUTC()))) {
            for (int i = 0; i < count; i++) {
                measure.logs.add(
                        storage.open(new LogId("log-" + i), LogConfig.DEFAULT).log());
            }
            report("append, MB/s", measure.append(total));
            report("read, MB/s", measure.read());
            report("acknowledged batches/s of " + count + " logs", measure.acknowledge(Integer.parseInt(args[5])));
        }
        report("bytes written for each byte", writtenBytes() / (double) measure.payload.get());
        World.deleteAll(directory);
        Files.delete(directory);
    }

    private void appendOne(PartitionLog log) {
        ByteBuffer batch = Batches.ofSize(1, batchBytes);
        payload.addAndGet(batch.remaining());
        log.append(log.bounds().lastIndex() + 1, List.of(batch));
    }

    /** Round robin over all logs, with a sync a megabyte. */
    private double append(long total) {
        long begin = System.nanoTime();
        long unsynced = 0;
        for (int i = 0; payload.get() < total; i++) {
            PartitionLog log = logs.get(i % logs.size());
            appendOne(log);
            unsynced += batchBytes;
            if (unsynced > SYNC_EVERY) {
                logs.forEach(PartitionLog::sync);
                unsynced = 0;
            }
        }
        return payload.get() / 1e6 / seconds(begin);
    }

    private double read() {
        long begin = System.nanoTime();
        int batchSize = Batches.ofSize(1, batchBytes).remaining();
        long bytes = 0;
        for (PartitionLog log : logs) {
            long index = 1;
            while (index <= log.bounds().lastIndex()) {
                var batches = log.readEntries(index, Long.MAX_VALUE, 1 << 20);
                int size = batches.toBuffer().remaining();
                batches.close();
                bytes += size;
                index += size / batchSize;
            }
        }
        return bytes / 1e6 / seconds(begin);
    }

    /** A thread a log: append, sync, append, sync. */
    private double acknowledge(int seconds) throws InterruptedException {
        AtomicLong acknowledged = new AtomicLong();
        long begin = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (PartitionLog log : logs) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (seconds(begin) < seconds) {
                    appendOne(log);
                    log.sync();
                    acknowledged.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return acknowledged.get() / seconds(begin);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    /** By this process, to disk. */
    private static long writtenBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream()
                .filter(line -> line.startsWith("write_bytes"))
                .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .sum();
    }

    @SuppressWarnings("SystemOut")
    private static void report(String what, double value) {
        System.out.printf(Locale.ROOT, "%10.2f  %s%n", value, what);
    }
}

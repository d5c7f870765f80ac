package io.gokafka.benchmarks.storage;

import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;

/** Durable appends to all logs at once, then reads of what was written. */
final class Load {
    private static final int READ_BYTES = 1 << 20;
    private static final Path IO = Path.of("/proc/self/io");

    private final List<PartitionLog> logs;
    private final int batchBytes;
    private final int seconds;
    private final LongAdder batches = new LongAdder();

    Load(List<PartitionLog> logs, int batchBytes, int seconds) {
        this.logs = logs;
        this.batchBytes = batchBytes;
        this.seconds = seconds;
    }

    void run() throws InterruptedException, IOException {
        appendUntil(System.nanoTime() + seconds * 300_000_000L); // warm-up
        batches.reset();
        long cpu = cpuNanos();
        long written = writtenBytes();
        long begin = System.nanoTime();
        appendUntil(begin + seconds * 1_000_000_000L);
        double took = (System.nanoTime() - begin) / 1e9;
        double payload = (double) batches.sum() * new Writer(batchBytes).batchSize();
        Trial.print("durable appends/s", batches.sum() / took);
        Trial.print("CPU, us a durable append", (cpuNanos() - cpu) / 1e3 / batches.sum());
        Trial.print("bytes written to disk for each byte", (writtenBytes() - written) / payload);
        Trial.print("read in order, MB/s", readInOrder());
        Trial.print("reads of one random entry/s", readAtRandom());
    }

    /** A thread a log, as a broker's: append, sync, and again. */
    private void appendUntil(long deadline) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (PartitionLog log : logs) {
            threads.add(Thread.ofVirtual().start(() -> {
                Writer writer = new Writer(batchBytes);
                while (System.nanoTime() < deadline) {
                    writer.append(log);
                    log.sync();
                    batches.increment();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private double readInOrder() {
        long begin = System.nanoTime();
        long bytes = 0;
        while (System.nanoTime() - begin < seconds * 300_000_000L) {
            for (PartitionLog log : logs) {
                bytes += readThrough(log);
            }
        }
        return bytes / 1e6 / ((System.nanoTime() - begin) / 1e9);
    }

    /** Batches are of one record each, and of one size: so many bytes are so many offsets. */
    private long readThrough(PartitionLog log) {
        int batchSize = new Writer(batchBytes).batchSize();
        LogBounds bounds = log.bounds();
        long bytes = 0;
        for (long offset = bounds.startOffset(); offset < bounds.endOffset(); ) {
            int size = read(log, offset, READ_BYTES);
            bytes += size;
            offset += size / batchSize;
        }
        return bytes;
    }

    private double readAtRandom() {
        Random random = new Random(1);
        // Of a thousand that are synced each by itself, some may not have had their turn.
        List<PartitionLog> written =
                logs.stream().filter(log -> log.bounds().endOffset() > 0).toList();
        long begin = System.nanoTime();
        long reads = 0;
        while (System.nanoTime() - begin < seconds * 300_000_000L) {
            PartitionLog log = written.get(random.nextInt(written.size()));
            read(log, random.nextLong(log.bounds().endOffset()), 1);
            reads++;
        }
        return reads / ((System.nanoTime() - begin) / 1e9);
    }

    private static int read(PartitionLog log, long offset, int bytes) {
        try (LogSlice slice = log.read(offset, Long.MAX_VALUE, bytes)) {
            return slice.toBuffer().remaining();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean os
                ? os.getProcessCpuTime()
                : 0;
    }

    /** By this process, to disk; 0 where that is not told. */
    private static long writtenBytes() throws IOException {
        return !Files.isReadable(IO)
                ? 0
                : Files.readAllLines(IO).stream()
                        .filter(line -> line.startsWith("write_bytes"))
                        .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                        .sum();
    }
}

package io.gokafka.microbenchmarks.log;

import io.gokafka.api.storage.EntryPosition;
import io.gokafka.microbenchmarks.Measured;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Looks entries up at random in a log of batches of 16 KiB: in few segments, and in as many as a terabyte has of the usual size. */
public class LogLookup extends Measured {
    private static final int BATCH = 16 << 10;

    @Param({"file", "rocksdb"})
    String storage = "";

    @Param({"8", "256"})
    int segments;

    private WarmLog log;

    /** Fills the log. */
    @Setup
    public void open() {
        log = WarmLog.of(storage, BATCH, segments);
    }

    /** Deletes it. */
    @TearDown
    public void close() {
        log.close();
    }

    /** By index. */
    @Benchmark
    public Optional<EntryPosition> byIndex() {
        return log.log().entryAtIndex(log.anyIndex());
    }

    /** By offset. */
    @Benchmark
    public Optional<EntryPosition> byOffset() {
        return log.log().entryAtOffset(log.anyOffset(0));
    }

    /** By offset, one that was appended just before. */
    @Benchmark
    public Optional<EntryPosition> byRecentOffset() {
        return log.log().entryAtOffset(log.recentOffset());
    }

    /** By time. */
    @Benchmark
    public Optional<EntryPosition> byTime() {
        return log.log().entryAtTime(log.anyTime());
    }
}

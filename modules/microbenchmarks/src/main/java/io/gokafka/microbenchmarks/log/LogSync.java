package io.gokafka.microbenchmarks.log;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import io.gokafka.microbenchmarks.Stored;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Appends of one batch each that are on disk, {@code durability=sync}, without company: the disk's time, for the most part. */
public class LogSync extends Measured {
    private static final int SEGMENT = 256 << 20;

    @Param({"file", "rocksdb"})
    String storage = "";

    @Param({"16384"})
    int batchBytes;

    private ByteBuffer batch;
    private Stored stored;

    /** A new log for each iteration. */
    @Setup(Level.Iteration)
    public void open() {
        RecordBatch made = ClientBatches.plain(batchBytes);
        made.assign(0, 1);
        batch = made.buffer();
        stored = Stored.onDisk(storage, SEGMENT);
    }

    /** Deletes it. */
    @TearDown(Level.Iteration)
    public void close() {
        stored.close();
    }

    /** One append and one sync. */
    @Benchmark
    public long appendAndSync() {
        stored.append(batch.duplicate());
        return stored.log().sync();
    }
}

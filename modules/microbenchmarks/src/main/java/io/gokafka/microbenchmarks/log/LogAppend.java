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

/** Appends of one batch each that the operating system has: {@code durability=os}. The rolls of segments are part of it. */
public class LogAppend extends Measured {
    private static final int SEGMENT = 32 << 20;

    @Param({"file", "rocksdb"})
    String storage = "";

    @Param({"1024", "16384", "262144"})
    int batchBytes;

    private ByteBuffer batch;
    private Stored stored;

    /** A new log for each iteration. */
    @Setup(Level.Iteration)
    public void open() {
        RecordBatch made = ClientBatches.plain(batchBytes);
        made.assign(0, 1);
        batch = made.buffer();
        stored = Stored.inMemory(storage, SEGMENT);
    }

    /** Deletes it. */
    @TearDown(Level.Iteration)
    public void close() {
        stored.close();
    }

    /** One append. */
    @Benchmark
    public long append() {
        return stored.append(batch.duplicate());
    }
}

package io.gokafka.microbenchmarks.log;

import io.gokafka.api.storage.LogSlice;
import io.gokafka.microbenchmarks.Measured;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Reads a slice at random from a log that is in memory, and gives it to a client as the transports do. */
public class LogRead extends Measured {
    private static final int SEGMENTS = 64;

    @Param({"file", "rocksdb"})
    String storage = "";

    @Param({"16384"})
    int batchBytes;

    @Param({"65536", "1048576"})
    int readBytes;

    private WarmLog log;
    private Drain drain;

    /** Fills the log. */
    @Setup
    public void open() throws IOException {
        log = WarmLog.of(storage, batchBytes, SEGMENTS);
        drain = Drain.open();
    }

    /** Deletes it. */
    @TearDown
    public void close() throws IOException {
        drain.close();
        log.close();
    }

    private LogSlice read() {
        return log.log().read(log.anyOffset(2L * readBytes / batchBytes), Long.MAX_VALUE, readBytes);
    }

    /** Finds it only: nothing is read but headers. */
    @Benchmark
    public int find() {
        try (LogSlice slice = read()) {
            return slice.size();
        }
    }

    /** To the heap, as for gRPC. */
    @Benchmark
    public ByteBuffer toHeap() {
        try (LogSlice slice = read()) {
            return slice.toBuffer();
        }
    }

    /** To a socket, as for Kafka; the peer's reading goes on beside it. */
    @Benchmark
    public long toSocket() throws IOException {
        try (LogSlice slice = read()) {
            long sent = 0;
            while (sent < slice.size()) {
                sent += slice.transferTo(sent, slice.size() - sent, drain.channel());
            }
            return sent;
        }
    }
}

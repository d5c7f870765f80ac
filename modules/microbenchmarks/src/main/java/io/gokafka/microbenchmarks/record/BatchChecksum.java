package io.gokafka.microbenchmarks.record;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The checksum of a batch: made once by the leader, once by each follower, and when a log that is not in memory is read. */
public class BatchChecksum extends Measured {
    @Param({"1024", "16384", "262144"})
    int batchBytes;

    private RecordBatch batch;

    /** Makes the batch. */
    @Setup
    public void make() {
        batch = ClientBatches.plain(batchBytes);
    }

    /** One checksum. */
    @Benchmark
    public boolean crcMatches() {
        return batch.crcMatches();
    }
}

package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** From a proposal to its commit on all replicas, {@code durability=os}: the work of all of them, without threads and network. */
public class Commit extends Measured {
    private static final int MANY = 32;

    @Param({"1", "3"})
    int replicas;

    @Param({"1024", "16384"})
    int batchBytes;

    private InlineGroup group;
    private List<RecordBatch> one;
    private List<RecordBatch> many;

    /** Has a leader elected. */
    @Setup
    public void open() {
        group = new InlineGroup(replicas);
        many = Stream.generate(() -> ClientBatches.plain(batchBytes))
                .limit(MANY)
                .toList();
        one = many.subList(0, 1);
    }

    /** Deletes the logs. */
    @TearDown
    public void close() {
        group.close();
    }

    /** One after the other. */
    @Benchmark
    public List<Proposal> alone() {
        return group.commit(one);
    }

    /** Many that have queued up: the time of one of them. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<Proposal> together() {
        return group.commit(many);
    }
}

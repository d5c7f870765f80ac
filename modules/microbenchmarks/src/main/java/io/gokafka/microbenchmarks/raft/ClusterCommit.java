package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** From a proposal to its commit, {@code durability=os}, by JGroups with all its threads and sockets. Few processors make this a rough figure. */
public class ClusterCommit extends Measured {
    private static final int MANY = 32;

    @Param({"1", "3"})
    int replicas;

    @Param({"16384"})
    int batchBytes;

    private Cluster cluster;
    private List<RecordBatch> batches;

    /** Starts the brokers. */
    @Setup
    public void open() {
        cluster = new Cluster(replicas);
        batches = Stream.generate(() -> ClientBatches.plain(batchBytes))
                .limit(MANY)
                .toList();
    }

    /** Keeps the logs short. */
    @TearDown(Level.Iteration)
    public void trim() {
        cluster.trim();
    }

    /** Stops them. */
    @TearDown
    public void close() {
        cluster.close();
    }

    /** One after the other. Each has bytes of its own: a follower may still be sent those of the one before. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void alone() {
        for (RecordBatch batch : batches) {
            cluster.leader().propose(fresh(batch)).committed().join();
        }
    }

    /** Many at a time: the time of one of them. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public void together() {
        List<Proposal> proposals = new ArrayList<>(MANY);
        batches.forEach(batch -> proposals.add(cluster.leader().propose(fresh(batch))));
        proposals.forEach(proposal -> proposal.committed().join());
    }

    /** As a request brings it. */
    private static RecordBatch fresh(RecordBatch batch) {
        return RecordBatch.at(java.nio.ByteBuffer.allocate(batch.sizeInBytes())
                .put(batch.buffer())
                .flip());
    }
}

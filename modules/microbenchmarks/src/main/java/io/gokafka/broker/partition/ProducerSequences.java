package io.gokafka.broker.partition;

import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The book-keeping of idempotent producers for one batch on the leader: checked, proposed, appended, committed. */
@NullMarked
public class ProducerSequences extends Measured {
    private static final int BASE_SEQUENCE = 53;
    private static final int TERM = 1;
    private static final Proposal PROPOSAL = new Proposal(new CompletableFuture<>(), new CompletableFuture<>());

    @Param({"1", "1000"})
    int producers;

    private final ProducerTable table = new ProducerTable();
    private final SequenceGate gate = new SequenceGate();
    private RecordBatch[] batches = {};
    private int next;

    /** A batch a producer. */
    @Setup
    public void make() {
        batches = new RecordBatch[producers];
        for (int i = 0; i < producers; i++) {
            batches[i] = ClientBatches.of(1024, 100, "none", 1000L + i);
        }
        gate.enterTerm(TERM);
    }

    /** The next batch of the next producer. */
    @Benchmark
    public SequenceGate.Verdict next() {
        RecordBatch batch = batches[next];
        next = next + 1 == producers ? 0 : next + 1;
        SequenceGate.Verdict verdict = gate.check(batch, table::get, false);
        if (!(verdict instanceof SequenceGate.Verdict.Next)) {
            throw new IllegalStateException("not what is measured: " + verdict);
        }
        gate.proposed(batch, PROPOSAL);
        table.onAppend(batch, ClientBatches.TIME);
        gate.settled(batch.producerId(), PROPOSAL);
        batch.buffer().putInt(BASE_SEQUENCE, RecordBatch.addSequence(batch.lastSequence(), 1));
        return verdict;
    }
}

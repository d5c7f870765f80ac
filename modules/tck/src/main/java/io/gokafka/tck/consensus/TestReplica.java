package io.gokafka.tck.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.tck.storage.Batches;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A replica of a group on a {@link TestBroker}.
 *
 * @param broker the broker
 * @param group the replica
 * @param store its store
 * @param listener what it was told
 */
public record TestReplica(BrokerId broker, ReplicaGroup group, ReplicaStore store, RecordingListener listener)
        implements AutoCloseable {
    /** Proposes a batch with one record a value. */
    public Proposal propose(String... values) {
        return group.propose(RecordBatch.at(Batches.of(0, values)));
    }

    /** Proposes a batch and waits for its commit. */
    public Proposal.Entry commit(String... values) {
        return Await.result(propose(values).committed());
    }

    /** Its state. */
    public GroupStatus status() {
        return group.status();
    }

    /** Whether it leads. */
    public boolean leads() {
        return status().isLeader();
    }

    /** The extent of its log. */
    public LogBounds bounds() {
        return store.log().bounds();
    }

    /** The values of the committed records that it has, without those of control batches. */
    public List<String> committedValues() {
        return committedBatches().stream()
                .filter(batch -> !batch.isControl())
                .flatMap(batch -> batch.records().stream())
                .map(record -> String.valueOf(record.valueText()))
                .toList();
    }

    /** The committed entries that it has, control batches too. */
    public List<RecordBatch> committedBatches() {
        return Batches.in(store.log().readEntries(bounds().firstIndex(), status().commitIndex(), Integer.MAX_VALUE));
    }

    /** The bytes of its whole log. */
    public ByteBuffer bytes() {
        LogBounds at = bounds();
        try (LogSlice all = store.log().readEntries(at.firstIndex(), at.lastIndex(), Integer.MAX_VALUE)) {
            return all.toBuffer();
        }
    }

    @Override
    public void close() {
        group.close();
        store.close();
    }
}

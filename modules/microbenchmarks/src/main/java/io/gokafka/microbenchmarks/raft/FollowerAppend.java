package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.BrokerId;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.consensus.jgroups.group.Wire;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.RpcCodec;
import io.gokafka.consensus.jgroups.wire.VotersValue;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** What a follower does with a leader's message of one entry: decode, compare, check, append to its log, commit, answer. */
public class FollowerAppend extends Measured {
    private static final BrokerId ME = new BrokerId("node1");
    private static final BrokerId LEADER = new BrokerId("node2");
    private static final List<BrokerId> VOTERS = List.of(ME, LEADER);
    private static final long TERM = 2;
    private static final long MOST_BYTES = 128L << 20;

    @Param({"1024", "16384", "262144"})
    int batchBytes;

    private final Answers answers = new Answers();
    private Member follower;
    private RecordBatch batch;
    private long last;
    private long offset;
    private long bytes;

    /** Begins the leader's term. */
    @Setup
    public void open() throws IOException {
        follower = Member.open(ME, VOTERS, answers, Runnable::run);
        follower.replica().reachChanged(Map.of(ME, "me", LEADER, "leader"), () -> {});
        batch = ClientBatches.plain(batchBytes);
        RecordBatch first = VotersValue.toBatch(VOTERS, false, ClientBatches.TIME);
        first.assign(0, TERM);
        receive(first);
    }

    /** Deletes the log. */
    @TearDown
    public void close() {
        follower.close();
    }

    /** One message. */
    @Benchmark
    public long append() throws IOException {
        batch.assign(offset, TERM);
        offset = batch.nextOffset();
        receive(batch);
        if (answers.match != last) {
            throw new IllegalStateException("not acknowledged: " + last);
        }
        bytes += batchBytes;
        if (bytes > MOST_BYTES) {
            bytes = 0;
            follower.trim();
        }
        return answers.match;
    }

    private void receive(RecordBatch entry) throws IOException {
        long previousTerm = last == 0 ? 0 : TERM;
        byte[] message = RpcCodec.encode(new Rpc.Append(TERM, last + 1, last, previousTerm, 1, last, true));
        follower.replica().received(LEADER, RpcCodec.decode(message), entry.buffer());
        last++;
    }

    /** Where answers go. */
    private static final class Answers implements Wire {
        private long match;

        @Override
        public void send(BrokerId to, Rpc rpc, byte[] payload, int at, int length) {
            if (rpc instanceof Rpc.Ack ack) {
                RpcCodec.encode(ack);
                match = ack.match();
            }
        }

        @Override
        public void replicas(List<BrokerId> replicas) {
            // all see all
        }

        @Override
        public void leaderIs(Optional<BrokerId> leader) {
            // no view to judge
        }
    }
}

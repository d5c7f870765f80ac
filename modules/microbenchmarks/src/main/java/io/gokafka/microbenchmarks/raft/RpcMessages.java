package io.gokafka.microbenchmarks.raft;

import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.RpcCodec;
import io.gokafka.microbenchmarks.Measured;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;

/** The two messages that every append costs; entries are beside them and not copied here. */
public class RpcMessages extends Measured {
    private final Rpc append = new Rpc.Append(7, 123_456, 1_000_000, 7, 1, 999_990, true);
    private final Rpc ack = new Rpc.Ack(7, 123_456, 1_000_001, true);
    private final byte[] appendBytes = RpcCodec.encode(append);
    private final byte[] ackBytes = RpcCodec.encode(ack);

    /** AppendEntries, on the leader. */
    @Benchmark
    public byte[] encodeAppend() {
        return RpcCodec.encode(append);
    }

    /** AppendEntries, on a follower. */
    @Benchmark
    public Rpc decodeAppend() throws IOException {
        return RpcCodec.decode(appendBytes);
    }

    /** The answer, on a follower. */
    @Benchmark
    public byte[] encodeAck() {
        return RpcCodec.encode(ack);
    }

    /** The answer, on the leader. */
    @Benchmark
    public Rpc decodeAck() throws IOException {
        return RpcCodec.decode(ackBytes);
    }
}

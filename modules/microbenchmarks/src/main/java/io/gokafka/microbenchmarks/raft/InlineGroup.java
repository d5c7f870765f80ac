package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.consensus.jgroups.group.Wire;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.RpcCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/**
 * All replicas of a group on one thread, which does one thing after the other until nothing is left: the processor's time of a commit on
 * all replicas together. Messages are encoded and decoded as on the wire; their entries are not copied.
 */
final class InlineGroup implements AutoCloseable {
    private static final long MOST_BYTES = 128L << 20;

    private final Queue<Runnable> work = new ArrayDeque<>();
    private final Map<BrokerId, Member> members = new HashMap<>();
    private final Member leader;
    private boolean running;
    private long bytes;

    /** A group of so many replicas, the first of which leads. */
    InlineGroup(int replicas) {
        List<BrokerId> ids = IntStream.rangeClosed(1, replicas)
                .mapToObj(i -> new BrokerId("node" + i))
                .toList();
        ids.forEach(id -> members.put(id, Member.open(id, ids, new Direct(id), this::execute)));
        leader = member(ids.getFirst());
        Map<BrokerId, Object> all = new HashMap<>();
        ids.forEach(id -> all.put(id, id));
        List<Member> others = new ArrayList<>(members.values());
        others.remove(leader);
        others.forEach(member -> member.replica().reachChanged(all, () -> {}));
        leader.replica().reachChanged(all, leader.replica()::startElection);
        if (!leader.replica().status().isLeader()) {
            throw new IllegalStateException("nobody leads: " + leader.replica().status());
        }
    }

    private Member member(BrokerId id) {
        return Optional.ofNullable(members.get(id)).orElseThrow();
    }

    private void execute(Runnable task) {
        work.add(task);
        if (!running) {
            runAll();
        }
    }

    private void runAll() {
        running = true;
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
        running = false;
    }

    /** Proposes batches together, and returns when they are committed everywhere. */
    List<Proposal> commit(List<RecordBatch> batches) {
        List<Proposal> proposals = new ArrayList<>(batches.size());
        running = true;
        for (RecordBatch batch : batches) {
            proposals.add(leader.replica().propose(batch, ReplicaGroup.ANY_TERM));
            bytes += batch.sizeInBytes();
        }
        runAll();
        proposals.forEach(proposal -> proposal.committed().resultNow());
        if (bytes > MOST_BYTES) {
            bytes = 0;
            members.values().forEach(Member::trim);
        }
        return proposals;
    }

    @Override
    public void close() {
        members.values().forEach(Member::close);
    }

    /** The way from one replica to the others. */
    private final class Direct implements Wire {
        private final BrokerId from;

        Direct(BrokerId from) {
            this.from = from;
        }

        @Override
        public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
            byte[] encoded = RpcCodec.encode(rpc);
            ByteBuffer entries = ByteBuffer.wrap(payload, offset, length).slice();
            work.add(() -> member(to).replica().received(from, decode(encoded), entries));
        }

        private static Rpc decode(byte[] encoded) {
            try {
                return RpcCodec.decode(encoded);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void replicas(List<BrokerId> replicas) {
            // all see all
        }

        @Override
        public void leaderIs(Optional<BrokerId> newLeader) {
            // no view to judge
        }
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.consensus.jgroups.rules.Quorum;
import io.gokafka.consensus.jgroups.wire.Chunk;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.VotersValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A replica while it leads a term: appends what is proposed, has it replicated, and decides what is committed. */
final class Leading {
    private record Barrier(long seq, long deadline, CompletableFuture<Long> done) {}

    private static final long BARRIER_NANOS = 5_000_000_000L;

    private final Core core;
    private final Book book;
    private final Proposals proposals;
    private final long term;
    private final long termStart;
    private final Replicator replicator;
    private final Map<BrokerId, Progress> others = new ConcurrentHashMap<>();
    private final List<Barrier> barriers = new ArrayList<>();

    /** Begins a term with its first entry. */
    Leading(Core core, Proposals proposals, long term, List<BrokerId> voters) {
        this.core = core;
        this.book = core.book();
        this.proposals = proposals;
        this.term = term;
        this.replicator = new Replicator(core, term);
        RecordBatch first = VotersValue.toBatch(voters, !voters.equals(book.voters()), core.wallMillis());
        termStart = book.lastIndex() + 1;
        append(List.of(first));
    }

    long term() {
        return term;
    }

    long termStart() {
        return termStart;
    }

    boolean termCommitted() {
        return book.commit() >= termStart;
    }

    @Nullable Progress progressOf(BrokerId replica) {
        return others.get(replica);
    }

    boolean feeds(Progress progress) {
        return others.get(progress.replica()) == progress;
    }

    /** Up to where each other replica has the log. For any thread. */
    Map<BrokerId, Long> matches() {
        Map<BrokerId, Long> matches = new HashMap<>();
        others.forEach((id, progress) -> matches.put(id, progress.match()));
        return matches;
    }

    /** A replica has come into reach, perhaps for another time. */
    void joined(BrokerId replica) {
        Progress progress = new Progress(replica, book.lastIndex() + 1, replicator.comingSeq(), core.now());
        others.put(replica, progress);
        feed(progress);
    }

    void left(BrokerId replica) {
        others.remove(replica);
    }

    /** A replica asks for the log, because it was opened or misses its leader. */
    void asked(BrokerId replica) {
        Progress progress = others.get(replica);
        if (progress != null && progress.mode() == Progress.Mode.STREAM) {
            replicator.ask(progress, replicator.nextSeq(), commitToShow(progress));
        } else if (progress != null) {
            joined(replica);
        }
    }

    void feed(Progress progress) {
        if (feeds(progress)) {
            replicator.feed(progress, commitToShow(progress));
        }
    }

    /** What followers may take for committed: nothing before the term's first entry is (Raft, section 5.4.2). */
    long commitToShow() {
        return termCommitted() ? book.commit() : 0;
    }

    /**
     * As {@link #commitToShow()}, but a replica that may be blank is told only when a majority of the others has confirmed, since that one
     * joined, that nobody else leads: what it is told is what it must have to count again.
     */
    long commitToShow(Progress to) {
        return to.voting() || isConfirmedSince(to.joinedSeq()) ? commitToShow() : 0;
    }

    private boolean isConfirmedSince(long seq) {
        return Quorum.isMajority(book.voters(), answered(seq));
    }

    /** Appends what has been proposed, and sends what can be sent. */
    void flush(boolean takeNew) {
        if (takeNew && proposals.hasQueued()) {
            appendQueued();
        }
        others.values().forEach(this::feed);
        if (book.durable() < book.lastIndex()) {
            core.syncer().request(book.lastIndex());
        }
        advanceCommit();
    }

    private void appendQueued() {
        List<Proposals.Pending> taken =
                proposals.takeQueued(term, () -> new ConsensusException.NotLeader(Optional.of(core.self())));
        if (!taken.isEmpty()) {
            long first = book.lastIndex() + 1;
            append(taken.stream().map(Proposals.Pending::batch).toList());
            proposals.appended(taken, first, term);
        }
    }

    private void append(List<RecordBatch> batches) {
        long first = book.lastIndex() + 1;
        long prevTerm = book.end().term();
        List<ByteBuffer> buffers = new ArrayList<>(batches.size());
        for (RecordBatch batch : batches) {
            batch.assign(0, term); // the log sets the offset
            buffers.add(batch.buffer());
        }
        book.append(buffers);
        rememberInChunks(first, prevTerm, buffers);
    }

    private void rememberInChunks(long firstIndex, long firstPrevTerm, List<ByteBuffer> buffers) {
        int from = 0;
        int size = 0;
        long prevTerm = firstPrevTerm;
        for (int i = 0; i < buffers.size(); i++) {
            int next = buffers.get(i).remaining();
            if (i > from && size + next > core.settings().maxMessage()) {
                replicator.remember(Chunk.of(firstIndex + from, prevTerm, buffers.subList(from, i)));
                prevTerm = term;
                from = i;
                size = 0;
            }
            size += next;
        }
        replicator.remember(Chunk.of(firstIndex + from, prevTerm, buffers.subList(from, buffers.size())));
    }

    void onAck(BrokerId from, Rpc.Ack ack) {
        Progress progress = others.get(from);
        if (progress == null) {
            return;
        }
        if (ack.match() > book.lastIndex()) {
            throw new InvariantBroken(from + " says that it has index " + ack.match()
                    + " of this leader's log, which ends at " + book.lastIndex());
        }
        progress.acked(ack.seq(), ack.match(), ack.voting(), core.now());
        if (!ack.voting() && !isConfirmedSince(progress.joinedSeq())) {
            askAll(replicator.nextSeq());
        }
        completeBarriers();
    }

    void onNack(BrokerId from, Rpc.Nack nack) {
        Progress progress = others.get(from);
        if (progress == null || progress.isStale(nack.seq())) {
            return;
        }
        if (nack.tryAt() < progress.match()) {
            joined(from); // it was opened anew, and has lost what it had acknowledged
        } else {
            progress.heard(core.now());
            progress.probeFrom(Math.min(nack.tryAt(), book.lastIndex()) + 1);
        }
    }

    void onInstallAck(BrokerId from, Rpc.InstallAck ack) {
        Progress progress = others.get(from);
        if (progress != null) {
            progress.heard(core.now());
            replicator.installAcked(progress, ack, commitToShow(progress));
        }
    }

    private void advanceCommit() {
        long commit = Quorum.commitIndex(book.voters(), this::durableAt, termStart, book.commit());
        if (core.commitTo(commit)) {
            proposals.committedUpTo(commit);
            completeBarriers();
            others.values().forEach(this::feed);
        }
        long everywhere = book.commit();
        for (Progress progress : others.values()) {
            everywhere =
                    Math.min(everywhere, progress.mode() == Progress.Mode.STREAM ? progress.next() - 1 : everywhere);
        }
        replicator.forgetUpTo(everywhere);
    }

    private long durableAt(BrokerId voter) {
        if (voter.equals(core.self())) {
            return book.durable();
        }
        Progress progress = others.get(voter);
        return progress == null ? 0 : progress.countedMatch();
    }

    /**
     * ReadIndex (Raft, section 6.4): a round of messages proves that no one else leads yet. A replica that remembers nothing
     * proves nothing: it may have helped to elect another one.
     */
    void readBarrier(CompletableFuture<Long> done) {
        long seq = replicator.nextSeq();
        barriers.add(new Barrier(seq, core.now() + BARRIER_NANOS, done));
        askAll(seq);
        completeBarriers();
        core.tickSoon();
    }

    private void completeBarriers() {
        if (barriers.isEmpty() || !termCommitted()) {
            return;
        }
        barriers.removeIf(barrier -> {
            boolean confirmed = isConfirmedSince(barrier.seq());
            if (confirmed) {
                barrier.done().complete(book.commit());
            }
            return confirmed;
        });
    }

    /** A blank replica does not count: it may have forgotten that it voted for another leader. */
    private Predicate<BrokerId> answered(long seq) {
        return voter -> {
            Progress progress = others.get(voter);
            return voter.equals(core.self()) || (progress != null && progress.voting() && progress.ackedSeq() >= seq);
        };
    }

    /** Repeats what seems lost; says whether it has to look again. */
    boolean tick() {
        boolean busy = false;
        for (Progress progress : others.values()) {
            if (progress.isOverdue(core.now())) {
                progress.probeFrom(progress.mode() == Progress.Mode.STREAM ? progress.match() + 1 : progress.next());
            }
            feed(progress);
            replicator.tellCommit(progress, commitToShow(progress));
            busy |= !progress.isIdle();
        }
        repeatBarriers();
        return busy || !barriers.isEmpty();
    }

    private void repeatBarriers() {
        barriers.removeIf(b -> core.now() > b.deadline()
                && b.done().completeExceptionally(new ConsensusException.NotLeader(Optional.empty())));
        if (!barriers.isEmpty()) {
            askAll(replicator.nextSeq());
        }
    }

    private void askAll(long seq) {
        others.values().forEach(p -> replicator.ask(p, seq, commitToShow(p)));
    }

    /** Leads no more. */
    void end(ConsensusException why) {
        barriers.forEach(b -> b.done().completeExceptionally(why));
        barriers.clear();
        others.clear();
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.record.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * The proposals of a leader: those that wait to be appended, and those that wait to be committed. They survive the terms
 * that this replica leads one after the other. For the group's thread.
 */
final class Proposals {
    /** A proposal and what it has become. */
    static final class Pending {
        private final RecordBatch batch;
        private final Proposal proposal;
        private final long expectedTerm;
        private long index;
        private long term;
        private long baseOffset;

        Pending(RecordBatch batch, Proposal proposal, long expectedTerm) {
            this.batch = batch;
            this.proposal = proposal;
            this.expectedTerm = expectedTerm;
        }

        private boolean fits(long leadersTerm) {
            return expectedTerm == ReplicaGroup.ANY_TERM || expectedTerm == leadersTerm;
        }

        RecordBatch batch() {
            return batch;
        }

        private Proposal.Entry entry() {
            return new Proposal.Entry(index, term, baseOffset);
        }

        void fail(ConsensusException why) {
            proposal.appended().completeExceptionally(why);
            proposal.committed().completeExceptionally(why);
        }
    }

    private final List<Pending> queued = new ArrayList<>();
    private final Deque<Pending> appended = new ArrayDeque<>();
    private final Deque<Pending> undurable = new ArrayDeque<>();

    void queue(Pending pending) {
        queued.add(pending);
    }

    boolean hasQueued() {
        return !queued.isEmpty();
    }

    /** Takes what is queued, to be appended at once in a term; what was meant for another one fails. */
    List<Pending> takeQueued(long term, Supplier<ConsensusException> ofOtherTerms) {
        List<Pending> fitting = new ArrayList<>(queued.size());
        for (Pending pending : takeAllQueued()) {
            if (pending.fits(term)) {
                fitting.add(pending);
            } else {
                pending.fail(ofOtherTerms.get());
            }
        }
        return fitting;
    }

    private List<Pending> takeAllQueued() {
        List<Pending> all = List.copyOf(queued);
        queued.clear();
        return all;
    }

    /** They were appended, from an index. */
    void appended(List<Pending> taken, long firstIndex, long term) {
        long index = firstIndex;
        for (Pending pending : taken) {
            pending.index = index++;
            pending.term = term;
            pending.baseOffset = pending.batch.baseOffset();
            appended.addLast(pending);
            undurable.addLast(pending);
        }
    }

    /** The leader's own log is durable up to an index. */
    void durableUpTo(long index) {
        while (!undurable.isEmpty() && undurable.getFirst().index <= index) {
            Pending pending = undurable.removeFirst();
            pending.proposal.appended().complete(pending.entry());
        }
    }

    /** Entries up to an index are committed. */
    void committedUpTo(long index) {
        while (!appended.isEmpty() && appended.getFirst().index <= index) {
            Pending pending = appended.removeFirst();
            pending.proposal.committed().complete(pending.entry());
        }
    }

    /** Fails all: those that were never appended with one reason, the others with another. */
    void failAll(ConsensusException ofQueued, ConsensusException ofAppended) {
        takeAllQueued().forEach(p -> p.fail(ofQueued));
        List<Pending> open = List.copyOf(appended);
        List<Pending> notDurable = List.copyOf(undurable);
        appended.clear();
        undurable.clear();
        open.forEach(p -> p.fail(ofAppended));
        notDurable.forEach(p -> p.fail(ofAppended));
    }
}

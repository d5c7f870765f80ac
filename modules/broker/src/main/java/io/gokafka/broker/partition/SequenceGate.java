package io.gokafka.broker.partition;

import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Decides what becomes of an idempotent producer's batch on the leader: it is new, a repetition, out of order or from a fenced
 * producer (KIP-98). It looks at what is in the log and at what this leader has proposed and not yet seen in it.
 *
 * <p>Threading: safe for use by several threads. The {@link PartitionWriter} sees that a batch is checked and noted before the next is
 * checked; {@link #settled} comes from the group's thread, which must not wait for that.
 */
final class SequenceGate {
    /** What becomes of a batch. */
    sealed interface Verdict {
        /** It follows what was there: propose it. */
        record Next() implements Verdict {}

        /** It is on its way already. */
        record InFlight(Proposal proposal) implements Verdict {}

        /** It is in the log already. */
        record Appended(long baseOffset, long nextOffset) implements Verdict {}

        /** It leaves a gap, or is older than what is remembered. */
        record OutOfOrder(int expected) implements Verdict {}

        /** A newer instance of the producer has taken over. */
        record Fenced(short current) implements Verdict {}
    }

    private record Pending(int firstSequence, int lastSequence, Proposal proposal) {
        boolean is(int first, int last) {
            return firstSequence == first && lastSequence == last;
        }
    }

    /** What this leader has proposed for a producer. */
    private static final class Tail {
        private final short epoch;
        private final Deque<Pending> pending = new ArrayDeque<>();

        Tail(short epoch) {
            this.epoch = epoch;
        }
    }

    private final Map<Long, Tail> tails = new HashMap<>();
    private long term = -1;

    /** Forgets what was proposed in an earlier term: the log alone says what became of it. */
    synchronized void enterTerm(long newTerm) {
        if (newTerm != term) {
            tails.clear();
            term = newTerm;
        }
    }

    /**
     * Decides.
     *
     * @param log says what the log has of a producer; it is asked after what is in flight, so that nothing falls between
     * @param forgetful whether an unknown producer may have been forgotten: then it may go on wherever it is
     */
    synchronized Verdict check(RecordBatch batch, LongFunction<Optional<ProducerEntry>> log, boolean forgetful) {
        Tail tail = tails.get(batch.producerId());
        Optional<ProducerEntry> logged = log.apply(batch.producerId());
        int first = batch.baseSequence();
        int last = batch.lastSequence();
        if (tail != null && !tail.pending.isEmpty() && tail.epoch >= batch.producerEpoch()) {
            if (tail.epoch > batch.producerEpoch()) {
                return new Verdict.Fenced(tail.epoch);
            }
            for (Pending p : tail.pending) {
                if (p.is(first, last)) {
                    return new Verdict.InFlight(p.proposal);
                }
            }
            Verdict inLog = logged.filter(e -> e.epoch() == batch.producerEpoch())
                    .flatMap(e -> e.find(first, last))
                    .<Verdict>map(a -> new Verdict.Appended(a.baseOffset(), a.nextOffset()))
                    .orElse(null);
            return inLog != null ? inLog : follows(tail.pending.getLast().lastSequence, first);
        }
        return logged.map(entry -> checkLogged(batch, entry))
                .orElseGet(() -> forgetful ? new Verdict.Next() : firstEver(first));
    }

    /** Notes a batch that was proposed. */
    synchronized void proposed(RecordBatch batch, Proposal proposal) {
        Tail tail = tails.get(batch.producerId());
        if (tail == null || tail.epoch != batch.producerEpoch()) {
            tail = new Tail(batch.producerEpoch());
            tails.put(batch.producerId(), tail);
        }
        tail.pending.add(new Pending(batch.baseSequence(), batch.lastSequence(), proposal));
    }

    /** Notes that a proposal has ended: the log says the rest. Of an earlier epoch, or term, nothing is noted any more. */
    synchronized void settled(long producerId, Proposal proposal) {
        Tail tail = tails.get(producerId);
        if (tail != null) {
            tail.pending.removeIf(p -> p.proposal.equals(proposal));
            if (tail.pending.isEmpty()) {
                tails.remove(producerId);
            }
        }
    }

    private static Verdict checkLogged(RecordBatch batch, ProducerEntry entry) {
        int first = batch.baseSequence();
        if (batch.producerEpoch() < entry.epoch()) {
            return new Verdict.Fenced(entry.epoch());
        }
        if (batch.producerEpoch() > entry.epoch()) {
            return firstEver(first);
        }
        Optional<ProducerEntry.Appended> known = entry.find(first, batch.lastSequence());
        if (known.isPresent()) {
            return new Verdict.Appended(known.get().baseOffset(), known.get().nextOffset());
        }
        return follows(entry.lastSequence(), first);
    }

    private static Verdict firstEver(int firstSequence) {
        return firstSequence == 0 ? new Verdict.Next() : new Verdict.OutOfOrder(0);
    }

    private static Verdict follows(int knownLast, int firstSequence) {
        int expected = RecordBatch.addSequence(knownLast, 1);
        if (firstSequence == expected) {
            return new Verdict.Next();
        }
        // Also of one that lies far behind: whether it is in the log is not known any more, and what is not there must
        // not be
        // acknowledged.
        return new Verdict.OutOfOrder(expected);
    }

    /** How many producers have something in flight; for tests. */
    synchronized int inFlightProducers() {
        return tails.size();
    }
}

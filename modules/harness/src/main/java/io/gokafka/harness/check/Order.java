package io.gokafka.harness.check;

import io.gokafka.harness.history.Event.Mode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of one producer are in the order in which it sent them.
 *
 * <ul>
 *   <li>{@code IDEMPOTENT}: all that are there, acknowledged or not.
 *   <li>{@code ALL}, one request at a time: the first copy of what was acknowledged is before whatever was sent later; in a log
 *       whose beginning retention has deleted, nobody knows which copy was the first. A request of several values that is
 *       repeated leaves them all twice, the second time behind each other as well. A value whose outcome is unknown may come
 *       late: the request may have waited in a network or a halted broker while the producer went on.
 *   <li>{@code LEADER} and {@code NONE}: nothing is claimed. With one request in flight, what survives at the place where it was
 *       acknowledged is before what was sent later. But the acknowledged copy may be lost with its leader and an older attempt
 *       arrive late, perhaps even at the same offset; the two look the same.
 * </ul>
 */
final class Order implements Rule {
    @Override
    public String name() {
        return "order";
    }

    @Override
    public String description() {
        return "The records of an idempotent producer, or of one with a single request at a time, are in its order.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            partition.producers().values().forEach(sent -> check(partition, sent, findings));
        }
    }

    private static void check(PartitionHistory partition, List<Fate> sent, Findings findings) {
        @Nullable Fate before = null;
        long last = Fate.NOWHERE;
        for (Fate fate : sent) {
            long first = firstPlace(fate);
            if (before != null && fate.promised() && first != Fate.NOWHERE && first <= last) {
                report(before, last, fate, first, findings);
            }
            long bound = bound(partition, fate);
            if (bound > last) {
                before = fate;
                last = bound;
            }
        }
    }

    /** The first offset where the value is known to be or to have been. */
    private static long firstPlace(Fate fate) {
        long read = fate.read() == null ? Fate.NOWHERE : fate.read().offset();
        return least(fate.kept(), least(read, fate.promised() ? fate.toldOffset() : Fate.NOWHERE));
    }

    private static long least(long a, long b) {
        return a == Fate.NOWHERE ? b : b == Fate.NOWHERE ? a : Math.min(a, b);
    }

    /** The offset that all that was sent later must be after, or {@link Fate#NOWHERE} when there is none. */
    private static long bound(PartitionHistory partition, Fate fate) {
        if (fate.sent().mode() == Mode.IDEMPOTENT) {
            return fate.kept() == Fate.NOWHERE ? firstPlace(fate) : fate.kept();
        }
        FinalIndex log = partition.finalLog();
        boolean whole = log != null && partition.keptFrom(log) == 0;
        return fate.sent().mode() == Mode.ALL && fate.acknowledged() != null && whole ? firstPlace(fate) : Fate.NOWHERE;
    }

    private static void report(Fate before, long bound, Fate after, long first, Findings findings) {
        String message =
                after.value() + " is at " + first + ", but " + before.value() + ", sent before it, is at " + bound;
        findings.add(
                after.sent().partition(),
                first,
                message,
                before.sent(),
                before.answer(),
                after.sent(),
                after.answer(),
                after.read());
    }
}

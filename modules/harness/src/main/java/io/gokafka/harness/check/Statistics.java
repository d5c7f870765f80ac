package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.FinalLog;

/**
 * How much a run did: a judgement of little is worth little.
 *
 * @param sent values; each one of these was acknowledged, refused, or its outcome is unknown
 * @param refused values of which it is certain that they were not written
 * @param unknownFound of the unknown, how many are in the final log
 * @param unpromisedLost values that were acknowledged with less than {@code acks=all} and are not in the final log, where
 *     there is one: lost, or deleted by retention
 * @param committing attempts to commit an offset
 * @param records in all final logs
 */
public record Statistics(
        long events,
        long partitions,
        long records,
        long sent,
        long acknowledged,
        long refused,
        long unknown,
        long unknownFound,
        long unpromisedLost,
        long read,
        long committing,
        long committed,
        long committedRead,
        long faults) {
    static Statistics of(Judged run) {
        return new Statistics(
                run.events().size(),
                run.partitions().size(),
                run.finalLogs().stream()
                        .map(FinalLog::records)
                        .mapToLong(r -> r.size())
                        .sum(),
                run.fates().size(),
                run.fates().stream().filter(f -> f.acknowledged() != null).count(),
                run.fates().stream().filter(Fate::refused).count(),
                run.fates().stream().filter(Fate::unknown).count(),
                run.fates().stream().filter(f -> f.unknown() && isKept(f)).count(),
                run.fates().stream().filter(f -> isLost(f, run)).count(),
                count(run, Read.class),
                count(run, Committing.class),
                count(run, Committed.class),
                count(run, CommittedRead.class),
                count(run, Fault.class));
    }

    private static boolean isKept(Fate fate) {
        return fate.kept() != Fate.NOWHERE;
    }

    private static boolean isLost(Fate fate, Judged run) {
        return fate.acknowledged() != null
                && !fate.promised()
                && !isKept(fate)
                && !run.deleted(fate.sent().partition());
    }

    private static long count(Judged run, Class<? extends Event> kind) {
        return run.events().stream().filter(kind::isInstance).count();
    }
}

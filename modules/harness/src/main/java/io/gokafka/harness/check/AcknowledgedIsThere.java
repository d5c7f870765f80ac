package io.gokafka.harness.check;

import io.gokafka.harness.history.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was acknowledged with {@code acks=all} is in the final log, at the offset that was told. With {@code ALL}, other copies may
 * be elsewhere: an earlier attempt whose answer was lost. In a topic with retention, what it may have deleted is exempt: what was
 * acknowledged below the start of the final log and, once something is deleted, what was acknowledged without an offset.
 */
final class AcknowledgedIsThere implements Rule {
    @Override
    public String name() {
        return "acknowledgedIsThere";
    }

    @Override
    public String description() {
        return "What was acknowledged with acks=all is in the final log, at the offset that was told.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            FinalIndex log = partition.finalLog();
            if (log != null) {
                long keptFrom = partition.keptFrom(log);
                partition.producers().values().forEach(sent -> checkAll(sent, log, keptFrom, findings));
            }
        }
    }

    private static void checkAll(List<Fate> sent, FinalIndex log, long keptFrom, Findings findings) {
        for (Fate fate : sent) {
            if (fate.promised() && fate.acknowledged() != null) {
                check(fate, log, keptFrom, findings);
            }
        }
    }

    private static void check(Fate fate, FinalIndex log, long keptFrom, Findings findings) {
        long told = fate.toldOffset();
        if (told == Fate.NOWHERE) {
            if (fate.kept() == Fate.NOWHERE && keptFrom == 0) {
                report(fate, "is not in the final log", findings);
            }
        } else if (told < keptFrom) {
            if (fate.idempotent() && fate.kept() != Fate.NOWHERE) {
                report(fate, "is at " + fate.kept() + " instead", findings);
            }
        } else if (!fate.value().equals(log.at(told))) {
            report(fate, missing(fate, log.at(told)), findings);
        }
    }

    private static String missing(Fate fate, @Nullable Value there) {
        String where = fate.kept() == Fate.NOWHERE ? "is not in the final log" : "is at " + fate.kept() + " instead";
        return where + (there == null ? ", where nothing is" : ", where " + there + " is");
    }

    private static void report(Fate fate, String what, Findings findings) {
        long told = fate.toldOffset();
        String where = told == Fate.NOWHERE ? "" : " at " + told;
        String message = fate.value() + " was acknowledged" + where + " but " + what;
        findings.add(fate.sent().partition(), told, message, fate.sent(), fate.acknowledged(), fate.read());
    }
}

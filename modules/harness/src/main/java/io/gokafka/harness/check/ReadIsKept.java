package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Value;

/** Nothing that a reader was shown is taken back, whatever its producer was promised: only what is committed is shown. */
final class ReadIsKept implements Rule {
    @Override
    public String name() {
        return "readIsKept";
    }

    @Override
    public String description() {
        return "What was read is in the final log at its offset, unless retention deleted it; nothing was read beyond the end.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            FinalIndex log = partition.finalLog();
            if (log == null) {
                continue;
            }
            long keptFrom = partition.keptFrom(log);
            for (Event event : partition.readings()) {
                if (event instanceof Read read && read.offset() >= keptFrom) {
                    check(read, log, run, findings);
                }
            }
        }
    }

    private static void check(Read read, FinalIndex log, Judged run, Findings findings) {
        Value kept = log.at(read.offset());
        if (read.offset() >= log.endOffset()) {
            report(read, "but the log ends at " + log.endOffset(), run, findings);
        } else if (kept == null) {
            report(read, "where the final log has nothing", run, findings);
        } else if (!kept.equals(read.value())) {
            report(read, "where the final log has " + kept, run, findings);
        }
    }

    private static void report(Read read, String what, Judged run, Findings findings) {
        String message = read.value() + " was read at " + read.offset() + ", " + what;
        Fate fate = run.fate(read.value());
        if (fate == null) {
            findings.add(read.partition(), read.offset(), message, read);
        } else {
            findings.add(read.partition(), read.offset(), message, fate.sent(), fate.answer(), read);
        }
    }
}

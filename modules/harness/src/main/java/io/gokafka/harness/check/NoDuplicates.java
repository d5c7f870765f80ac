package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.FinalLog.Entry;
import org.jspecify.annotations.Nullable;

/** A value of an idempotent producer is at one offset only, whoever looks: the final log, any reader, the acknowledgement. */
final class NoDuplicates implements Rule {
    @Override
    public String name() {
        return "noDuplicates";
    }

    @Override
    public String description() {
        return "A value of an idempotent producer is at one offset only, in the final log and for all readers.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            checkFinal(partition, run, findings);
            for (Event event : partition.readings()) {
                if (event instanceof Read read) {
                    checkRead(read, run, findings);
                }
            }
        }
    }

    private static void checkFinal(PartitionHistory partition, Judged run, Findings findings) {
        FinalIndex log = partition.finalLog();
        if (log == null) {
            return;
        }
        for (Entry entry : log.records()) {
            Fate fate = idempotent(run, entry, partition);
            if (fate != null && fate.kept() != entry.offset()) {
                String message =
                        fate.value() + " is in the final log twice, at " + fate.kept() + " and " + entry.offset();
                findings.add(partition.partition(), entry.offset(), message, fate.sent(), fate.answer());
            }
        }
    }

    private static @Nullable Fate idempotent(Judged run, Entry entry, PartitionHistory partition) {
        Fate fate = run.fate(entry.value());
        boolean judged =
                fate != null && fate.idempotent() && fate.sent().partition().equals(partition.partition());
        return judged ? fate : null;
    }

    private static void checkRead(Read read, Judged run, Findings findings) {
        Fate fate = run.fate(read.value());
        if (fate == null || !fate.idempotent()) {
            return;
        }
        Read first = fate.read();
        if (first != null && first.offset() != read.offset()) {
            String message = read.value() + " was read at " + first.offset() + " and at " + read.offset();
            findings.add(read.partition(), read.offset(), message, fate.sent(), fate.answer(), first, read);
        } else if (elsewhere(fate.kept(), read)) {
            String message = read.value() + " was read at " + read.offset() + " and is at " + fate.kept();
            findings.add(read.partition(), read.offset(), message, fate.sent(), fate.answer(), read);
        } else if (elsewhere(fate.toldOffset(), read)) {
            String message = read.value() + " was read at " + read.offset() + ", acknowledged at " + fate.toldOffset();
            findings.add(read.partition(), read.offset(), message, fate.sent(), fate.answer(), read);
        }
    }

    private static boolean elsewhere(long offset, Read read) {
        return offset != Fate.NOWHERE && offset != read.offset();
    }
}

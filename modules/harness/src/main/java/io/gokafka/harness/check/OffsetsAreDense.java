package io.gokafka.harness.check;

import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;

/** The final log, as it was read, has rising offsets between its start and its end. */
final class OffsetsAreDense implements Rule {
    @Override
    public String name() {
        return "offsetsAreDense";
    }

    @Override
    public String description() {
        return "The offsets of a final log rise, from its start on and below its end.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        run.finalLogs().forEach(log -> check(log, findings));
    }

    private static void check(FinalLog log, Findings findings) {
        long start = log.startOffset();
        long end = log.endOffset();
        if (start < 0 || start > end) {
            findings.add(log.partition(), start, "the log is from " + start + " to " + end);
        }
        long last = Long.MIN_VALUE;
        for (Entry entry : log.records()) {
            long offset = entry.offset();
            if (offset < start || offset >= end) {
                String message = entry.value() + " is at " + offset + ", outside of " + start + " to " + end;
                findings.add(log.partition(), offset, message);
            }
            if (offset <= last) {
                findings.add(log.partition(), offset, entry.value() + " is at " + offset + ", after " + last);
            }
            last = offset;
        }
    }
}

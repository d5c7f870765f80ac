package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.FinalLog.Entry;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From where it was positioned, a reader is shown each record once and in order. A reader that never said where it begins is not
 * judged. Of what was skipped only the final log tells, so what retention has deleted since may have been skipped.
 */
final class ReadsInOrder implements Rule {
    @Override
    public String name() {
        return "readsInOrder";
    }

    @Override
    public String description() {
        return "From its position on, a reader sees rising offsets, and skips none that holds a record.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        for (PartitionHistory partition : run.partitions()) {
            Map<String, Event> lastOf = new HashMap<>();
            for (Event event : partition.readings()) {
                check(event, lastOf, partition.finalLog(), findings);
            }
        }
    }

    private static void check(Event event, Map<String, Event> lastOf, @Nullable FinalIndex log, Findings findings) {
        if (event instanceof Read read) {
            Event last = lastOf.get(read.client());
            if (last == null) {
                return;
            }
            compare(last, read, log, findings);
        }
        lastOf.put(event.client(), event);
    }

    private static void compare(Event last, Read read, @Nullable FinalIndex log, Findings findings) {
        long next = next(last);
        if (read.offset() < next) {
            String message = read.client() + " was at " + next + " and then read " + read.offset();
            findings.add(read.partition(), read.offset(), message, last, read);
        } else if (log != null) {
            Entry skipped = log.firstFrom(next);
            if (skipped != null && skipped.offset() < read.offset()) {
                String message = read.client() + " was at " + next + " and then read " + read.offset() + ", but "
                        + skipped.value() + " is at " + skipped.offset();
                findings.add(read.partition(), skipped.offset(), message, last, read);
            }
        }
    }

    private static long next(Event last) {
        return switch (last) {
            case Positioned positioned -> positioned.offset();
            case Read read -> read.offset() + 1;
            default -> throw new IllegalStateException("not a reader's: " + last);
        };
    }
}

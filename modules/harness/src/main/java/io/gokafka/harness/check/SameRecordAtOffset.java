package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * At one offset there is one record: readers at any time, acknowledgements with {@code acks=all} and the final log agree. Whether
 * what was seen is still there is another question, see {@link ReadIsKept} and {@link AcknowledgedIsThere}.
 */
final class SameRecordAtOffset implements Rule {
    @Override
    public String name() {
        return "sameRecordAtOffset";
    }

    @Override
    public String description() {
        return "All readers, the acknowledgements with acks=all and the final log have the same value at an offset.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        run.partitions().forEach(partition -> new Offsets(partition, findings).check());
    }

    /** Of one partition: who showed first what is at an offset. What the final log holds needs no memory. */
    private static final class Offsets {
        private final PartitionHistory partition;
        private final @Nullable FinalIndex log;
        private final Findings findings;
        private final Map<Long, Event> first = new HashMap<>();

        Offsets(PartitionHistory partition, Findings findings) {
            this.partition = partition;
            this.log = partition.finalLog();
            this.findings = findings;
        }

        void check() {
            for (Event event : partition.readings()) {
                if (event instanceof Read read) {
                    check(read, read.offset(), read.value());
                }
            }
            partition.producers().values().forEach(this::checkAcknowledged);
        }

        private void checkAcknowledged(List<Fate> sent) {
            for (Fate fate : sent) {
                Acknowledged acknowledged = fate.acknowledged();
                if (fate.promised() && acknowledged != null && fate.toldOffset() != Fate.NOWHERE) {
                    check(acknowledged, acknowledged.offset(), acknowledged.value());
                }
            }
        }

        private void check(Event event, long offset, Value value) {
            Value kept = log == null ? null : log.at(offset);
            if (kept == null) {
                compare(event, first.putIfAbsent(offset, event), offset, value);
            } else if (!kept.equals(value)) {
                String message = "at " + offset + " is " + kept + " in the final log, but was " + value;
                findings.add(partition.partition(), offset, message, event);
            }
        }

        private void compare(Event event, @Nullable Event other, long offset, Value value) {
            if (other == null) {
                return;
            }
            Value seen = valueOf(other);
            if (!seen.equals(value)) {
                String message = "at " + offset + " was " + seen + " for one and " + value + " for another";
                findings.add(partition.partition(), offset, message, other, event);
            }
        }

        private static Value valueOf(Event event) {
            return switch (event) {
                case Read read -> read.value();
                case Acknowledged acknowledged -> acknowledged.value();
                default -> throw new IllegalStateException("shows no value: " + event);
            };
        }
    }
}

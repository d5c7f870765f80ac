package io.gokafka.broker.compaction;

import io.gokafka.api.record.CompactionMark;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What the marks of a log come to, and when it was first decided to compact which part of it: from that a leader knows which
 * tombstones and which silent producers have been there for long enough. Immutable; a function of the log.
 *
 * @param mark all marks together
 * @param steps when that was decided, oldest first: those that may still be asked for, at most {@link #MAX_STEPS}
 */
public record CompactionHistory(CompactionMark mark, List<Step> steps) {
    /** Of a log without marks. */
    public static final CompactionHistory NONE =
            new CompactionHistory(new CompactionMark(0, 0, 0, Long.MIN_VALUE), List.of());

    static final int MAX_STEPS = 64;

    public CompactionHistory {
        steps = List.copyOf(steps);
    }

    /**
     * A decision.
     *
     * @param upTo the offset up to which the log was to be compacted
     * @param time when, milliseconds since 1970
     */
    public record Step(long upTo, long time) {}

    /** The history after one more mark. */
    public CompactionHistory after(CompactionMark next) {
        CompactionMark together = next.after(mark);
        List<Step> kept = new ArrayList<>(steps);
        if (together.upTo() > mark.upTo()) {
            kept.add(new Step(together.upTo(), together.time()));
        }
        long settled = Math.min(together.tombstonesBelow(), together.producersFrom());
        kept.removeIf(step -> step.upTo() <= settled);
        if (kept.size() > MAX_STEPS) {
            kept.remove(leastMissed(kept));
        }
        return new CompactionHistory(together, kept);
    }

    /** Without the one whose neighbours are closest in time, some tombstones and producers stay a little longer. */
    private static int leastMissed(List<Step> steps) {
        int least = 1;
        long closest = Long.MAX_VALUE;
        for (int i = 1; i < steps.size() - 1; i++) {
            long apart = steps.get(i + 1).time() - steps.get(i - 1).time();
            if (apart < closest) {
                closest = apart;
                least = i;
            }
        }
        return least;
    }

    /** The offset below which everything was to be compacted at a time already, or earlier; 0 when that is forgotten. */
    long coveredAt(long time) {
        long covered = 0;
        for (Step step : steps) {
            covered = step.time() <= time ? Math.max(covered, step.upTo()) : covered;
        }
        return covered;
    }

    /** Writes it for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        out.writeLong(mark.upTo());
        out.writeLong(mark.tombstonesBelow());
        out.writeLong(mark.producersFrom());
        out.writeLong(mark.time());
        out.writeByte(steps.size());
        for (Step step : steps) {
            out.writeLong(step.upTo());
            out.writeLong(step.time());
        }
    }

    /** Reads what was written. */
    public static CompactionHistory read(DataInputStream in) throws IOException {
        CompactionMark mark = new CompactionMark(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        int count = in.readByte();
        List<Step> steps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            steps.add(new Step(in.readLong(), in.readLong()));
        }
        return new CompactionHistory(mark, steps);
    }
}

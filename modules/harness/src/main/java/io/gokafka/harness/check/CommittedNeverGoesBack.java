package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Resumed;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A group's committed offset only rises, and is one that was committed. The workload makes it so: a member that owns a partition
 * commits rising offsets, one request at a time, a new owner begins at the committed offset, and whoever lost the partition is
 * fenced. A commit of unknown outcome may be seen or not; once seen, it stays. Where a member goes on is the committed offset too:
 * one that begins too high skips records for the whole group, one that begins too low reads them again.
 */
final class CommittedNeverGoesBack implements Rule {
    @Override
    public String name() {
        return "committedNeverGoesBack";
    }

    @Override
    public String description() {
        return "A group's committed offset never falls, and is one that a member has begun to commit; members go on at it.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        run.groups().forEach(group -> new Offsets(group, run, findings).check());
    }

    /** Of one group in one partition. */
    private static final class Offsets {
        private final GroupHistory group;
        private final TopicPartition partition;
        private final Findings findings;
        private final long highestBeginning;
        /** By time, the commits that rose above all before them. */
        private final NavigableMap<Long, Event> commits;
        /** By time, what was shown to be committed and rose above all before it. */
        private final NavigableMap<Long, Event> shown;

        private final Map<Long, Long> begun = new HashMap<>();

        Offsets(GroupHistory group, Judged run, Findings findings) {
            this.group = group;
            this.partition = group.key().partition();
            this.findings = findings;
            this.highestBeginning = highestBeginning(run, partition);
            group.begun().forEach(attempt -> begun.merge(attempt.offset(), attempt.at(), Math::min));
            commits = rising(group.committed().stream());
            shown = rising(Stream.concat(
                    group.reads().stream(),
                    group.resumed().stream().filter(resumed -> resumed.offset() > highestBeginning)));
        }

        /** Up to here a member may begin without any committed offset: at the first one that was there, which only rises. */
        private static long highestBeginning(Judged run, TopicPartition partition) {
            if (!run.shortened(partition)) {
                return 0;
            }
            FinalIndex log = run.finalLog(partition);
            return log == null ? Long.MAX_VALUE : log.startOffset();
        }

        void check() {
            for (Committed commit : group.committed()) {
                checkFloor(commits, commit, commit.begun(), commit.offset());
            }
            for (CommittedRead read : group.reads()) {
                if (!isLow(read, read.begun(), read.offset()) && read.offset() >= 0) {
                    checkBegun(read, read.offset(), " was read");
                }
            }
            for (Resumed resumed : group.resumed()) {
                if (!isLow(resumed, resumed.begun(), resumed.offset()) && resumed.offset() > highestBeginning) {
                    checkBegun(resumed, resumed.offset(), " is where a member goes on");
                }
            }
        }

        private boolean isLow(Event event, long asked, long offset) {
            return checkFloor(commits, event, asked, offset) || checkFloor(shown, event, asked, offset);
        }

        private void checkBegun(Event event, long offset, String what) {
            if (begun.getOrDefault(offset, Long.MAX_VALUE) > event.at()) {
                report(offset, offset + what + ", which nobody had begun to commit", event);
            }
        }

        /** Whether the offset is below one that was known before the operation began. */
        private boolean checkFloor(NavigableMap<Long, Event> highest, Event event, long asked, long offset) {
            Map.Entry<Long, Event> before = highest.floorEntry(asked);
            if (before == null || offset >= offsetOf(before.getValue())) {
                return false;
            }
            report(offset, offsetOf(before.getValue()) + " was followed by " + offset, before.getValue(), event);
            return true;
        }

        private void report(long offset, String what, Event... window) {
            findings.add(partition, offset, "committed offset of " + group.key().group() + ": " + what, window);
        }
    }

    private static NavigableMap<Long, Event> rising(Stream<? extends Event> events) {
        NavigableMap<Long, Event> highest = new TreeMap<>();
        events.sorted(Comparator.comparingLong(Event::at)).forEach(event -> {
            if (highest.isEmpty()
                    || offsetOf(event) > offsetOf(highest.lastEntry().getValue())) {
                highest.put(event.at(), event);
            }
        });
        return highest;
    }

    private static long offsetOf(Event event) {
        return switch (event) {
            case Committed commit -> commit.offset();
            case CommittedRead read -> read.offset();
            case Resumed resumed -> resumed.offset();
            default -> throw new IllegalStateException("tells no offset: " + event);
        };
    }
}

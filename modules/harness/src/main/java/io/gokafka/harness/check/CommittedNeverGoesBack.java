package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A group's committed offset only rises, and is one that was committed. The workload makes it so: a member that owns a partition
 * commits rising offsets, one request at a time, a new owner begins at the committed offset, and whoever lost the partition is
 * fenced. A commit of unknown outcome may be seen or not; once seen, it stays.
 */
final class CommittedNeverGoesBack implements Rule {
    @Override
    public String name() {
        return "committedNeverGoesBack";
    }

    @Override
    public String description() {
        return "A group's committed offset never falls, and is one that a member has begun to commit.";
    }

    @Override
    public void check(Judged run, Findings findings) {
        run.groups().forEach(group -> check(group, findings));
    }

    private static void check(GroupHistory group, Findings findings) {
        NavigableMap<Long, Event> commits = new TreeMap<>();
        group.committed().stream()
                .sorted(Comparator.comparingLong(Committed::at))
                .forEach(commit -> raise(commits, commit, commit.offset()));
        for (Committed commit : group.committed()) {
            checkFloor(group, commits, commit, commit.begun(), commit.offset(), findings);
        }
        checkReads(group, commits, findings);
    }

    private static void checkReads(GroupHistory group, NavigableMap<Long, Event> commits, Findings findings) {
        NavigableMap<Long, Event> reads = new TreeMap<>();
        group.reads().stream()
                .sorted(Comparator.comparingLong(CommittedRead::at))
                .forEach(read -> raise(reads, read, read.offset()));
        Map<Long, Long> begun = firstAttempts(group.begun());
        for (CommittedRead read : group.reads()) {
            boolean low = checkFloor(group, commits, read, read.begun(), read.offset(), findings)
                    || checkFloor(group, reads, read, read.begun(), read.offset(), findings);
            if (!low && read.offset() >= 0 && begun.getOrDefault(read.offset(), Long.MAX_VALUE) > read.at()) {
                String message = about(group) + read.offset() + " was read, which nobody had begun to commit";
                findings.add(group.key().partition(), read.offset(), message, read);
            }
        }
    }

    /** Keeps, by time, the events that rose above all before them. */
    private static void raise(NavigableMap<Long, Event> highest, Event event, long offset) {
        if (highest.isEmpty() || offset > offsetOf(highest.lastEntry().getValue())) {
            highest.put(event.at(), event);
        }
    }

    /** Whether the offset is below one that was known before the operation began. */
    private static boolean checkFloor(
            GroupHistory group,
            NavigableMap<Long, Event> highest,
            Event event,
            long begun,
            long offset,
            Findings findings) {
        Map.Entry<Long, Event> before = highest.floorEntry(begun);
        if (before == null || offset >= offsetOf(before.getValue())) {
            return false;
        }
        String message = about(group) + offsetOf(before.getValue()) + " was followed by " + offset;
        findings.add(group.key().partition(), offset, message, before.getValue(), event);
        return true;
    }

    private static String about(GroupHistory group) {
        return "committed offset of " + group.key().group() + ": ";
    }

    private static Map<Long, Long> firstAttempts(List<Committing> attempts) {
        Map<Long, Long> first = new HashMap<>();
        attempts.forEach(attempt -> first.merge(attempt.offset(), attempt.at(), Math::min));
        return first;
    }

    private static long offsetOf(Event event) {
        return switch (event) {
            case Committed commit -> commit.offset();
            case CommittedRead read -> read.offset();
            default -> throw new IllegalStateException("tells no offset: " + event);
        };
    }
}

package io.gokafka.harness.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A history that a test tells, each event a millisecond after the one before, of the partition {@link #T0}. In each mode there is
 * one producer, whose values are 0, 1, 2 ...
 */
final class Story {
    static final TopicPartition T0 = new TopicPartition("t", 0);
    static final TopicPartition T1 = new TopicPartition("t", 1);

    private final List<Event> events = new ArrayList<>();
    private final List<FinalLog> finalLogs = new ArrayList<>();
    private final Map<String, List<ReplicaLog>> replicas = new TreeMap<>();
    private final Set<String> shortened = new HashSet<>();
    private long clock;

    /** The value of that number of the producer of that mode. */
    static Value value(Mode mode, int number) {
        return new Value(List.of(Mode.values()).indexOf(mode), number);
    }

    /** The time of the event that was told last. */
    long now() {
        return clock;
    }

    Story add(Event event) {
        events.add(event);
        return this;
    }

    private long tick() {
        clock += 1_000_000;
        return clock;
    }

    Story sends(Mode mode, int... numbers) {
        for (int number : numbers) {
            add(new Sent(tick(), "p-" + mode, T0, value(mode, number), number, mode));
        }
        return this;
    }

    Story isTold(Mode mode, int number, long offset) {
        return add(new Acknowledged(tick(), "p-" + mode, T0, value(mode, number), offset));
    }

    Story isRefused(Mode mode, int number) {
        return add(new Failed(tick(), "p-" + mode, T0, value(mode, number), true, "too large"));
    }

    Story mayHaveFailed(Mode mode, int number) {
        return add(new Failed(tick(), "p-" + mode, T0, value(mode, number), false, "timeout"));
    }

    Story begins(String reader, long offset) {
        return add(new Positioned(tick(), reader, T0, offset));
    }

    Story reads(String reader, long offset, Value value) {
        return add(new Read(tick(), reader, T0, offset, value));
    }

    Story begunToCommit(long offset) {
        return add(new Committing(tick(), "m", "g", T0, offset));
    }

    Story committed(long offset) {
        begunToCommit(offset);
        long begun = clock;
        return add(new Committed(tick(), "m", "g", T0, offset, begun));
    }

    Story commitFails(long offset, boolean known) {
        return add(new CommitFailed(tick(), "m", "g", T0, offset, known, "fenced"));
    }

    Story committedIsRead(long offset) {
        return committedIsReadSince(tick(), offset);
    }

    Story committedIsReadSince(long begun, long offset) {
        return add(new CommittedRead(tick(), "observer", "g", T0, offset, begun));
    }

    Story resumes(long offset) {
        return resumesSince(tick(), offset);
    }

    Story resumesSince(long begun, long offset) {
        return add(new Resumed(tick(), "m", "g", T0, offset, begun));
    }

    /** The topic's records may be deleted by retention. */
    Story hasRetention() {
        shortened.add(T0.topic());
        return this;
    }

    Story topicIsDeleted() {
        return add(new Deleting(tick(), "admin", "t"));
    }

    Story fault(String what) {
        return add(new Fault(tick(), "attacker", what));
    }

    /** The final log, with the values at the offsets from {@code start} on. */
    Story ends(long start, Value... values) {
        List<Entry> entries = new ArrayList<>();
        for (Value value : values) {
            entries.add(new Entry(start + entries.size(), value));
        }
        return ends(start, start + values.length, entries);
    }

    Story ends(long start, long end, List<Entry> entries) {
        finalLogs.add(new FinalLog(T0, start, end, entries));
        return this;
    }

    Story replica(String node, long endIndex, ReplicaLog.Entry... entries) {
        replicas.put(node, List.of(new ReplicaLog(T0, endIndex, List.of(entries))));
        return this;
    }

    Run run() {
        return new Run(events, finalLogs, replicas, shortened);
    }

    void holds() {
        Run run = run();
        assertEquals(Set.of(), run.broken(), run::report);
    }

    /** At least that rule finds something. */
    void breaks(String rule) {
        Run run = run();
        assertTrue(run.broken().contains(rule), run::report);
    }

    /** That rule and no other finds something. */
    void breaksOnly(String rule) {
        Run run = run();
        assertEquals(Set.of(rule), run.broken(), run::report);
    }
}

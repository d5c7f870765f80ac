package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** A run with what was read in the end, and the topics with retention. */
record Run(
        List<Event> events, List<FinalLog> finalLogs, Map<String, List<ReplicaLog>> replicas, Set<String> shortened) {
    Verdict judge() {
        return Checker.judge(events, finalLogs, replicas, shortened);
    }

    boolean shortens(TopicPartition partition) {
        return shortened.contains(partition.topic());
    }

    /** The names of the rules that do not hold. */
    Set<String> broken() {
        Set<String> names = new TreeSet<>();
        judge().violations().forEach(violation -> names.add(violation.rule()));
        return names;
    }

    /** All violations as text, for a test's message. */
    String report() {
        return new Report(events, finalLogs).of(judge());
    }

    <E extends Event> List<E> events(Class<E> kind, Predicate<E> condition) {
        return events.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(condition)
                .toList();
    }

    Run replace(Event old, Event changed) {
        List<Event> copy = new ArrayList<>(events);
        copy.set(indexOf(old), changed);
        return new Run(copy, finalLogs, replicas, shortened);
    }

    Run remove(Event event) {
        List<Event> copy = new ArrayList<>(events);
        copy.remove(indexOf(event));
        return new Run(copy, finalLogs, replicas, shortened);
    }

    Run insertAfter(Event event, Event added) {
        List<Event> copy = new ArrayList<>(events);
        copy.add(indexOf(event) + 1, added);
        return new Run(copy, finalLogs, replicas, shortened);
    }

    private int indexOf(Event event) {
        int index = events.indexOf(event);
        if (index < 0) {
            throw new IllegalArgumentException("not in the run: " + event);
        }
        return index;
    }

    Run replace(FinalLog changed) {
        List<FinalLog> copy = new ArrayList<>(finalLogs);
        copy.replaceAll(log -> log.partition().equals(changed.partition()) ? changed : log);
        return new Run(events, copy, replicas, shortened);
    }

    Run withReplicas(Map<String, List<ReplicaLog>> changed) {
        return new Run(events, finalLogs, changed, shortened);
    }
}

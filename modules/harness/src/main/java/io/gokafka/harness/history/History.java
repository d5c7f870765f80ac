package io.gokafka.harness.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** All events of a run, as they come. Safe for use by several threads. */
public final class History {
    private final long start = System.nanoTime();
    private final ConcurrentLinkedQueue<Event> events = new ConcurrentLinkedQueue<>();
    private final Map<String, Long> lastCommits = new ConcurrentHashMap<>();

    /** Nanoseconds since the run began. */
    public long now() {
        return System.nanoTime() - start;
    }

    public void add(Event event) {
        events.add(event);
        if (event instanceof Event.Committed committed) {
            lastCommits.merge(committed.group(), committed.at(), Math::max);
        }
    }

    /** When each group's last acknowledged commit was, nanoseconds since the run began. */
    public Map<String, Long> lastCommits() {
        return Map.copyOf(lastCommits);
    }

    /** What has been added so far, in the order of adding, which for one client is that of its doings. */
    public List<Event> events() {
        return new ArrayList<>(events);
    }

    /** What one client has added so far, in the order of its doings. */
    public List<Event> of(String client) {
        return events.stream().filter(e -> e.client().equals(client)).toList();
    }
}

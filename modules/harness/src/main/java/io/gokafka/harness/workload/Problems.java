package io.gokafka.harness.workload;

import io.gokafka.harness.history.History;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What went wrong for clients. What a client has to bear while brokers fail is counted; what none should ever see is kept, and
 * fails the run. Safe for use by several threads.
 */
public final class Problems {
    /** More of them say nothing new. */
    private static final int KEPT = 100;

    private final History history;
    private final ConcurrentLinkedQueue<Problem> found = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, Integer> borne = new TreeMap<>();

    /**
     * Something that no client should have seen.
     *
     * @param at nanoseconds since the run began
     * @param client who saw it
     * @param kind the failure's kind, to allow for those that a fault explains; empty when there was no exception
     * @param what what it was doing, and what came of it
     * @param stack the failure with its causes; empty when there was no exception
     */
    public record Problem(long at, String client, String kind, String what, String stack) {}

    /** None yet; times are those of a history. */
    public Problems(History history) {
        this.history = history;
    }

    /** Notes a failure: it is borne or kept, as {@link Errors} says. */
    public void failed(String client, String what, Throwable failure) {
        if (Errors.isTransient(failure)) {
            borne(failure);
        } else {
            keep(client, what, Optional.of(failure));
        }
    }

    /** Notes a failure that says nothing where it was met. */
    void borne(Throwable failure) {
        synchronized (borne) {
            borne.merge(Errors.label(failure), 1, Integer::sum);
        }
    }

    /** Notes something that is wrong without an exception. */
    public void wrong(String client, String what) {
        keep(client, what, Optional.empty());
    }

    /** What no client should have seen; the first hundred. */
    public List<Problem> unexpected() {
        return new ArrayList<>(found);
    }

    /** How many of them there were. */
    public int count() {
        return count.get();
    }

    /** How often each kind of failure was borne, by its name. */
    public Map<String, Integer> borne() {
        synchronized (borne) {
            return new TreeMap<>(borne);
        }
    }

    private void keep(String client, String what, Optional<Throwable> failure) {
        if (count.incrementAndGet() <= KEPT) {
            String message = failure.map(f -> what + ": " + f).orElse(what);
            found.add(new Problem(
                    history.now(),
                    client,
                    failure.map(Errors::label).orElse(""),
                    message,
                    failure.map(Problems::stack).orElse("")));
        }
    }

    private static String stack(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

package io.gokafka.simulation.world;

import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Time, chance and the order of events: nothing happens but what is scheduled here. One thread. */
public final class Scheduler {
    private record Event(long at, long order, String what, Object who, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private static final long MICRO = 1_000;

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final SplittableRandom random;
    private final Trace trace = new Trace();
    private long now;
    private long order;

    /** With all chance from a seed. */
    public Scheduler(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Nanoseconds since the beginning. */
    public long now() {
        return now;
    }

    /** The trace of what has happened. */
    public Trace trace() {
        return trace;
    }

    /** Schedules a task. */
    public void at(long when, String what, Object who, Runnable task) {
        events.add(new Event(Math.max(when, now), order++, what, who, task));
    }

    /** Schedules a task for some time from now, between two numbers of microseconds. */
    public void within(long minMicros, long maxMicros, String what, Object who, Runnable task) {
        at(now + MICRO * between(minMicros, maxMicros), what, who, task);
    }

    /** Runs the next event that is not later than a time; false when there is none, and then it is that time. */
    public boolean step(long until) {
        Event event = events.peek();
        if (event == null || event.at() > until) {
            now = Math.max(now, until);
            return false;
        }
        events.remove();
        now = event.at();
        trace.note(now, event.what(), event.who());
        event.task().run();
        return true;
    }

    /** A number from {@code min}, below {@code max}, or {@code min} when that is not above it. */
    public long between(long min, long max) {
        return max > min ? random.nextLong(min, max) : min;
    }

    /** A number below a limit. */
    public int below(int limit) {
        return random.nextInt(limit);
    }

    /** True so many times of a thousand. */
    public boolean perMille(int chance) {
        return chance > 0 && random.nextInt(1_000) < chance;
    }
}

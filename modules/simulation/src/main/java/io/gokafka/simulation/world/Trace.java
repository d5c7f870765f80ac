package io.gokafka.simulation.world;

/** The last events, to be read when something went wrong, and a hash of all of them: two runs of a seed have the same. */
public final class Trace {
    private static final int KEPT = 600;

    private final long[] times = new long[KEPT];
    private final String[] whats = new String[KEPT];
    private final Object[] whos = new Object[KEPT];
    private long count;
    private long hash = 1;

    /**
     * Notes an event.
     *
     * @param who is written when the trace is read; it must have a hash code that is the same in every run, and not change
     */
    public void note(long now, String what, Object who) {
        int at = (int) (count++ % KEPT);
        times[at] = now;
        whats[at] = what;
        whos[at] = who;
        mix(now);
        mix(what.hashCode());
    }

    /** Adds a number to the hash. */
    public void mix(long number) {
        hash = (hash ^ number) * 0x9E3779B97F4A7C15L;
        hash ^= hash >>> 29;
    }

    /** The hash so far. */
    public long hash() {
        return hash;
    }

    /** How many events there were. */
    public long count() {
        return count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            int at = (int) (i % KEPT);
            text.append("%12.3f ms  %-14s %s%n".formatted(times[at] / 1e6, whats[at], whos[at]));
        }
        return text.toString();
    }
}

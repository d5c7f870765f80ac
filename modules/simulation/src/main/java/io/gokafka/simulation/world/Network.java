package io.gokafka.simulation.world;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Links between nodes, each direction for itself: cut, slow, lossy. A link keeps the order of what goes over it, as a connection does;
 * only in a {@link #disturb disturbed} network some overtake others, as when a connection is replaced.
 */
public final class Network {
    private static final long MICRO = 1_000;

    private final Scheduler scheduler;
    private final int nodes;
    private final boolean[] cut;
    private final long[] lastArrival;
    private final long usualMicros;
    private int lossPerMille;
    private int repeatPerMille;
    private int overtakePerMille;
    private int slowPerMille;
    private long slowMicros;

    Network(Scheduler scheduler, int nodes) {
        this.scheduler = scheduler;
        this.nodes = nodes;
        this.cut = new boolean[nodes * nodes];
        this.lastArrival = new long[nodes * nodes];
        this.usualMicros = 100L << scheduler.below(5);
        calm();
    }

    private int link(int from, int to) {
        return from * nodes + to;
    }

    /** Whether messages go from one node to another. */
    public boolean connects(int from, int to) {
        return !cut[link(from, to)];
    }

    void cutOneWay(int from, int to) {
        cut[link(from, to)] = from != to;
    }

    void cut(int one, int other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    void joinAll() {
        Arrays.fill(cut, false);
    }

    /** Loses, delays, and perhaps repeats and reorders messages. */
    void disturb(boolean unordered) {
        lossPerMille = scheduler.below(200);
        slowPerMille = scheduler.below(100);
        slowMicros = 1_000L << scheduler.below(10);
        repeatPerMille = unordered ? scheduler.below(60) : 0;
        overtakePerMille = unordered ? scheduler.below(60) : 0;
    }

    void calm() {
        lossPerMille = 0;
        repeatPerMille = 0;
        overtakePerMille = 0;
        slowPerMille = 10;
        slowMicros = 20_000;
    }

    /** When a message that is sent now arrives; empty when it is lost. */
    public OptionalLong arrival(int from, int to) {
        if (!connects(from, to) || scheduler.perMille(lossPerMille)) {
            return OptionalLong.empty();
        }
        long micros = scheduler.perMille(slowPerMille) ? slowMicros : usualMicros;
        long soon = scheduler.now() + MICRO * scheduler.between(micros / 4, micros + 1);
        int link = link(from, to);
        if (scheduler.perMille(overtakePerMille)) {
            return OptionalLong.of(soon);
        }
        long at = Math.max(soon, lastArrival[link] + 1);
        lastArrival[link] = at;
        return OptionalLong.of(at);
    }

    /** Whether a message arrives once more. */
    boolean repeats() {
        return scheduler.perMille(repeatPerMille);
    }
}

package io.gokafka.harness.workload;

import java.util.Random;

/** How many records are due: so many a second, and now and then a burst ahead of time. For one thread. */
final class Pace {
    private static final double NANOS = 1e9;

    /** Who was held up does not make up for more than this. */
    private static final double MAX_BEHIND_SECONDS = 0.5;

    /** A burst for about so many steps. */
    private static final int STEPS_PER_BURST = 300;

    private final double perNano;
    private final int rate;
    private final int burst;
    private boolean isBegun;
    private long last;
    private double due;

    Pace(int recordsPerSecond, int burst) {
        this.rate = recordsPerSecond;
        this.perNano = recordsPerSecond / NANOS;
        this.burst = burst;
    }

    /** How many are due at a time of {@link System#nanoTime}; they count as sent. */
    int due(long now, Random random) {
        due += isBegun ? (now - last) * perNano : 0;
        isBegun = true;
        last = now;
        due = Math.min(due, rate * MAX_BEHIND_SECONDS);
        boolean isBurst = burst > 0 && due >= 0 && random.nextInt(STEPS_PER_BURST) == 0;
        int count = isBurst ? burst : Math.max(0, (int) due);
        due -= count; // after a burst it is silent until the rate is kept again
        return count;
    }
}

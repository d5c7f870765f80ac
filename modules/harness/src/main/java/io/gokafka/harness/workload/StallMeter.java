package io.gokafka.harness.workload;

import io.gokafka.harness.history.History;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds out when the harness does not get to run, on a machine with too much to do: sleeps a little, has a virtual thread run, and
 * looks how long it was. gokafka's client lives on virtual threads, which few others carry, and they starve first.
 */
final class StallMeter extends Loop {
    private static final Duration TICK = Duration.ofMillis(5);
    private static final Duration SHORTEST = Duration.ofMillis(50);

    private final History history;
    private final ConcurrentLinkedQueue<Stall> stalls = new ConcurrentLinkedQueue<>();

    StallMeter(Run run) {
        super("stalls", run.problems());
        this.history = run.history();
    }

    /** Those of 50 ms or more so far. For any thread. */
    List<Stall> stalls() {
        return List.copyOf(stalls);
    }

    @Override
    void step() throws InterruptedException {
        long before = history.now();
        pause(TICK);
        Thread.startVirtualThread(() -> {}).join();
        Stall slept = new Stall(before, history.now());
        if (slept.duration().compareTo(SHORTEST) >= 0) {
            stalls.add(slept);
        }
    }

    @Override
    void end() {
        // it holds nothing
    }
}

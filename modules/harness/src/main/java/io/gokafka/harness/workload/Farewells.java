package io.gokafka.harness.workload;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends clients in the background, so that their successors need not wait. For one thread. */
final class Farewells {
    /** More than a client takes to end that waits for its delivery timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final Problems problems;
    private final List<Thread> ending = new ArrayList<>();

    Farewells(String name, Problems problems) {
        this.name = name;
        this.problems = problems;
    }

    /** Begins to end a client. */
    void say(Runnable close) {
        ending.removeIf(thread -> !thread.isAlive());
        ending.add(Thread.ofPlatform().daemon().name("farewell-" + name).start(() -> {
            try {
                close.run();
            } catch (RuntimeException | Error e) {
                problems.failed(name, "ending a client", e);
            }
        }));
    }

    /** Waits until all have ended. */
    void await() throws InterruptedException {
        for (Thread thread : ending) {
            if (!thread.join(PATIENCE)) {
                problems.wrong(name, "a client has not ended within " + PATIENCE);
            }
        }
    }
}

package io.gokafka.simulation;

import io.gokafka.simulation.invariant.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs many seeds: {@code --seeds N --first S --threads T --trace}. Ends with status 1 at the first violation, which it prints with
 * the last events.
 */
public final class Main {
    private static final long REPORT_NANOS = 10_000_000_000L;

    private final long first;
    private final long end;
    private final boolean keepsGoing;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong violations = new AtomicLong();
    private final long startedAt = System.nanoTime();
    private final AtomicLong reportAt = new AtomicLong(startedAt + REPORT_NANOS);

    private Main(long first, long seeds, boolean keepsGoing) {
        this.first = first;
        this.end = first + seeds;
        this.keepsGoing = keepsGoing;
        this.next = new AtomicLong(first);
    }

    /** The command. */
    public static void main(String[] args) throws InterruptedException {
        Map<String, String> options = options(args);
        Main main = new Main(
                Long.parseLong(options.getOrDefault("first", "1")),
                Long.parseLong(options.getOrDefault("seeds", "1000")),
                options.containsKey("keep-going"));
        boolean clean = main.run(Integer.parseInt(options.getOrDefault("threads", "1")));
        System.exit(clean ? 0 : 1);
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            String name = args[i].replaceFirst("^--", "");
            boolean hasValue = i + 1 < args.length && !args[i + 1].startsWith("--");
            options.put(name, hasValue ? args[++i] : "");
        }
        return options;
    }

    private boolean run(int threads) throws InterruptedException {
        Thread[] workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            workers[i] = Thread.ofPlatform().name("simulation-" + i).start(this::work);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        report("done");
        return violations.get() == 0;
    }

    private void work() {
        for (long seed = next.getAndIncrement(); seed < end; seed = next.getAndIncrement()) {
            Simulation simulation = new Simulation(seed);
            Optional<Violation> broken = run(simulation);
            if (broken.isPresent()) {
                violations.incrementAndGet();
                if (!keepsGoing) {
                    next.set(end);
                    System.out.println(simulation.trace());
                    broken.get().printStackTrace(System.out);
                } else {
                    System.out.println(String.valueOf(broken.get().getMessage())
                            .lines()
                            .findFirst()
                            .orElse(""));
                }
            }
            done.incrementAndGet();
            reportNowAndThen();
        }
    }

    private Optional<Violation> run(Simulation simulation) {
        try {
            events.addAndGet(simulation.run().events());
            return Optional.empty();
        } catch (Violation violation) {
            return Optional.of(violation);
        }
    }

    private void reportNowAndThen() {
        long due = reportAt.get();
        if (System.nanoTime() > due && reportAt.compareAndSet(due, due + REPORT_NANOS)) {
            report("so far");
        }
    }

    private void report(String when) {
        double minutes = (System.nanoTime() - startedAt) / 60e9;
        System.out.printf(
                "%s: %d seeds from %d, %d violations, %.0f seeds a minute, %.0f events a seed%n",
                when,
                done.get(),
                first,
                violations.get(),
                done.get() / minutes,
                (double) events.get() / Math.max(1, done.get()));
    }
}

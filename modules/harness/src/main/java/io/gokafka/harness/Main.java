package io.gokafka.harness;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.ParameterException;
import io.gokafka.harness.fault.Fault;
import io.gokafka.harness.fault.Faults;
import io.gokafka.harness.fault.Schedule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** The command {@code attack}. Exit codes: 0 every promise was kept, 1 one was not, or a run could not be made, 2 wrong usage. */
public final class Main {
    private static final int BROKEN = 1;
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        Options options = new Options();
        JCommander commander =
                JCommander.newBuilder().programName("attack").addObject(options).build();
        List<Fault> faults;
        try {
            commander.parse(args);
            options.check();
            faults = Faults.named(options.faults);
            checkPossible(options, faults);
        } catch (ParameterException | IllegalArgumentException e) {
            System.err.println("attack: " + e.getMessage());
            return USAGE;
        }
        if (options.help) {
            commander.usage();
            return 0;
        }
        if (options.list) {
            Faults.all().forEach(f -> System.out.printf("%-22s %s%n", f.name(), f.description()));
            return 0;
        }
        if (options.gaps > 0) {
            return measure(options);
        }
        long first = options.seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : options.seed;
        return options.dryRun ? print(options, faults, first) : attack(options, faults, first);
    }

    private static void checkPossible(Options options, List<Fault> faults) {
        if (!faults.isEmpty() && options.storage().possible(faults).isEmpty()) {
            throw new ParameterException(
                    "nothing of --faults " + options.faults
                            + " can be done to brokers with storage=rocksdb, which do their own I/O; use --storage file or mixed");
        }
    }

    private static int measure(Options options) {
        try {
            new Outages(options, System.out::println).run();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return BROKEN;
        } catch (IOException | RuntimeException e) {
            System.err.println("attack: the gaps could not be measured: " + e);
            return BROKEN;
        }
    }

    private static int print(Options options, List<Fault> faults, long first) {
        for (long seed = first; seed < first + options.seeds; seed++) {
            System.out.println("seed " + seed);
            Schedule.of(seed, options.duration, options.storage().possible(faults))
                    .items()
                    .forEach(i -> System.out.println("  " + i));
        }
        return 0;
    }

    private static int attack(Options options, List<Fault> faults, long first) {
        List<Long> broken = new ArrayList<>();
        for (long seed = first; seed < first + options.seeds; seed++) {
            try {
                Outcome outcome = new Attack(options, faults, seed, System.err::println).run();
                System.out.println(outcome.line());
                if (!outcome.holds()) {
                    broken.add(seed);
                    System.out.println(outcome.text());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return BROKEN;
            } catch (IOException | RuntimeException e) {
                broken.add(seed);
                System.err.println("attack: seed " + seed + " could not be run to its end: " + e);
                e.printStackTrace(System.err);
            }
        }
        int good = options.seeds - broken.size();
        System.out.println(good + " passed, " + broken.size() + " failed");
        if (!broken.isEmpty()) {
            System.out.println("broken: " + broken + "; again: ./attack --seed " + broken.getFirst() + " --duration "
                    + options.duration.toSeconds() + "s --faults " + options.faults + " --brokers " + options.brokers
                    + " --rate " + options.rate + " --storage " + options.storage);
        }
        return broken.isEmpty() ? 0 : BROKEN;
    }
}

package io.gokafka.benchmarks.storage;

import io.gokafka.benchmarks.peer.Directories;
import io.gokafka.benchmarks.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/** All trials: the storages take turns within each round, so that what the machine does besides is shared among them. */
final class Comparison {
    private final Options options;
    private final Consumer<String> progress;
    private final Figures figures;

    Comparison(Options options, Consumer<String> progress) {
        this.options = options;
        this.progress = progress;
        this.figures = Figures.toTheFirst(options.storages);
    }

    Figures run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds; round++) {
            figures.nextRound();
            for (int partitions : options.partitions) {
                for (String storage : options.storages) {
                    say(round, storage, partitions + " partitions");
                    load(storage, partitions);
                }
            }
            if (options.restartGigabytes > 0) {
                for (int partitions : options.restartPartitions) {
                    for (String storage : options.storages) {
                        say(round, storage, "restart, " + partitions + " partitions");
                        restart(storage, partitions);
                    }
                }
            }
        }
        return figures;
    }

    private void say(int round, String storage, String what) {
        progress.accept("round " + round + " of " + options.rounds + ": " + storage + ", " + what);
    }

    private void load(String storage, int partitions) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(options.directory, "gokafka-benchmark");
        try (Child child = Child.start("load", storage, directory, partitions, options.batchBytes, options.seconds)) {
            child.results().forEach((what, value) -> figures.add(what + ", " + partitions(partitions), storage, value));
            child.join();
        } finally {
            Directories.delete(directory);
        }
    }

    /** Fills, stops in good order, starts; then adds a little, is killed, and starts again. */
    private void restart(String storage, int partitions) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(options.directory, "gokafka-benchmark");
        String data =
                String.format(Locale.ROOT, ", %s GB in %s", plain(options.restartGigabytes), partitions(partitions));
        try {
            fill(storage, directory, partitions, options.restartGigabytes, true);
            figures.add("start after a stop, s" + data, storage, open(storage, directory, partitions));
            fill(storage, directory, partitions, options.restartGigabytes / 20, false);
            figures.add("start after SIGKILL, s" + data, storage, open(storage, directory, partitions));
        } finally {
            Directories.delete(directory);
        }
    }

    private static void fill(String storage, Path directory, int partitions, double gigabytes, boolean stop)
            throws IOException, InterruptedException {
        long megabytes = Math.max(1, Math.round(gigabytes * 1000));
        try (Child child = Child.start("fill", storage, directory, partitions, 16 << 10, (int) megabytes)) {
            child.awaitLine("filled");
            if (stop) {
                child.say("stop");
                child.join();
            } else {
                child.kill();
            }
        }
    }

    private static double open(String storage, Path directory, int partitions)
            throws IOException, InterruptedException {
        Directories.dropPageCache();
        try (Child child = Child.start("open", storage, directory, partitions, 1, 1)) {
            double seconds = child.results().values().iterator().next();
            child.join();
            return seconds;
        }
    }

    private static String partitions(int count) {
        return count == 1 ? "1 partition" : count + " partitions";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}

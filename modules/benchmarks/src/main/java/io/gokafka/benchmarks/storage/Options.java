package io.gokafka.benchmarks.storage;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.gokafka.benchmarks.command.Command;
import java.nio.file.Path;
import java.util.List;

/** The command line. JCommander sets the fields. */
final class Options implements Command.Options {
    @Parameter(names = "--storages", description = "which storages; the first is what the others are compared with")
    List<String> storages = List.of("file", "rocksdb");

    @Parameter(names = "--partitions", description = "numbers of partitions, separated by commas")
    List<Integer> partitions = List.of(1, 100, 1000);

    @Parameter(names = "--batch-bytes", description = "bytes of a batch's record")
    int batchBytes = 1000;

    @Parameter(names = "--seconds", description = "how long each rate is measured")
    int seconds = 10;

    @Parameter(names = "--rounds", description = "how often all is repeated; medians are printed")
    int rounds = 3;

    @Parameter(names = "--restart-gigabytes", description = "data of the restarts; 0: no restarts are measured")
    double restartGigabytes = 1;

    @Parameter(
            names = "--restart-partitions",
            description = "numbers of partitions that the data of the restarts is in, separated by commas")
    List<Integer> restartPartitions = List.of(1, 1000);

    @Parameter(names = "--dir", description = "where the data is written: on the disk that is of interest")
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Parameter(
            names = {"--help", "-h"},
            description = "this text",
            help = true)
    boolean help;

    @Override
    public boolean isHelp() {
        return help;
    }

    @Override
    public void check() {
        require(storages.size() >= 1, "--storages names none");
        require(partitions.stream().allMatch(p -> p >= 1 && p <= 10_000), "--partitions must be 1 to 10000 each");
        require(
                restartPartitions.stream().allMatch(p -> p >= 1 && p <= 10_000),
                "--restart-partitions must be 1 to 10000 each");
        require(batchBytes >= 1 && batchBytes <= 1 << 20, "--batch-bytes must be 1 to 1048576, not " + batchBytes);
        require(seconds >= 1 && seconds <= 3600, "--seconds must be 1 to 3600, not " + seconds);
        require(rounds >= 1 && rounds <= 100, "--rounds must be 1 to 100, not " + rounds);
        require(
                restartGigabytes >= 0 && restartGigabytes <= 1000,
                "--restart-gigabytes must be 0 to 1000, not " + restartGigabytes);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(message);
        }
    }
}

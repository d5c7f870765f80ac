package io.gokafka.harness;

import com.beust.jcommander.IStringConverter;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.gokafka.api.config.Quantities;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The command line of the harness. JCommander sets the fields. */
final class Options {
    static final class Time implements IStringConverter<Duration> {
        @Override
        public Duration convert(String text) {
            try {
                return Quantities.duration(text);
            } catch (IllegalArgumentException e) {
                throw new ParameterException("'" + text + "' is no time span: write it as 90s or 2m", e);
            }
        }
    }

    @Parameter(names = "--seed", description = "decides workloads and faults; by default drawn, and printed")
    @Nullable Long seed;

    @Parameter(names = "--seeds", description = "how many runs, with this and the following seeds")
    int seeds = 1;

    @Parameter(names = "--duration", description = "how long faults happen in a run", converter = Time.class)
    Duration duration = Duration.ofMinutes(1);

    @Parameter(
            names = "--faults",
            description = "names of faults or of groups of them, separated by commas; -NAME leaves one out")
    String faults = "all";

    @Parameter(
            names = "--writable-within",
            description = "how long after the last fault every partition must take records, at most 1m",
            converter = Time.class)
    Duration writableWithin = Duration.ofMinutes(1);

    @Parameter(
            names = "--equal-within",
            description =
                    "how long after the last fault all replicas must be equal; that they are is known only when nobody writes any more, "
                            + "some seconds after the last partition and group have gone on",
            converter = Time.class)
    Duration equalWithin = Duration.ofMinutes(2);

    @Parameter(names = "--brokers", description = "how many brokers the cluster begins with, 1 to 5")
    int brokers = 3;

    @Parameter(names = "--rate", description = "records a second that all producers together send")
    int rate = 500;

    @Parameter(
            names = "--storage",
            description = "what brokers keep their logs in: file, rocksdb, or mixed (every other broker on each)")
    String storage = "file";

    @Parameter(names = "--network", description = "auto, namespaces or proxy")
    String network = "auto";

    @Parameter(
            names = "--dir",
            description =
                    "where the runs' folders are made; one that holds the history of an earlier run of the seed is renamed to "
                            + "seed-N.1, that one to seed-N.2, up to .5")
    Path directory = Path.of(System.getProperty("gokafka.root", ".")).resolve("modules/harness/target/attack");

    @Parameter(names = "--keep", description = "keep the brokers' data and logs of runs without a violation")
    boolean keep;

    @Parameter(
            names = "--gaps",
            description =
                    "instead of attacks, measure so many times each how long a killed, cut off or restarted leader is missed")
    int gaps;

    @Parameter(names = "--dry-run", description = "print the schedule of each seed, and do nothing")
    boolean dryRun;

    @Parameter(names = "--list", description = "list the faults")
    boolean list;

    @Parameter(
            names = {"--help", "-h"},
            description = "this text",
            help = true)
    boolean help;

    /** What does not fit together. */
    void check() {
        require(seeds >= 1, "--seeds must be 1 or more, not " + seeds);
        require(brokers >= 1 && brokers <= 5, "--brokers must be 1 to 5, not " + brokers);
        require(gaps >= 0 && gaps <= 1000, "--gaps must be 0 to 1000, not " + gaps);
        require(rate >= 1 && rate <= 100_000, "--rate must be 1 to 100000, not " + rate);
        require(duration.compareTo(Duration.ofSeconds(1)) >= 0, "--duration must be 1s or more");
        var _ = storage();
        require(
                network.equals("auto") || network.equals("namespaces") || network.equals("proxy"),
                "--network must be auto, namespaces or proxy, not '" + network + "'");
    }

    /** What the brokers keep their logs in. */
    StorageMix storage() {
        return StorageMix.named(storage);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(otherwise);
        }
    }
}

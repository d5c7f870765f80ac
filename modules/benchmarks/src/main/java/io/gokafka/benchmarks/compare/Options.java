package io.gokafka.benchmarks.compare;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.gokafka.benchmarks.command.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The command line. JCommander sets the fields. */
final class Options implements Command.Options {
    @Parameter(names = "--contenders", description = "who is compared, separated by commas")
    List<String> contenders = Contender.options();

    @Parameter(names = "--only", description = "a regular expression: only cases in whose title it is found")
    String only = "";

    @Parameter(names = "--rounds", description = "how often all is repeated; medians are printed")
    int rounds = 3;

    @Parameter(names = "--scale", description = "how much is sent, against what it takes to measure well")
    double scale = 1;

    @Parameter(names = "--dir", description = "where brokers keep their data: on the disk that is of interest")
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    @Parameter(
            names = "--out",
            description =
                    "a folder, into which comparison.md and its pictures are written; without it, the tables are printed")
    Path out = Path.of("");

    @Parameter(names = "--list", description = "prints the titles of the cases, and ends")
    boolean list;

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
        require(!contenders.isEmpty(), "--contenders names none");
        for (String contender : contenders) {
            require(
                    Contender.named(contender).isPresent(),
                    "--contenders are " + String.join(", ", Contender.options()) + ", not " + contender);
        }
        require(rounds >= 1 && rounds <= 100, "--rounds must be 1 to 100, not " + rounds);
        require(scale >= 0.01 && scale <= 100, "--scale must be 0.01 to 100, not " + scale);
        try {
            Pattern.compile(only);
        } catch (PatternSyntaxException e) {
            throw new ParameterException("--only is no regular expression: " + e.getMessage());
        }
    }

    List<Contender> chosen() {
        return contenders.stream()
                .map(name -> Contender.named(name).orElseThrow())
                .toList();
    }

    List<Case> cases() {
        Pattern wanted = Pattern.compile(only);
        return Cases.all().stream()
                .filter(c -> wanted.matcher(c.title()).find())
                .toList();
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(message);
        }
    }
}

package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.peer.Directories;
import io.gokafka.benchmarks.peer.Peer;
import io.gokafka.benchmarks.report.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/** All cases, round after round; in each, one contender after the other has the machine for itself, and they change places. */
final class Comparison {
    private static final int WARM_UP_BYTES = 150_000_000;

    private final Options options;
    private final Path image;
    private final Path jars;
    private final Consumer<String> progress;
    private final Figures figures;
    private int failures;

    Comparison(Options options, Path image, Path jars, Consumer<String> progress) {
        this.options = options;
        this.image = image;
        this.jars = jars;
        this.progress = progress;
        List<Contender> contenders = options.chosen();
        this.figures = new Figures(contenders.stream().map(Contender::title).toList(), ratios(contenders));
    }

    private static List<Figures.Ratio> ratios(List<Contender> contenders) {
        return contenders.contains(Contender.GOKAFKA)
                ? contenders.stream()
                        .filter(c -> c != Contender.GOKAFKA)
                        .map(c -> new Figures.Ratio(Contender.GOKAFKA.title(), c.title()))
                        .toList()
                : List.of();
    }

    Figures figures() {
        return figures;
    }

    /** How many cases could not be measured. */
    int failures() {
        return failures;
    }

    /** Whether all was measured; what could not be was told. */
    boolean run() throws IOException, InterruptedException {
        for (int round = 1; round <= options.rounds; round++) {
            figures.nextRound();
            List<Contender> order = new ArrayList<>(options.chosen());
            if (round % 2 == 0) {
                order = order.reversed();
            }
            for (Contender contender : order) {
                turn(round, contender);
            }
        }
        return failures == 0;
    }

    private void turn(int round, Contender contender) throws IOException, InterruptedException {
        List<Case> cases =
                options.cases().stream().filter(contender::takesPartIn).toList();
        if (cases.isEmpty()) {
            return;
        }
        Path directory = Files.createTempDirectory(options.directory, "gokafka-compare");
        try (Peer peer = contender.start(image, jars, directory);
                Round turn = new Round(contender, peer, new Tools(jars), figures, options.scale)) {
            boolean warm = false;
            for (Case next : cases) {
                String what =
                        "round " + round + " of " + options.rounds + ": " + contender.title() + ", " + next.title();
                progress.accept(what);
                try {
                    if (!warm && !(next instanceof LifeCase)) {
                        warmUp(turn);
                        warm = true;
                    }
                    next.measure(turn);
                } catch (IOException | ExecutionException | IllegalStateException e) {
                    failures++;
                    progress.accept(what + ": could not be measured: " + e.getMessage());
                }
            }
        } finally {
            Directories.delete(directory);
        }
    }

    /** Brokers that are young are slow, some more than others; nothing of this is counted. */
    private static void warmUp(Round round) throws IOException, InterruptedException, ExecutionException {
        for (ProduceCase.Batching batching : ProduceCase.Batching.values()) {
            for (int recordBytes : new int[] {100, 1_000}) {
                String topic = round.createTopic(12);
                int records = WARM_UP_BYTES / recordBytes;
                String bootstrap = round.peer().bootstrap();
                var _ = round.tools().produce(bootstrap, topic, records, recordBytes, -1, batching.settings());
                var _ = round.tools().consume(bootstrap, topic, records);
                round.delete(topic);
            }
        }
    }
}

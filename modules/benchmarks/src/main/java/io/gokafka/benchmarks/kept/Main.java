package io.gokafka.benchmarks.kept;

import io.gokafka.benchmarks.peer.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The command {@code benchmarks/kept}: a line a scenario. Exit codes: 0 both keep the same, 1 they do not, or it could not be found
 * out. With names of scenarios, only those.
 */
public final class Main {
    /** Kept here, for a logger that nobody holds forgets its level: the clients tell their whole configuration. */
    private static final Logger CLIENTS = Logger.getLogger("org.apache.kafka");

    /** So that it does soon what it would do later. */
    private static final Map<String, String> KAFKA_SETTINGS = Map.of(
            "log.cleaner.backoff.ms", "500",
            "log.retention.check.interval.ms", "1000",
            "log.initial.task.delay.ms", "100");

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        CLIENTS.setLevel(Level.SEVERE);
        try {
            System.exit(run(List.of(args)) ? 0 : 1);
        } catch (IOException | ExecutionException e) {
            System.err.println("benchmarks/kept: " + e.getMessage());
            System.exit(1);
        }
    }

    private static boolean run(List<String> names) throws IOException, InterruptedException, ExecutionException {
        List<Scenario> scenarios = Scenario.all(System.currentTimeMillis()).stream()
                .filter(s -> names.isEmpty() || names.contains(s.name()))
                .toList();
        Path kafkaFiles = Files.createTempDirectory("gokafka-kept");
        Path ownFiles = Files.createTempDirectory("gokafka-kept");
        Path image = Path.of(System.getProperty("gokafka.image"));
        Path jars = Path.of(System.getProperty("gokafka.kafka"));
        try (Peer kafka = Peer.kafka(jars, kafkaFiles, 1, KAFKA_SETTINGS);
                Peer own = Peer.gokafka(image, ownFiles, 1, Map.of("retention-check-interval", "500ms"))) {
            for (Scenario scenario : scenarios) {
                Kept.write(kafka, scenario);
                Kept.write(own, scenario);
            }
            boolean same = true;
            System.out.println("| scenario | records written | Apache Kafka keeps | gokafka keeps | |");
            System.out.println("| --- | ---: | ---: | ---: | --- |");
            for (Scenario scenario : scenarios) {
                // Side by side: each waits until nothing changes any more.
                var kafkas = CompletableFuture.supplyAsync(() -> Kept.settled(kafka, scenario.name()));
                List<String> owns = Kept.settled(own, scenario.name());
                same &= compare(scenario, kafkas.join(), owns);
            }
            return same;
        }
    }

    /** The first and the last line of what is kept are no records. */
    private static boolean compare(Scenario scenario, List<String> kafka, List<String> own) {
        int written =
                scenario.batches().stream().mapToInt(b -> b.entries().size()).sum();
        boolean same = kafka.equals(own);
        System.out.printf(
                "| %s | %d | %d | %d | %s |%n",
                scenario.name(),
                written,
                kafka.size() - 2,
                own.size() - 2,
                same ? "the same records at the same offsets" : "different");
        if (!same) {
            System.err.println("only in Apache Kafka: " + first(kafka, own));
            System.err.println("only in gokafka: " + first(own, kafka));
        }
        return same;
    }

    private static List<String> first(List<String> of, List<String> other) {
        return of.stream().filter(line -> !other.contains(line)).limit(10).toList();
    }
}

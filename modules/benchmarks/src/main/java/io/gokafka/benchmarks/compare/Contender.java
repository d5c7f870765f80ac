package io.gokafka.benchmarks.compare;

import io.gokafka.benchmarks.peer.Peer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is compared. */
enum Contender {
    /** With its defaults: a record is acknowledged that is in the page caches of a majority. */
    KAFKA("Kafka"),
    /** A record is acknowledged that a majority has synced. */
    KAFKA_SYNCED("Kafka, synced"),
    /** With its defaults: synced. */
    GOKAFKA("gokafka");

    private static final int BROKERS = 3;

    private final String title;

    Contender(String title) {
        this.title = title;
    }

    /** What it is called in reports. */
    String title() {
        return title;
    }

    /** What it is called on the command line. */
    String option() {
        return title.replace(", ", "-").toLowerCase(Locale.ROOT);
    }

    static Optional<Contender> named(String option) {
        return Arrays.stream(values()).filter(c -> c.option().equals(option)).findFirst();
    }

    static List<String> options() {
        return Arrays.stream(values()).map(Contender::option).toList();
    }

    /** Whether it is measured for this: what Kafka does in page caches alone says nothing of what it does synced. */
    boolean takesPartIn(Case what) {
        return this != KAFKA_SYNCED || what.dependsOnSync();
    }

    /** Starts three brokers in an empty directory. */
    Peer start(Path image, Path jars, Path directory) throws IOException, InterruptedException {
        return switch (this) {
            case KAFKA -> Peer.kafka(jars, directory, BROKERS, Map.of());
            case KAFKA_SYNCED -> Peer.kafka(jars, directory, BROKERS, Map.of("log.flush.interval.messages", "1"));
            case GOKAFKA -> Peer.gokafka(image, directory, BROKERS, Map.of());
        };
    }
}

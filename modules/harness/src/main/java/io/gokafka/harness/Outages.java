package io.gokafka.harness;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.fault.Scout;
import io.gokafka.harness.history.History;
import io.gokafka.harness.net.Links;
import io.gokafka.harness.net.Network;
import io.gokafka.harness.net.Restriction;
import io.gokafka.harness.workload.Gap;
import io.gokafka.harness.workload.Protocol;
import io.gokafka.harness.workload.Run;
import io.gokafka.harness.workload.WorkloadPlan;
import io.gokafka.harness.workload.WorkloadSettings;
import io.gokafka.harness.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Measures for how long nothing is acknowledged when the leader of a partition is killed, cut off from the other brokers, or
 * restarted in good order. Three brokers on their defaults, one partition, one record after the other.
 */
final class Outages {
    private static final TopicPartition PARTITION = new TopicPartition("gaps", 0);
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(5);
    private static final long HELD_MILLIS = 5_000;
    private static final long REST_MILLIS = 6_500;

    /** What is done to a leader, until the time over which gaps are looked for ends; and what is done then. */
    private interface Deed {
        Cure on(Node leader) throws IOException;
    }

    private interface Cure {
        void run() throws IOException;
    }

    private final Options options;
    private final Consumer<String> out;

    Outages(Options options, Consumer<String> out) {
        this.options = options;
        this.out = out;
    }

    void run() throws IOException, InterruptedException {
        Path folder = options.directory.toAbsolutePath().resolve("gaps");
        Folders.delete(folder);
        Environment environment = Environment.of(options);
        try (Network network = environment.network();
                Cluster cluster = new Cluster(
                        environment.plain(folder, number -> options.storage().isInRocksDb(number, 0)), network)) {
            cluster.begin(3);
            createTopic(cluster);
            Run run = new Run(Attack.addresses(cluster), new History(), Set.of());
            WorkloadSettings settings =
                    WorkloadSettings.of(List.of(PARTITION)).withClients(0, 0, 0).withProbes(PROBE_INTERVAL, false);
            try (Workloads probes = Workloads.of(run, WorkloadPlan.draw(1, settings), settings);
                    Scout scout = new Scout(cluster)) {
                probes.start();
                Await.pause(REST_MILLIS);
                measure(cluster, new Links(network), scout, run, probes);
            }
        }
    }

    private static void createTopic(Cluster cluster) {
        try (GokafkaClient client = cluster.connectToAll()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
        }
    }

    private void measure(Cluster cluster, Links links, Scout scout, Run run, Workloads probes) throws IOException {
        series("SIGKILL of the leader", scout, run, probes, leader -> {
            leader.kill();
            Await.pause(HELD_MILLIS);
            return () -> back(cluster, leader);
        });
        series("network cut of the leader from the other brokers", scout, run, probes, leader -> {
            List<Restriction> cut = cutOff(cluster, leader);
            links.add(cut);
            Await.pause(HELD_MILLIS);
            return () -> links.remove(cut);
        });
        series("restart of the leader in good order", scout, run, probes, leader -> {
            leader.stop();
            back(cluster, leader);
            Await.pause(HELD_MILLIS);
            return () -> {};
        });
    }

    private static List<Restriction> cutOff(Cluster cluster, Node leader) {
        List<Restriction> cut = new ArrayList<>();
        cluster.nodes().stream().filter(n -> n != leader).forEach(other -> {
            cut.add(new Restriction.Blocked(leader.number(), other.number()));
            cut.add(new Restriction.Blocked(other.number(), leader.number()));
        });
        return cut;
    }

    private static void back(Cluster cluster, Node node) throws IOException {
        cluster.start(node);
        cluster.awaitReady(node);
    }

    private void series(String what, Scout scout, Run run, Workloads probes, Deed deed) throws IOException {
        Map<Protocol, List<Long>> millis = new EnumMap<>(Protocol.class);
        for (int i = 0; i < options.gaps; i++) {
            Node leader = scout.leaderOf(PARTITION);
            long begin = run.history().now();
            Cure cure = deed.on(leader);
            long end = run.history().now();
            for (Protocol protocol : Protocol.values()) {
                long longest = probes.gaps(Duration.ofMillis(50)).stream()
                        .filter(g -> g.protocol() == protocol && g.overlaps(begin, end))
                        .map(Gap::duration)
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0);
                millis.computeIfAbsent(protocol, _ -> new ArrayList<>()).add(longest);
            }
            cure.run();
            Await.pause(REST_MILLIS);
        }
        millis.forEach((protocol, all) -> out.accept(summary(what, protocol, all)));
    }

    private static String summary(String what, Protocol protocol, List<Long> millis) {
        List<Long> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%-50s %-5s median %5d ms, least %5d, most %5d, of %d (0: less than 50 ms)",
                what,
                protocol,
                sorted.get(sorted.size() / 2),
                sorted.getFirst(),
                sorted.getLast(),
                sorted.size());
    }
}

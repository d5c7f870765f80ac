package io.gokafka.harness;

import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.client.GokafkaClient;
import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Layout;
import io.gokafka.harness.fault.Driver;
import io.gokafka.harness.fault.Fault;
import io.gokafka.harness.fault.Schedule;
import io.gokafka.harness.fault.Scout;
import io.gokafka.harness.fault.World;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.History;
import io.gokafka.harness.net.Links;
import io.gokafka.harness.net.Network;
import io.gokafka.harness.workload.Addresses;
import io.gokafka.harness.workload.Changelog;
import io.gokafka.harness.workload.ChangelogWorkload;
import io.gokafka.harness.workload.Run;
import io.gokafka.harness.workload.WorkloadPlan;
import io.gokafka.harness.workload.WorkloadSettings;
import io.gokafka.harness.workload.Workloads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** One run: a cluster, clients that use it, faults, and a judgement. For one thread. */
final class Attack {
    /** Topics that are written and read: partitions, settings. */
    private static final Map<String, Integer> TOPICS = Map.of("orders", 3, "audit", 1, "recent", 1);

    private static final Map<String, Map<String, String>> CONFIGS =
            Map.of("recent", Map.of("retention.bytes", "1048576", "segment.bytes", "1048576"));

    /** How much longer than the faults a run may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    private final Options options;
    private final List<Fault> faults;
    private final long seed;
    private final Consumer<String> progress;
    private final Path folder;

    Attack(Options options, List<Fault> faults, long seed, Consumer<String> progress) {
        this.progress = progress;
        this.options = options;
        this.faults = faults;
        this.seed = seed;
        this.folder = options.directory.toAbsolutePath().resolve("seed-" + seed);
    }

    Outcome run() throws IOException, InterruptedException {
        Folders.delete(folder);
        Environment environment = Environment.of(options);
        try (Watchdog _ = Watchdog.of("seed " + seed, options.duration.plus(PATIENCE));
                Network network = environment.network()) {
            progress.accept("attack: seed " + seed + ", faults for " + options.duration.toSeconds() + " s, "
                    + network.name() + environment.why() + storageLimits());
            Layout layout =
                    environment.layout(folder, number -> options.storage().isInRocksDb(number, seed));
            try (Cluster cluster = new Cluster(layout, network)) {
                cluster.begin(options.brokers);
                List<TopicPartition> partitions = createTopics(cluster);
                try (Scout scout = new Scout(cluster)) {
                    Links links = new Links(network);
                    int victim = 1 + new Random(seed).nextInt(options.brokers);
                    History history = new History();
                    World world = new World(
                            cluster,
                            links,
                            scout,
                            network.abilities(),
                            environment.clocks(),
                            victim,
                            what -> history.add(new Event.Fault(history.now(), "faults", what)));
                    return attack(world, history, partitions);
                }
            }
        }
    }

    private String storageLimits() {
        String limits = options.storage().limits();
        return limits.isEmpty() ? "" : ", " + limits;
    }

    private Outcome attack(World world, History history, List<TopicPartition> partitions)
            throws IOException, InterruptedException {
        Run run = new Run(addresses(world.cluster()), history);
        WorkloadSettings settings = WorkloadSettings.of(partitions)
                .withRecordsPerSecond(options.rate)
                .withProbes(PROBE_INTERVAL, true);
        Schedule schedule =
                Schedule.of(seed, options.duration, options.storage().possible(faults));
        Driver driver = new Driver(world);
        Changelog changelog = new Changelog();
        Aftermath aftermath = new Aftermath(seed, world, driver, run, partitions, new Compacted(changelog));
        WorkloadPlan plan = WorkloadPlan.draw(seed, settings);
        try (Workloads workloads = Workloads.of(run, plan, settings);
                ChangelogWorkload changes = new ChangelogWorkload(run, changelog, seed)) {
            workloads.start();
            changes.start();
            attack(driver, schedule, aftermath, plan);
        }
        return aftermath.judge(schedule, faults, folder, options.keep);
    }

    private void attack(Driver driver, Schedule schedule, Aftermath aftermath, WorkloadPlan plan)
            throws IOException, InterruptedException {
        aftermath.awaitGroups(plan, "before the first fault");
        driver.run(schedule, options.duration.toMillis());
        aftermath.awaitWritable();
        aftermath.awaitGroups(plan, "after the last fault");
    }

    private List<TopicPartition> createTopics(Cluster cluster) {
        List<TopicPartition> partitions = new ArrayList<>();
        try (GokafkaClient client = cluster.connectToAll()) {
            TOPICS.keySet().stream().sorted().forEach(topic -> {
                int count = TOPICS.getOrDefault(topic, 1);
                Map<String, String> config = new HashMap<>(WorkloadSettings.TOPIC_CONFIG);
                config.putAll(CONFIGS.getOrDefault(topic, Map.of()));
                client.topics().create(topic, count, Math.min(3, options.brokers), config);
                for (int p = 0; p < count; p++) {
                    partitions.add(new TopicPartition(topic, p));
                }
            });
            Map<String, String> config = new HashMap<>(WorkloadSettings.TOPIC_CONFIG);
            config.putAll(Changelog.CONFIG);
            client.topics().create(Changelog.PARTITION.topic(), 1, Math.min(3, options.brokers), config);
        }
        return partitions;
    }

    /** Where a cluster's brokers are. */
    static Addresses addresses(Cluster cluster) {
        return new Addresses(
                cluster.grpc().stream().map(HostPort::parse).toList(),
                cluster.kafka().stream().map(HostPort::parse).toList());
    }
}

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
import java.util.Set;
import java.util.function.Consumer;

/** One run: a cluster, clients that use it, faults, and a judgement. For one thread. */
final class Attack {
    /** Topics that are written and read: partitions, settings. */
    private static final Map<String, Integer> TOPICS = Map.of("orders", 3, "audit", 1, "recent", 1);

    private static final Map<String, Map<String, String>> CONFIGS =
            Map.of("recent", Map.of("retention.bytes", "1048576", "segment.bytes", "1048576"));

    /** Those of them whose records retention may delete, from the beginning. */
    private static final Set<String> SHORTENED = CONFIGS.keySet();

    /** How much longer than the faults a run may take. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private static final Duration PROBE_INTERVAL = Duration.ofMillis(200);

    private final Options options;
    private final long seed;
    private final Consumer<String> progress;
    private final History history = new History();
    private final Evidence evidence;

    Attack(Options options, List<Fault> faults, long seed, Consumer<String> progress) {
        this.progress = progress;
        this.options = options;
        this.seed = seed;
        Schedule schedule =
                Schedule.of(seed, options.duration, options.storage().possible(faults));
        Path folder = options.directory.toAbsolutePath().resolve("seed-" + seed);
        this.evidence = new Evidence(seed, schedule, faults, history, folder, options.keep);
    }

    Outcome run() throws IOException, InterruptedException {
        Folders.setAside(evidence.folder());
        Environment environment = Environment.of(options);
        try (Watchdog _ = Watchdog.of("seed " + seed, options.duration.plus(PATIENCE), evidence::writeUnended);
                Network network = environment.network()) {
            progress.accept("attack: seed " + seed + ", faults for " + options.duration.toSeconds() + " s, "
                    + network.name() + environment.why() + storageLimits());
            Layout layout = environment.layout(
                    evidence.folder(), number -> options.storage().isInRocksDb(number, seed));
            try (Cluster cluster = new Cluster(layout, network)) {
                cluster.begin(options.brokers);
                List<TopicPartition> partitions = createTopics(cluster);
                try (Scout scout = new Scout(cluster)) {
                    Links links = new Links(network);
                    int victim = 1 + new Random(seed).nextInt(options.brokers);
                    World world = new World(
                            cluster,
                            links,
                            scout,
                            network.abilities(),
                            environment.clocks(),
                            victim,
                            what -> history.add(new Event.Fault(history.now(), "faults", what)));
                    return attack(world, partitions);
                }
            }
        }
    }

    private String storageLimits() {
        String limits = options.storage().limits();
        return limits.isEmpty() ? "" : ", " + limits;
    }

    private Outcome attack(World world, List<TopicPartition> partitions) throws IOException, InterruptedException {
        Run run = new Run(addresses(world.cluster()), history, SHORTENED);
        Driver driver = new Driver(world);
        Changelog changelog = new Changelog();
        Aftermath aftermath = new Aftermath(seed, world, driver, run, partitions, new Compacted(changelog));
        try {
            attack(run, driver, aftermath, changelog, partitions);
            return aftermath.judge(evidence, options.equalWithin);
        } catch (IOException | RuntimeException e) {
            return aftermath.unjudged(evidence, e); // else what was seen until then would be lost
        }
    }

    private void attack(
            Run run, Driver driver, Aftermath aftermath, Changelog changelog, List<TopicPartition> partitions)
            throws IOException, InterruptedException {
        WorkloadSettings settings = WorkloadSettings.of(partitions)
                .withRecordsPerSecond(options.rate)
                .withProbes(PROBE_INTERVAL, true);
        WorkloadPlan plan = WorkloadPlan.draw(seed, settings);
        try (Workloads workloads = Workloads.of(run, plan, settings);
                ChangelogWorkload changes = new ChangelogWorkload(run, changelog, seed)) {
            workloads.start();
            changes.start();
            aftermath.awaitGroups(plan, "before the first fault");
            driver.run(evidence.schedule(), options.duration.toMillis(), aftermath::healed);
            aftermath.awaitWritable(options.writableWithin);
            aftermath.awaitGroups(plan, "after the last fault");
        }
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

package io.gokafka.harness;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.harness.check.Checker;
import io.gokafka.harness.check.Report;
import io.gokafka.harness.check.Verdict;
import io.gokafka.harness.cluster.BrokerLogs;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.fault.Driver;
import io.gokafka.harness.fault.World;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.workload.Changelog;
import io.gokafka.harness.workload.FinalLogs;
import io.gokafka.harness.workload.Problems;
import io.gokafka.harness.workload.Run;
import io.gokafka.harness.workload.WorkloadPlan;
import io.gokafka.harness.workload.WritableProbe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** What is looked at when the faults are over: whether all comes back, what is there, and whether that is right. */
final class Aftermath {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final long seed;
    private final World world;
    private final Driver driver;
    private final Run run;
    private final List<TopicPartition> partitions;
    private final Compacted compacted;
    private final List<String> wrong = new ArrayList<>();
    private final CompletableFuture<Map<TopicPartition, Duration>> writable = new CompletableFuture<>();
    private long healedAt;
    private Duration writableAgain = Duration.ZERO;
    private Duration equalAgain = Duration.ZERO;

    Aftermath(long seed, World world, Driver driver, Run run, List<TopicPartition> partitions, Compacted compacted) {
        this.seed = seed;
        this.world = world;
        this.driver = driver;
        this.run = run;
        this.partitions = partitions;
        this.compacted = compacted;
    }

    /** The last fault is over. From now on it is measured how long every partition takes until it can be written. */
    void healed() {
        healedAt = System.nanoTime();
        Thread.startVirtualThread(() -> {
            try {
                writable.complete(new WritableProbe(run, seed).awaitAllWritable(partitions, PATIENCE));
            } catch (InterruptedException | RuntimeException e) {
                writable.completeExceptionally(e);
            }
        });
    }

    /** Waits until every partition can be written; what cannot in time is wrong. */
    void awaitWritable(Duration within) throws InterruptedException {
        try {
            writableAgain = Collections.max(writable.get().values());
            if (writableAgain.compareTo(within) > 0) {
                wrong.add("it took until " + writableAgain.toMillis()
                        + " ms after the last fault that every partition was writable, " + within.toMillis()
                        + " are allowed");
            }
        } catch (ExecutionException e) {
            writableAgain = PATIENCE;
            wrong.add("after the last fault: " + e.getCause());
        }
    }

    /** Waits until each group has committed something from now on; one that does not in a minute is wrong. */
    void awaitGroups(WorkloadPlan plan, String when) {
        long now = run.history().now();
        Set<String> groups = new TreeSet<>();
        plan.members().forEach(m -> groups.add(m.group()));
        try {
            Await.until("every group commits", PATIENCE, () -> {
                Map<String, Long> last = run.history().lastCommits();
                groups.removeIf(g -> last.getOrDefault(g, 0L) > now);
                return groups.isEmpty();
            });
        } catch (IllegalStateException e) {
            wrong.add(when + " these groups commit nothing for " + PATIENCE.toSeconds() + " s: " + groups);
        }
    }

    /** Reads all that is left, and judges it. The writers have ended. */
    Outcome judge(Evidence evidence, Duration equalWithin) throws IOException, InterruptedException {
        awaitEqual(equalWithin);
        List<FinalLog> logs = finalLogs();
        wrong.addAll(compacted.wrongForReaders(run, seed, PATIENCE));
        DiskLogs disks = new DiskLogs(world.scout().metadata());
        world.cluster().nodes().parallelStream().forEach(Node::kill);
        wrong.addAll(compacted.wrongOnDisks(world.cluster().nodes(), disks));
        Map<String, List<ReplicaLog>> replicas = disks.read(world.cluster().nodes(), partitions, logs, wrong);
        wrong.addAll(driver.unexpectedEnds());
        wrong.addAll(driver.unready());
        noteProblems();
        wrong.addAll(BrokerLogs.errors(world.cluster().nodes()));
        List<Event> events = run.history().events();
        Verdict verdict = Checker.judge(events, logs, replicas, run.shortened());
        return write(evidence, new Report(events, logs).of(verdict), verdict);
    }

    /** What is left of a run that has failed, or could not be judged: what clients saw until then is not lost. */
    Outcome unjudged(Evidence evidence, Exception why) throws IOException {
        wrong.add("the run could not be brought to its end: " + why);
        noteProblems();
        StringWriter stack = new StringWriter();
        why.printStackTrace(new PrintWriter(stack));
        return write(
                evidence,
                "Not judged, because of " + stack,
                Checker.unjudged(run.history().events()));
    }

    private void noteProblems() {
        run.problems().unexpected().stream()
                .filter(p -> !isExplained(p))
                .forEach(p -> wrong.add(p.client() + " at " + p.at() / 1_000_000 + " ms: " + p.what()));
    }

    /** Clients may be told of disks that a fault had broken then. */
    private boolean isExplained(Problems.Problem problem) {
        long then = System.nanoTime() - (run.history().now() - problem.at());
        return problem.kind().toLowerCase(Locale.ROOT).contains("storage")
                && world.cluster().nodes().stream().anyMatch(node -> node.wasExcused(then));
    }

    private List<FinalLog> finalLogs() throws InterruptedException {
        try {
            FinalLogs.Result result = FinalLogs.read(run, partitions, seed, PATIENCE);
            wrong.addAll(result.violations());
            return result.logs();
        } catch (IllegalStateException e) {
            wrong.add(e.getMessage() + ", because of " + e.getCause());
            return List.of();
        }
    }

    private Outcome write(Evidence evidence, String report, Verdict verdict) throws IOException {
        StringBuilder text = new StringBuilder(evidence.plan());
        List<String> all = wrong.stream().distinct().toList();
        all.forEach(w -> text.append("WRONG: ").append(w).append('\n'));
        text.append(report);
        text.append(compacted);
        text.append("failures that clients bore: ")
                .append(run.problems().borne())
                .append('\n');
        Outcome outcome = new Outcome(
                seed,
                driver.begun(),
                evidence.faults().stream()
                        .flatMap(f -> f.obstacle(world).map(o -> f.name() + " (" + o + ")").stream())
                        .toList(),
                verdict,
                all,
                writableAgain,
                equalAgain,
                text.toString(),
                evidence.folder());
        evidence.write(outcome);
        return outcome;
    }

    /** Waits until every replica of every partition takes as many bytes as the others and lags behind none. */
    private void awaitEqual(Duration within) {
        try {
            Await.until("all replicas are equal", PATIENCE, () -> {
                driver.revive();
                return unequal().isEmpty();
            });
            equalAgain = Duration.ofNanos(System.nanoTime() - healedAt);
            if (equalAgain.compareTo(within) > 0) {
                wrong.add("it took until " + equalAgain.toMillis()
                        + " ms after the last fault that all replicas were equal, " + within.toMillis()
                        + " are allowed");
            }
        } catch (IllegalStateException e) {
            equalAgain = PATIENCE;
            wrong.add("replicas are not equal " + PATIENCE.toSeconds() + " s after the last write: " + describe() + ", "
                    + e.getCause());
        }
    }

    private String describe() {
        try {
            return String.join(", ", unequal());
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    private List<String> unequal() {
        Map<TopicPartition, Map<String, Long>> sizes = new TreeMap<>(Comparator.comparing(Object::toString));
        List<String> unequal = new ArrayList<>();
        for (Node node : world.cluster().nodes()) {
            for (DescribeLogs.Log log : world.scout()
                    .client()
                    .brokers()
                    .logs(new BrokerId(node.id()))
                    .logs()) {
                if (!isAwaited(log.partition())) {
                    continue;
                }
                sizes.computeIfAbsent(log.partition(), p -> new TreeMap<>()).put(node.id(), log.bytes());
                if (log.lag() > 0) {
                    unequal.add(node.id() + " lags by " + log.lag() + " in " + log.partition());
                }
            }
        }
        // Retention and compaction free space when they like, so sizes of what they work on may differ.
        sizes.forEach((partition, bySize) -> {
            if (new HashSet<>(bySize.values()).size() > 1
                    && !partition.topic().equals("recent")
                    && !partition.equals(Changelog.PARTITION)) {
                unequal.add(partition + " takes " + bySize);
            }
        });
        unequal.addAll(misplaced(sizes));
        return unequal;
    }

    /** Partitions that are on the move, or not where the metadata says, or on fewer brokers than can keep them. */
    private List<String> misplaced(Map<TopicPartition, Map<String, Long>> sizes) {
        List<String> misplaced = new ArrayList<>();
        world.scout().client().partitions().moving().stream()
                .filter(m -> isAwaited(new TopicPartition(m.topic(), m.partition())))
                .forEach(m -> misplaced.add("on the move: " + m));
        DiskLogs named = new DiskLogs(world.scout().metadata());
        int least = Math.min(3, world.cluster().nodes().size());
        for (TopicPartition partition : named.names().values()) {
            Set<String> on = sizes.getOrDefault(partition, Map.of()).keySet();
            if (named.isOfTopic(partition) && isAwaited(partition) && !on.containsAll(named.replicas(partition))) {
                misplaced.add(partition + " is on " + on + ", not on " + named.replicas(partition));
            }
        }
        partitions.stream()
                .filter(p -> named.replicas(p).size() < least)
                .forEach(p -> misplaced.add(p + " is on " + named.replicas(p) + " only"));
        return misplaced;
    }

    /** Not those that come and go: one that is created while most brokers are down may wait for a disk that is wiped next. */
    private boolean isAwaited(TopicPartition partition) {
        return partitions.contains(partition)
                || partition.equals(Changelog.PARTITION)
                || partition.topic().startsWith("__");
    }
}

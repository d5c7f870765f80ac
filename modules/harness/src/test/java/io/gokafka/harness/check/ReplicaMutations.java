package io.gokafka.harness.check;

import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.ReplicaLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Ways to make one replica differ from the others, or all from what clients read. */
final class ReplicaMutations {
    private ReplicaMutations() {}

    /** The last entry, as all replicas have it. */
    static Optional<Run> otherBytes(Run run, SplittableRandom random) {
        return change(run, random, log -> {
            List<Entry> entries = new ArrayList<>(log.entries());
            Entry last = entries.removeLast();
            entries.add(new Entry(
                    last.index(), last.offset(), last.nextOffset(), last.term(), last.crc() + 1, last.size()));
            return new ReplicaLog(log.partition(), log.endIndex(), entries);
        });
    }

    /** All by the same entry, which the final log has. */
    static Optional<Run> allShorter(Run run, SplittableRandom random) {
        return changeAll(run, log -> {
            List<Entry> entries = log.entries().subList(0, log.entries().size() - 1);
            return new ReplicaLog(log.partition(), log.endIndex() - 1, entries);
        });
    }

    /** All begin after a record. */
    static Optional<Run> withoutBeginning(Run run, SplittableRandom random) {
        return changeAll(run, log -> {
            List<Entry> entries =
                    log.entries().stream().filter(entry -> entry.offset() > 0).toList();
            return new ReplicaLog(log.partition(), log.endIndex(), entries);
        });
    }

    /** Changes all replicas of the one log that is neither deleted nor shortened. */
    private static Optional<Run> changeAll(Run run, UnaryOperator<ReplicaLog> change) {
        FinalLog kept = run.finalLogs().getFirst();
        if (kept.endOffset() == 0) {
            return Optional.empty();
        }
        Map<String, List<ReplicaLog>> replicas = new TreeMap<>(run.replicas());
        replicas.replaceAll((_, logs) -> logs.stream()
                .map(log -> log.partition().equals(kept.partition()) ? change.apply(log) : log)
                .toList());
        return Optional.of(run.withReplicas(replicas));
    }

    static Optional<Run> shorter(Run run, SplittableRandom random) {
        return change(run, random, log -> {
            List<Entry> entries = log.entries().subList(0, log.entries().size() - 1);
            return new ReplicaLog(log.partition(), log.endIndex() - 1, entries);
        });
    }

    private static Optional<Run> change(Run run, SplittableRandom random, UnaryOperator<ReplicaLog> change) {
        int partition = random.nextInt(2); // the third may have been deleted
        String node = "node" + (1 + random.nextInt(3));
        Map<String, List<ReplicaLog>> replicas = new TreeMap<>(run.replicas());
        replicas.computeIfPresent(node, (_, logs) -> {
            List<ReplicaLog> changed = new ArrayList<>(logs);
            changed.set(partition, change.apply(changed.get(partition)));
            return changed;
        });
        return Optional.of(run.withReplicas(replicas));
    }
}

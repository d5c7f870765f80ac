package io.gokafka.harness;

import io.gokafka.api.LogId;
import io.gokafka.api.record.Record;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.cluster.Replicas;
import io.gokafka.harness.workload.Changelog;
import io.gokafka.harness.workload.ChangelogReader;
import io.gokafka.harness.workload.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is left of the compacted topic: as clients read it, and on each broker's disk. For one thread. */
final class Compacted {
    private final Changelog changelog;
    /** The most records that a broker has of it. */
    private int kept;

    Compacted(Changelog changelog) {
        this.changelog = changelog;
    }

    /** What is wrong with what a client reads. */
    List<String> wrongForReaders(Run run, long seed, Duration patience) throws InterruptedException {
        return new ChangelogReader(run, seed).violations(changelog, patience);
    }

    /**
     * What is wrong on the disks of the partition's replicas, which do not run. (What a move has left behind on another broker may be
     * older, and nobody reads it.)
     *
     * @param disks the topic's log is taken out of its names, for it is not the same byte for byte everywhere; each replica compacts by
     *     itself, and may not have come as far as the others
     */
    List<String> wrongOnDisks(List<Node> nodes, DiskLogs disks) {
        List<String> wrong = new ArrayList<>();
        List<LogId> logs = disks.names().entrySet().stream()
                .filter(entry -> entry.getValue().equals(Changelog.PARTITION))
                .map(Map.Entry::getKey)
                .toList();
        Set<String> replicas = disks.replicas(Changelog.PARTITION);
        for (LogId log : logs) {
            disks.names().remove(log);
            for (Node node : nodes) {
                if (replicas.contains(node.id())) {
                    List<Record> records = Replicas.records(node.disk(), log);
                    wrong.addAll(ChangelogReader.violations(changelog, node.id() + "'s disk", records));
                    kept = Math.max(kept, records.size());
                }
            }
        }
        if (replicas.isEmpty()) {
            wrong.add("nobody tells who has " + Changelog.PARTITION);
        }
        return wrong;
    }

    /** What came of it. */
    @Override
    public String toString() {
        return "compacted: of " + changelog.written() + " records a broker keeps " + kept + " at most\n";
    }
}

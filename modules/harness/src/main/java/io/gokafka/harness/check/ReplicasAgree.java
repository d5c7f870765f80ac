package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.ReplicaLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All replicas of a partition hold the same entries, where both of two still have them, and end at the same index. */
final class ReplicasAgree implements Rule {
    @Override
    public String name() {
        return "replicasAgree";
    }

    @Override
    public String description() {
        return "The replicas of a partition hold the same committed entries and have the same end.";
    }

    /** One node's replica. */
    private record Held(String node, ReplicaLog log) {
        long first() {
            return log.endIndex() - log.entries().size();
        }

        Entry at(long index) {
            return log.entries().get((int) (index - first()));
        }
    }

    @Override
    public void check(Judged run, Findings findings) {
        Map<TopicPartition, List<Held>> replicas = new TreeMap<>();
        run.replicas().forEach((node, logs) -> {
            for (ReplicaLog log : logs) {
                if (!run.deleted(log.partition()) && isWhole(node, log, findings)) {
                    replicas.computeIfAbsent(log.partition(), _ -> new ArrayList<>())
                            .add(new Held(node, log));
                }
            }
        });
        replicas.values().forEach(held -> checkPairs(held, findings));
    }

    private static boolean isWhole(String node, ReplicaLog log, Findings findings) {
        long expected = log.endIndex() - log.entries().size();
        for (Entry entry : log.entries()) {
            if (entry.index() != expected) {
                String message = node + " has the entry " + entry.index() + " where " + expected + " is due";
                findings.add(log.partition(), entry.offset(), message);
                return false;
            }
            expected++;
        }
        return true;
    }

    private static void checkPairs(List<Held> held, Findings findings) {
        for (int i = 0; i < held.size(); i++) {
            for (int j = i + 1; j < held.size(); j++) {
                checkPair(held.get(i), held.get(j), findings);
            }
        }
    }

    private static void checkPair(Held one, Held other, Findings findings) {
        long from = Math.max(one.first(), other.first());
        long to = Math.min(one.log.endIndex(), other.log.endIndex());
        for (long index = from; index < to; index++) {
            if (!one.at(index).equals(other.at(index))) {
                String message = "replicas differ: " + one.node + " has " + one.at(index) + ", " + other.node + " has "
                        + other.at(index);
                findings.add(one.log.partition(), one.at(index).offset(), message);
                break; // one difference of two replicas is enough: the rest follows from it
            }
        }
        if (one.log.endIndex() != other.log.endIndex()) {
            String message = "replicas end differently: " + one.node + " at index " + one.log.endIndex() + ", "
                    + other.node + " at " + other.log.endIndex();
            findings.add(one.log.partition(), -1, message);
        }
    }
}

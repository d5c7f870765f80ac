package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.ReplicaLog.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All replicas of a partition hold the same entries, where both of two still have them, and end at the same index. Each has all that
 * the final log has: its records' offsets follow each other, from 0 on unless retention deletes, and one ends where the final log
 * does. There may be no other: what is not there any more on any replica was read from the memory of a process.
 */
final class ReplicasAgree implements Rule {
    @Override
    public String name() {
        return "replicasAgree";
    }

    @Override
    public String description() {
        return "The replicas of a partition hold the same committed entries, have the same end, and all of the final log.";
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
        replicas.forEach((partition, held) -> {
            checkPairs(held, findings);
            FinalIndex log = run.finalLog(partition);
            if (log != null) {
                held.forEach(one -> checkAgainst(log, one, run.shortened(partition), findings));
            }
        });
    }

    /** Of what retention has deleted entirely, nothing is known. */
    private static void checkAgainst(FinalIndex log, Held one, boolean shortened, Findings findings) {
        List<Entry> entries = one.log.entries();
        if (entries.isEmpty() && shortened) {
            return;
        }
        long next = shortened ? entries.getFirst().offset() : 0;
        boolean reachesEnd = next == log.endOffset();
        for (Entry entry : entries) {
            if (entry.offset() != next) {
                String message = one.node + " has the offset " + entry.offset() + " where " + next + " is due";
                findings.add(one.log.partition(), next, message);
                return;
            }
            next = entry.nextOffset();
            reachesEnd |= next == log.endOffset();
        }
        if (!reachesEnd) {
            String message = one.node + " has no entry that ends at " + log.endOffset()
                    + ", as the final log does; its last one ends at " + one.log.endOffset();
            findings.add(one.log.partition(), one.log.endOffset(), message);
        }
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

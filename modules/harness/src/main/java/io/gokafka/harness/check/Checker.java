package io.gokafka.harness.check;

import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judges a run by all rules. Stateless; a million events take seconds. */
public final class Checker {
    private static final List<Rule> RULES = List.of(
            new HistoryIsSound(),
            new BeginningIsThere(),
            new AcknowledgedIsThere(),
            new NoDuplicates(),
            new NothingUnsent(),
            new SameRecordAtOffset(),
            new Order(),
            new ReadIsKept(),
            new ReadsInOrder(),
            new CommittedNeverGoesBack(),
            new OffsetsAreDense(),
            new ReplicasAgree());

    private Checker() {}

    /** All rules, in the order of judging. */
    public static List<Rule> rules() {
        return RULES;
    }

    /** Says of a run that broke off no more than how much was done: nothing is found, and nothing can be. */
    public static Verdict unjudged(List<Event> events) {
        return new Verdict(List.of(), Map.of(), Statistics.of(Judged.of(events, List.of(), Map.of(), Set.of())));
    }

    /**
     * Judges a run.
     *
     * @param events those of one client in the order of its doings, as {@link io.gokafka.harness.history.History} has them
     * @param finalLogs of all partitions that something was sent to; those of deleted topics may be left out
     * @param replicas by the name of the node, read after all replicas had caught up; empty when they were not looked at
     * @param shortened the topics whose records retention may delete, from the beginning; of all others nothing may be missing
     * @throws IllegalArgumentException when there are two final logs of a partition
     */
    public static Verdict judge(
            List<Event> events,
            List<FinalLog> finalLogs,
            Map<String, List<ReplicaLog>> replicas,
            Set<String> shortened) {
        Judged run = Judged.of(events, finalLogs, replicas, shortened);
        List<Violation> violations = new ArrayList<>();
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Rule rule : RULES) {
            Findings findings = new Findings(rule.name());
            rule.check(run, findings);
            violations.addAll(findings.kept());
            counts.put(rule.name(), findings.count());
        }
        return new Verdict(violations, counts, Statistics.of(run));
    }
}

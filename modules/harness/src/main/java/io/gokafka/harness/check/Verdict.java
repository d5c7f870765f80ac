package io.gokafka.harness.check;

import java.util.List;
import java.util.Map;

/**
 * What a run is judged to be.
 *
 * @param violations of each rule the first {@value Findings#KEPT}, in the order of the rules
 * @param counts all violations by the name of their rule; a rule that holds has 0
 */
public record Verdict(List<Violation> violations, Map<String, Long> counts, Statistics statistics) {
    /** Whether every promise was kept. */
    public boolean holds() {
        return violations.isEmpty();
    }
}

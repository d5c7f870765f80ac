package io.gokafka.harness.check;

import static io.gokafka.harness.check.Story.value;
import static io.gokafka.harness.history.Event.Mode.IDEMPOTENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.harness.history.Value;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void violationIsToldWithItsEventsFaultsAndTheFinalLogAround() {
        Run run = new Story()
                .fault("node1 is killed")
                .sends(IDEMPOTENT, 0, 1, 2)
                .isTold(IDEMPOTENT, 1, 1)
                .fault("node1 is started")
                .reads("r", 1, value(IDEMPOTENT, 1))
                .fault("node2 is halted")
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 2))
                .run();
        Violation lost = run.judge().violations().getFirst();
        String expected = """
                acknowledgedIsThere, t-0: 0/1 was acknowledged at 1 but is not in the final log, where 0/2 is
                 *        1.000 ms  attacker     node1 is killed
                          3.000 ms  p-IDEMPOTENT sends 0/1 (IDEMPOTENT, sequence 1)
                          5.000 ms  p-IDEMPOTENT is told that 0/1 is there, at 1
                 *        6.000 ms  attacker     node1 is started
                          7.000 ms  r            reads 0/1 at 1
                   final log from 0 to 2:  0=0/0  [1=0/2]
                """;
        assertEquals(expected, new Report(run.events(), run.finalLogs()).of(lost));
    }

    @Test
    void whereNoEventShowsAViolationItsPartitionIsToldFromTheFirstToTheLastWrite() {
        Run run = new Story()
                .sends(IDEMPOTENT, 0)
                .isTold(IDEMPOTENT, 0, 0)
                .fault("node1 is killed")
                .sends(IDEMPOTENT, 1, 2)
                .isTold(IDEMPOTENT, 1, 1)
                .fault("node2 is killed")
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 1))
                .replica("node1", 0)
                .run();
        Violation lost = run.judge().violations().getFirst();
        String expected = """
                replicasAgree, t-0: node1 has no entry that ends at 2, as the final log does; its last one ends at 0
                          1.000 ms  p-IDEMPOTENT sends 0/0 (IDEMPOTENT, sequence 0)
                          2.000 ms  p-IDEMPOTENT is told that 0/0 is there, at 0
                 *        3.000 ms  attacker     node1 is killed
                          5.000 ms  p-IDEMPOTENT sends 0/2 (IDEMPOTENT, sequence 2)
                          6.000 ms  p-IDEMPOTENT is told that 0/1 is there, at 1
                   final log from 0 to 2:  [0=0/0]  1=0/1
                """;
        assertEquals(expected, new Report(run.events(), run.finalLogs()).of(lost));
    }

    @Test
    void ofManyViolationsTheFirstAreToldAndTheRestIsCounted() {
        Value[] invented =
                IntStream.range(0, 1000).mapToObj(i -> new Value(7, i)).toArray(Value[]::new);
        Verdict verdict = new Story().ends(0, invented).run().judge();
        assertEquals(Findings.KEPT, verdict.violations().size());
        assertEquals(1000, verdict.counts().get("nothingUnsent"));
    }

    @Test
    void verdictTellsEachRuleAndHowMuchWasDone() {
        Run run = new Story()
                .sends(IDEMPOTENT, 0, 1, 2, 3)
                .isTold(IDEMPOTENT, 0, 0)
                .mayHaveFailed(IDEMPOTENT, 1)
                .isRefused(IDEMPOTENT, 2)
                .ends(0, value(IDEMPOTENT, 0), value(IDEMPOTENT, 1))
                .run();
        assertEquals(
                new Statistics(7, 1, 2, 4, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0),
                run.judge().statistics());
        String text = run.report();
        assertTrue(text.startsWith("Every promise was kept.\n"), text);
        assertTrue(Checker.rules().stream().allMatch(rule -> text.contains(rule.description())), text);
    }
}

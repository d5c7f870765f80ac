package io.gokafka.harness;

import io.gokafka.harness.check.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What came of a run.
 *
 * @param faults how many faults began
 * @param skipped what could not happen on this machine, and why
 * @param verdict of the checker
 * @param wrong what is wrong beside that: what no client should see, brokers that ended, partitions that did not come back
 * @param writableAgain from the end of the last fault, when brokers that were down are only being started, until every partition could be written
 * @param equalAgain from then until all replicas were known to be equal, which takes the end of all writing
 * @param text the report
 * @param folder where report, history and logs are
 */
record Outcome(
        long seed,
        int faults,
        List<String> skipped,
        Verdict verdict,
        List<String> wrong,
        Duration writableAgain,
        Duration equalAgain,
        String text,
        Path folder) {
    boolean holds() {
        return verdict.holds() && wrong.isEmpty();
    }

    /** One line for people. */
    String line() {
        return String.format(
                Locale.ROOT,
                "seed %d: %s; %d faults; writable again after %.1f s, equal after %.1f s; %s%s",
                seed,
                holds() ? "held" : "BROKEN, see " + folder,
                faults,
                writableAgain.toMillis() / 1e3,
                equalAgain.toMillis() / 1e3,
                verdict.statistics(),
                skipped.isEmpty() ? "" : "; skipped: " + String.join(", ", skipped));
    }
}

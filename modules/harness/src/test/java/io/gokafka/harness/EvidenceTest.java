package io.gokafka.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.check.Checker;
import io.gokafka.harness.fault.Faults;
import io.gokafka.harness.fault.Schedule;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.History;
import io.gokafka.harness.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceTest {
    private static final long SEED = 7;

    @TempDir
    Path dir;

    private final History history = new History();

    @BeforeEach
    void aClientWasSeen() {
        history.add(new Event.Positioned(history.now(), "reader-1", new TopicPartition("orders", 0), 0));
    }

    private Evidence evidence(Path folder, boolean keep) {
        Schedule schedule = Schedule.of(SEED, Duration.ofSeconds(10), Faults.named("all"));
        return new Evidence(SEED, schedule, Faults.named("all"), history, folder, keep);
    }

    private Outcome outcome(List<String> wrong) {
        return new Outcome(
                SEED,
                1,
                List.of(),
                Checker.unjudged(history.events()),
                wrong,
                Duration.ZERO,
                Duration.ZERO,
                "the report's text",
                dir);
    }

    private void write(boolean keep, List<String> wrong) throws IOException {
        Files.createDirectories(dir.resolve("data").resolve("node-1"));
        evidence(dir, keep).write(outcome(wrong));
        assertTrue(Files.readString(dir.resolve("report.txt")).endsWith("the report's text"));
    }

    private void assertHistoryIsThere(Path folder) throws IOException {
        assertEquals(history.events(), HistoryFile.read(folder.resolve("history.txt")));
    }

    @Test
    void keptPromisesLeaveTheReportAlone() throws IOException {
        write(false, List.of());
        assertFalse(Files.exists(dir.resolve("history.txt")));
        assertFalse(Files.exists(dir.resolve("data")));
    }

    @Test
    void keptPromisesLeaveAllWhenAskedFor() throws IOException {
        write(true, List.of());
        assertHistoryIsThere(dir);
        assertTrue(Files.exists(dir.resolve("data")));
    }

    @Test
    void brokenPromiseLeavesHistoryAndData() throws IOException {
        write(false, List.of("a partition takes no records"));
        assertHistoryIsThere(dir);
        assertTrue(Files.exists(dir.resolve("data")));
    }

    @Test
    void runThatDoesNotEndLeavesWhatWasSeenWhyAndThePlan() throws IOException {
        Path folder = dir.resolve("not").resolve("there-yet");
        Evidence evidence = evidence(folder, false);
        evidence.writeUnended("it has not ended");
        assertHistoryIsThere(folder);
        String report = Files.readString(folder.resolve("report.txt"));
        assertTrue(report.contains("BROKEN; it has not ended"), report);
        assertTrue(report.contains(evidence.plan()), report);
    }
}

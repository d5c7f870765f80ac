package io.gokafka.harness;

import io.gokafka.harness.fault.Fault;
import io.gokafka.harness.fault.Schedule;
import io.gokafka.harness.history.History;
import io.gokafka.harness.history.HistoryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run leaves in its folder for people who look into it: what was to happen, what clients saw, what came of it. Safe for use
 * by several threads.
 *
 * @param seed of the run
 * @param schedule of its faults
 * @param faults that were asked for
 * @param history what clients asked and were told so far
 * @param folder of the run
 * @param keep whether the brokers' data is kept though all promises were
 */
record Evidence(long seed, Schedule schedule, List<Fault> faults, History history, Path folder, boolean keep) {
    /** What was to happen. */
    String plan() {
        StringBuilder text = new StringBuilder("seed " + seed + "\n");
        schedule.items().forEach(i -> text.append("  ").append(i).append('\n'));
        return text.toString();
    }

    /** Writes what came of it, and what clients saw unless all promises were kept: then the report alone remains. */
    void write(Outcome outcome) throws IOException {
        Files.writeString(folder.resolve("report.txt"), outcome.line() + "\n" + outcome.text());
        if (outcome.holds() && !keep) {
            tidy();
        } else {
            writeHistory();
        }
    }

    /** Of a run that does not end: its threads are stuck, so only what is in memory is written. */
    void writeUnended(String why) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("report.txt"), "seed " + seed + ": BROKEN; " + why + "\n" + plan());
        writeHistory();
    }

    private void writeHistory() throws IOException {
        HistoryFile.write(folder.resolve("history.txt"), history.events());
    }

    private void tidy() throws IOException {
        for (String name : List.of("data", "journal", "control", "clock")) {
            Folders.delete(folder.resolve(name));
        }
    }
}

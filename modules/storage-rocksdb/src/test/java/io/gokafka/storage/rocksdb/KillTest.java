package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.ReplicaStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed, again and again: what it said to be durable is there. */
class KillTest {
    private static final int LIVES = Integer.getInteger("kill.lives", 6);

    @TempDir
    Path directory;

    @Test
    void whatWasReportedAsDurableIsThereAfterEveryKill() throws IOException, InterruptedException {
        Random random = new Random(LIVES);
        Map<String, Long> durable = new TreeMap<>();
        for (int life = 0; life < LIVES; life++) {
            liveFor(1 + random.nextInt(400), durable);
            check(durable);
        }
        assertEquals(KillMain.LOGS, durable.size());
    }

    private void liveFor(int reports, Map<String, Long> durable) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KillMain.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < reports; i++) {
                String line = out.readLine();
                assertTrue(line != null, "the process ended by itself");
                note(line, durable);
            }
            process.toHandle().destroyForcibly(); // unlike the process's own, it leaves the stream open
            // What it wrote before it was killed counts too, but for a line that is not whole.
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.endsWith(";")) {
                    note(line, durable);
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void note(String line, Map<String, Long> durable) {
        String[] parts = line.split("[ ;]");
        durable.put(parts[0], Long.parseLong(parts[1]));
    }

    private void check(Map<String, Long> durable) {
        try (World world = World.open(directory)) {
            durable.forEach((log, index) -> {
                ReplicaStore store = world.open(KillMain.log(log));
                long last = store.log().bounds().lastIndex();
                assertTrue(last >= index, log + " ends at " + last + ", durable was " + index);
                List<String> values = World.values(store);
                assertEquals(last, values.size());
                for (int i = 0; i < values.size(); i++) {
                    assertTrue(values.get(i).startsWith(i + "."), values.get(i));
                }
            });
        }
    }
}

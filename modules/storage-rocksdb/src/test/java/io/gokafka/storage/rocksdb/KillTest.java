package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.ReplicaStore;
import java.io.IOException;
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
            List<String> reports = Life.upTo(1 + random.nextInt(400), KillMain.class, directory);
            reports.forEach(report -> note(report, durable));
            check(durable);
        }
        assertEquals(KillMain.LOGS, durable.size());
    }

    private static void note(String line, Map<String, Long> durable) {
        String[] parts = line.split(" ");
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

package io.gokafka.storage.rocksdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.storage.ReplicaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that compacts is killed, again and again: each part is as before or as after. */
class RewriteKillTest {
    private static final int LIVES = Integer.getInteger("kill.lives", 6);

    @TempDir
    Path directory;

    /** The last index of what is compacted for certain, and of what may be. */
    private long compacted;

    private long begun;
    private long noted;

    @Test
    void eachPartIsAsBeforeOrAsAfterEveryKill() throws IOException, InterruptedException {
        Random random = new Random(LIVES);
        for (int life = 0; life < LIVES; life++) {
            for (String report : Life.upTo(1 + random.nextInt(9), RewriteKillMain.class, directory)) {
                note(report.split(" "));
            }
            check();
        }
        assertTrue(compacted > 0);
    }

    private void note(String[] report) {
        long end = Long.parseLong(report[2]);
        switch (report[0]) {
            case "begins" -> begun = end;
            case "ended" -> compacted = end;
            default -> noted = end;
        }
    }

    private void check() {
        try (World world = World.open(directory)) {
            ReplicaStore store = world.open(World.LOG);
            long last = store.log().bounds().lastIndex();
            List<Long> offsets = World.offsets(store);
            boolean done = offsets.equals(left(last, begun));
            assertTrue(
                    done || offsets.equals(left(last, compacted)),
                    () -> "neither of " + compacted + " and " + begun + " are compacted of " + last + ": " + offsets);
            compacted = done ? begun : compacted;
            begun = compacted;
            assertTrue(store.log().compactedIndex() >= noted);
            assertEquals(World.batches(store).size(), world.keys(Family.POSITIONS));
        }
    }

    /** The offsets of a log that is compacted up to an index. */
    private static List<Long> left(long lastIndex, long compactedIndex) {
        return LongStream.range(0, lastIndex)
                .filter(offset -> offset >= compactedIndex || offset % 3 == 0)
                .boxed()
                .toList();
    }
}

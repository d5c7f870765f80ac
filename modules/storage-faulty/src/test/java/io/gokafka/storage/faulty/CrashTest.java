package io.gokafka.storage.faulty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file storage keeps its promises when the power fails, at any moment and whatever a disk may have lost. */
class CrashTest {
    /** More with {@code -Dcrash.seeds=...}; the first one with {@code -Dcrash.first=...}. */
    private static final int SEEDS = Integer.getInteger("crash.seeds", 150);

    private static final int CRASHES_A_SEED = 3;

    @TempDir(factory = InMemory.class)
    Path folder;

    @Test
    void whatWasSyncedIsThereAndNothingElseThanWhatWasAppended() throws IOException {
        int first = Integer.getInteger("crash.first", 1);
        for (int seed = first; seed < first + SEEDS; seed++) {
            Path root = Files.createDirectory(folder.resolve("seed" + seed));
            CrashRun run = new CrashRun(root, seed);
            for (int i = 0; i < CRASHES_A_SEED; i++) {
                try {
                    run.crash();
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", crash " + i + ", " + e.getMessage(), e);
                }
            }
            JournalFolder.deleteTree(root);
        }
    }
}

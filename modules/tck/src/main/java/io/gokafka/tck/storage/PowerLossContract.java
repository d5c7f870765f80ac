package io.gokafka.tck.storage;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a storage keeps when the power fails, at any moment and whatever a disk may lose: all that was durable is there, then
 * perhaps some of what was appended later, in order and whole, and nothing else; votes, snapshots and changes of the log are there
 * wholly or not at all; so is what a compaction has left of a part of the log.
 *
 * <p>For storages that do all their I/O through {@link java.nio.file.Files} and {@link java.nio.channels.FileChannel}, on paths that
 * are resolved from the directory that they are given: that one is on a {@link io.gokafka.faultydisk.FaultyDisk}. It forgets what
 * was not forced, tears writes, and lets files and names reach the disk in other orders; what it does not support ({@code
 * APPEND}, mappings, renames into another directory) throws {@link UnsupportedOperationException}. A storage whose I/O is native
 * passes {@link KillContract}.
 *
 * <pre>{@code
 * class MyPowerLossTest extends PowerLossContract {
 *     @Override
 *     protected StorageProvider provider() {
 *         return new MyStorageProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>A run is a function of its seed. {@code -Dtck.lives=3000} tries more, {@code -Dtck.first=17} begins with another seed.
 */
public abstract class PowerLossContract {
    private static final int LIVES = Integer.getInteger("tck.lives", 150);
    private static final int FIRST = Integer.getInteger("tck.first", 1);
    private static final int CRASHES_OF_A_LIFE = 3;
    private static final int SHORT_LIVES = 4;
    private static final int OPERATIONS_OF_A_SHORT_LIFE = 8;
    private static final int OPERATIONS_OF_A_COMPACTION = 14;

    @TempDir(factory = MemoryFolders.class)
    Path folder;

    /** For subclasses. */
    protected PowerLossContract() {}

    /** The storage under test; called once for each life. */
    protected abstract StorageProvider provider();

    /** The settings that the storage is opened with; those of a subclass make rare cases frequent. */
    protected Settings settings() {
        return Settings.defaults();
    }

    /** Lives of many operations and many crashes, at random moments. */
    @Test
    public void whatWasSyncedIsThereAndNothingElseThanWhatWasAppended() throws IOException {
        for (int seed = FIRST; seed < FIRST + LIVES; seed++) {
            Path root = Files.createDirectory(folder.resolve("seed" + seed));
            PowerLossRun run = new PowerLossRun(provider(), settings(), root, seed);
            for (int i = 0; i < CRASHES_OF_A_LIFE; i++) {
                try {
                    run.crash();
                } catch (AssertionError e) {
                    throw new AssertionError("seed " + seed + ", crash " + i + ", " + e.getMessage(), e);
                }
            }
            deleteTree(root);
        }
    }

    /** Short lives, each of which is ended at every single step: before and after each write, sync and change of names. */
    @Test
    public void noStepOfAShortLifeIsOneToBeKilledAt() throws IOException {
        endAtEveryStep(
                (root, seed) -> new PowerLossRun(provider(), settings(), root, seed), OPERATIONS_OF_A_SHORT_LIFE);
    }

    /** Lives of a log that grows and is compacted, each of which is ended at every single step. */
    @Test
    public void noStepOfACompactionIsOneToBeKilledAt() throws IOException {
        endAtEveryStep(
                (root, seed) -> new PowerLossRun(provider(), settings(), root, seed).compacting(),
                OPERATIONS_OF_A_COMPACTION);
    }

    private interface Life {
        PowerLossRun of(Path root, int seed) throws IOException;
    }

    private void endAtEveryStep(Life life, int operations) throws IOException {
        for (int seed = FIRST; seed < FIRST + SHORT_LIVES; seed++) {
            boolean ended = true;
            for (int step = 0; ended; step++) {
                boolean lostAll = crashAt(life, seed, step, operations, true);
                ended = crashAt(life, seed, step, operations, false) || lostAll;
            }
        }
    }

    private boolean crashAt(Life life, int seed, int step, int operations, boolean loseAll) throws IOException {
        Path root = Files.createDirectory(folder.resolve("step"));
        try {
            return life.of(root, seed).crashAt(step, operations, loseAll);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ", step " + step + ", " + e.getMessage(), e);
        } finally {
            deleteTree(root);
        }
    }

    private static void deleteTree(Path path) throws IOException {
        List<Path> all;
        try (Stream<Path> tree = Files.walk(path)) {
            all = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}

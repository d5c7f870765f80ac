package io.gokafka.tck.storage;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a storage keeps when its process is killed (SIGKILL), again and again, while several logs are changed at once: what {@link
 * PowerLossContract} demands, but with a real process and the real disk. So it is for any storage, those with native I/O too. It
 * does not see whether anything was synced: the page cache outlives a process.
 *
 * <p>The process is a JVM with the class path and module path of the test. It makes a provider of its own, of the same class: that is
 * public, with a public constructor without parameters, as the SPI wants it.
 *
 * <pre>{@code
 * class MyKillTest extends KillContract {
 *     @Override
 *     protected StorageProvider provider() {
 *         return new MyStorageProvider();
 *     }
 * }
 * }</pre>
 *
 * <p>What is done is a function of the seed, the moments of the kills are not. {@code -Dtck.kills=100} kills more often, {@code
 * -Dtck.first=17} begins with another seed.
 */
public abstract class KillContract {
    private static final int KILLS = Integer.getInteger("tck.kills", 8);
    private static final int FIRST = Integer.getInteger("tck.first", 1);
    private static final int MOST_OPERATIONS = 400;

    @TempDir
    Path directory;

    /** For subclasses. */
    protected KillContract() {}

    /** The storage under test. */
    protected abstract StorageProvider provider();

    /** The settings that the storage is opened with; those of a subclass make rare cases frequent. */
    protected Settings settings() {
        return Settings.defaults();
    }

    /** A process that is killed at some time leaves what it had answered for, and nothing that it had not begun. */
    @Test
    public void whatWasReportedIsThereAfterEveryKill() throws IOException, InterruptedException {
        KilledRun run = new KilledRun(provider(), settings(), directory);
        Random random = new Random(FIRST);
        for (int seed = FIRST; seed < FIRST + KILLS; seed++) {
            try {
                run.live(seed, 1 + random.nextInt(MOST_OPERATIONS));
                run.check();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("life " + seed + ", " + e.getMessage(), e);
            }
        }
    }
}

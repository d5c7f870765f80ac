package io.gokafka.tck.storage;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * All rules of the storage SPI. A storage passes by a subclass:
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *     @Override
 *     protected StorageProvider provider() {
 *         return new MyStorageProvider();
 *     }
 * }
 * }</pre>
 */
public abstract class StorageContract
        implements AppendRules,
                ReadRules,
                EntryRules,
                NoOffsetRules,
                TermRules,
                TruncateRules,
                DropRules,
                HoleRules,
                RewriteRules,
                ReopenRules,
                VoteAndSnapshotRules,
                StorageRules,
                ConcurrencyRules,
                SegmentRules,
                InspectionRules,
                RandomRules {
    @TempDir
    Path root;

    private StorageFixture world;

    /** For subclasses. */
    protected StorageContract() {}

    /** The storage under test; called once for each test. */
    protected abstract StorageProvider provider();

    /** The settings that the storage is opened with; those of a subclass make rare cases frequent. */
    protected Settings settings() {
        return Settings.defaults();
    }

    /**
     * Leaves in a new directory what would be there after a crash at this moment: by default, a copy of all files, as when
     * the process is killed. A storage that keeps its state elsewhere overrides this.
     */
    protected void copyAsAfterCrash(Path from, Path to) throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(from)) {
            paths = tree.toList();
        }
        for (Path path : paths) {
            Files.copy(path, to.resolve(from.relativize(path)));
        }
    }

    /** Opens the world of a test. */
    @BeforeEach
    void openWorld() {
        world = new StorageFixture(provider(), root, settings(), this::copyAsAfterCrash);
    }

    /** Closes it. */
    @AfterEach
    void closeWorld() {
        world.close();
    }

    @Override
    public final StorageFixture world() {
        return world;
    }
}

package io.gokafka.tck.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The world of one test: a storage with one log, in segments so small that a few batches fill one. For one thread.
 */
public final class StorageFixture implements AutoCloseable {
    /** Makes a directory hold what another would after a crash at this moment. */
    public interface Crash {
        /** Copies what would be left. The target does not exist. */
        void copy(Path from, Path to) throws IOException;
    }

    /** The log of the fixture. */
    public static final LogId LOG = new LogId("topic-0");

    /** About thirteen small batches a segment. */
    public static final LogConfig SMALL_SEGMENTS = new LogConfig(1000, Duration.ofDays(7));

    private final StorageProvider provider;
    private final Path root;
    private final Settings settings;
    private final Crash crash;
    private final ManualClock clock = new ManualClock();
    private int generation;
    private Path directory;
    private Storage storage;
    private ReplicaStore store;

    /**
     * Opens a storage and a log.
     *
     * @param root an empty directory
     */
    public StorageFixture(StorageProvider provider, Path root, Settings settings, Crash crash) {
        this.provider = provider;
        this.root = root;
        this.settings = settings;
        this.crash = crash;
        this.directory = nextDirectory();
        createDirectory(directory);
        this.storage = provider.open(context());
        this.store = storage.open(LOG, SMALL_SEGMENTS);
    }

    /** Another world like this one, with nothing in it; close it. */
    public StorageFixture another() {
        return new StorageFixture(provider, nextDirectory(), settings, crash);
    }

    private Path nextDirectory() {
        return root.resolve("data" + generation++);
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the storage was opened with. */
    public StorageContext context() {
        return new StorageContext(directory, settings, clock);
    }

    /** The provider under test. */
    public StorageProvider provider() {
        return provider;
    }

    /** The storage that is open now. */
    public Storage storage() {
        return storage;
    }

    /** The store that is open now. */
    public ReplicaStore store() {
        return store;
    }

    /** The log that is open now. */
    public PartitionLog log() {
        return store.log();
    }

    /** The clock that the storage was given. */
    public ManualClock clock() {
        return clock;
    }

    /** Appends batches at the end. */
    public LogBounds append(ByteBuffer... batches) {
        return log().append(log().bounds().lastIndex() + 1, List.of(batches));
    }

    /** Appends so many batches of one record each, whose text is the offset. */
    public void fill(long term, int batches) {
        for (int i = 0; i < batches; i++) {
            append(Batches.of(term, Long.toString(log().bounds().endOffset())));
        }
    }

    /** All values of the log, read by offset. */
    public List<String> values() {
        return Batches.values(log().read(log().bounds().startOffset(), Long.MAX_VALUE, Integer.MAX_VALUE));
    }

    /** Closes everything cleanly and opens it again. */
    public void reopen() {
        storage.close();
        open();
    }

    /** Sets the log aside, and opens a new one. */
    public void beginAnew() {
        store.close();
        storage.setAside(LOG);
        store = storage.open(LOG, SMALL_SEGMENTS);
    }

    /** Goes on with what a crash at this moment would leave; what is open stays so and is no longer used. */
    public void crash() {
        end(false);
        open();
    }

    /**
     * Ends, and opens nothing again: {@link #context} has the directory that is left.
     *
     * @param cleanly whether in good order; else as a crash at this moment would
     */
    public void end(boolean cleanly) {
        if (cleanly) {
            storage.close();
            return;
        }
        Path left = nextDirectory();
        try {
            crash.copy(directory, left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        storage.close();
        directory = left;
    }

    private void open() {
        storage = provider.open(context());
        store = storage.open(LOG, SMALL_SEGMENTS);
    }

    @Override
    public void close() {
        storage.close();
    }
}

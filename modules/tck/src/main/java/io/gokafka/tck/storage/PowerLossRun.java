package io.gokafka.tck.storage;

import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.faultydisk.Faults;
import io.gokafka.faultydisk.FaultyDisk;
import io.gokafka.faultydisk.Killer;
import io.gokafka.faultydisk.PowerLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * A seeded life of one replica: some operations, the end of the process in the middle of one, a power loss, and again. From some
 * moment on, syncs may fail; then the first operation that does is the process's last.
 */
final class PowerLossRun {
    private static final int OPERATIONS = 40;

    private final StorageProvider provider;
    private final Settings settings;
    private final Path data;
    private final Path journal;
    private final ManualClock clock = new ManualClock();
    private final Random random;
    private final LogConfig config;
    private final Operations operations;
    private final Expectation expected = new Expectation();
    private Choice choice;
    private Faults faults = Faults.NONE;

    private interface Choice {
        Operation next(Replica now, Supplier<List<Long>> pieces);
    }

    /** @param root an empty directory */
    PowerLossRun(StorageProvider provider, Settings settings, Path root, long seed) throws IOException {
        this.provider = provider;
        this.settings = settings;
        this.data = Files.createDirectory(root.resolve("data"));
        this.journal = root.resolve("journal");
        this.random = new Random(seed);
        this.config = new LogConfig(random.nextBoolean() ? 1000 : 20_000, Duration.ofDays(7));
        this.operations = new Operations(StorageFixture.LOG, config, random);
        this.choice = operations::next;
    }

    /** Lets the log grow and be compacted, and nothing else. */
    PowerLossRun compacting() {
        choice = operations::nextOfCompaction;
        return this;
    }

    /**
     * Does some operations, ends the process at a step, loses all that is not durable or what a seed says, and looks.
     *
     * @return whether the process was ended before it had done all of them
     */
    boolean crashAt(int step, int count, boolean loseAll) throws IOException {
        return told(() -> {
            boolean ended = live(new Killer(step), count, false);
            losePower(loseAll);
            check();
            return ended;
        });
    }

    /** Lives, crashes at random, perhaps more than once, and looks. */
    void crash() throws IOException {
        told(() -> {
            live(new Killer(random.nextInt(random.nextBoolean() ? 60 : 600)), OPERATIONS, true);
            if (random.nextInt(3) == 0 || (faults.failSync() && random.nextBoolean())) {
                // The process alone ended: the next one goes on with the page cache, of which much is not on disk.
                live(new Killer(random.nextInt(200)), random.nextInt(5), true);
            }
            losePower(random.nextInt(4) == 0);
            if (random.nextInt(3) == 0) {
                live(new Killer(random.nextInt(40)), 0, true);
                losePower(random.nextInt(4) == 0);
            }
            check();
            return true;
        });
    }

    private interface Part {
        boolean run() throws IOException;
    }

    private boolean told(Part part) throws IOException {
        try {
            return part.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(e.getMessage() + "\nafter\n  " + expected, e);
        }
    }

    private void losePower(boolean all) throws IOException {
        expected.note(
                "power loss: " + (all ? PowerLoss.loseAll(journal) : PowerLoss.apply(journal, random.nextLong())));
    }

    /** Returns whether the process was ended before it had done all operations. */
    private boolean live(Killer killer, int count, boolean syncsMayFail) throws IOException {
        faults = Faults.NONE;
        FaultyDisk.Options options = FaultyDisk.Options.NONE
                .withJournal(journal)
                .withFaults(() -> faults)
                .withoutSyncs()
                .withSteps(killer);
        try (FaultyDisk disk = FaultyDisk.open(data, options)) {
            Storage storage = provider.open(new StorageContext(disk.root(), settings, clock));
            ReplicaStore store = storage.open(StorageFixture.LOG, config);
            expected.settle(Replica.of(store));
            for (int i = 0; i < count; i++) {
                if (syncsMayFail && random.nextInt(60) == 0) {
                    faults = Faults.whenSyncFails();
                }
                clock.advance(Duration.ofMillis(random.nextInt(700)));
                ReplicaStore open = store;
                Operation operation = choice.next(expected.now(), () -> Operations.pieces(storage, open));
                expected.begin(operation);
                store = operation.run(storage, store);
                expected.done();
            }
            // Not closed: it ends as a process does.
            killer.kill();
            return false;
        } catch (Killer.Killed e) {
            expected.ended();
        } catch (StorageException e) {
            if (!faults.failSync() && !wasKilled(e)) {
                throw e;
            }
            expected.ended();
        }
        return true;
    }

    /** A storage with a thread of its own may hand on what ended that one. */
    private static boolean wasKilled(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Killer.Killed) {
                return true;
            }
        }
        return false;
    }

    private void check() throws IOException {
        try (FaultyDisk disk = FaultyDisk.open(data, FaultyDisk.Options.NONE.withoutSyncs());
                Storage storage = provider.open(new StorageContext(disk.root(), settings, clock))) {
            ReplicaStore store = storage.open(StorageFixture.LOG, config);
            expected.settle(Replica.of(store));
            if (random.nextBoolean()) {
                // Else the next start is one after a clean stop.
                Operation append = operations.append(expected.now());
                expected.begin(append);
                append.run(storage, store);
                expected.done();
            }
        }
        expected.begin(new Operation("close", expected.now().synced(), (_, store) -> store));
        expected.done();
    }
}

package io.gokafka.faultydisk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.storage.file.FileStorageProvider;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.MemoryFolders;
import io.gokafka.tck.storage.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Of a process that is killed alone, the page cache stays. What the next process finds there, it acts on: so a power loss after
 * that must not take it.
 */
class RestartTest {
    private static final LogId LOG = new LogId("topic-0");
    private static final int MORE_STEPS_THAN_A_CHANGE_TAKES = 60;

    @TempDir(factory = MemoryFolders.class)
    Path root;

    private Path data = Path.of("");
    private Path journal = Path.of("");
    private Faults faults = Faults.NONE;

    private Storage open(Killer killer) {
        return open(new UnsyncedDisk(), killer);
    }

    /** Never closed, as processes that are killed close nothing. */
    private Storage open(Disk real, Killer killer) {
        FaultyDisk.Options options = FaultyDisk.Options.NONE
                .withJournal(journal)
                .withFaults(() -> faults)
                .withSteps(killer);
        try {
            Path root = FaultyDisk.open(data, real, options).root();
            return new FileStorageProvider().open(new StorageContext(root, Settings.defaults(), Clock.systemUTC()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Killer nobody() {
        return new Killer(Integer.MAX_VALUE);
    }

    /** Kills the process at each step of a change, then cuts the power after a restart. */
    private void whatAStartFindsSurvives(Consumer<Storage> before, Consumer<Storage> change) throws IOException {
        for (int step = 0; step < MORE_STEPS_THAN_A_CHANGE_TAKES; step++) {
            Path folder = Files.createDirectory(root.resolve("step" + step));
            data = Files.createDirectory(folder.resolve("data"));
            journal = folder.resolve("journal");
            try (Storage storage = open(nobody())) {
                before.accept(storage);
            }
            killAt(step, change);
            boolean there;
            Optional<Replica> found = Optional.empty();
            Storage restarted = open(nobody());
            there = restarted.list().contains(LOG);
            if (there) {
                found = Optional.of(Replica.of(restarted.open(LOG, LogConfig.DEFAULT)));
            }
            PowerLoss.loseAll(journal);
            try (Storage storage = open(nobody())) {
                assertEquals(there, storage.list().contains(LOG), "killed at step " + step);
                if (found.isPresent()) {
                    assertEquals(
                            found.get(), Replica.of(storage.open(LOG, LogConfig.DEFAULT)), "killed at step " + step);
                }
            }
        }
    }

    private void killAt(int step, Consumer<Storage> change) {
        try {
            change.accept(open(new Killer(step)));
        } catch (Killer.Killed e) {
            // As is meant; when there are fewer steps, the change was done.
        }
    }

    private static ReplicaStore filled(Storage storage) {
        ReplicaStore store = storage.open(LOG, LogConfig.DEFAULT);
        if (store.log().bounds().isEmpty()) {
            store.log().append(1, List.of(Batches.of(1, "a"), Batches.of(1, "b")));
            store.log().sync();
        }
        return store;
    }

    /** The kernel says EIO once, and takes the pages for clean: the next sync succeeds, and does nothing. */
    private void entriesSurviveAPowerLossAfterASyncThatFailedAndARestart(
            LogConfig config, int syncedBefore, Consumer<ReplicaStore> change) throws IOException {
        data = Files.createDirectory(root.resolve("data"));
        journal = root.resolve("journal");
        ReplicaStore failing = open(nobody()).open(LOG, config);
        append(failing, syncedBefore);
        assertEquals(syncedBefore, failing.log().sync());
        append(failing, 3);
        faults = Faults.whenSyncFails();
        assertThrows(StorageException.class, () -> change.accept(failing));
        faults = Faults.NONE;

        ReplicaStore restarted = open(nobody()).open(LOG, config);
        Replica found = Replica.of(restarted);
        assertEquals(syncedBefore + 3, restarted.log().sync(), "what the next process answers for");
        PowerLoss.loseAll(journal);
        try (Storage storage = open(nobody())) {
            assertEquals(found, Replica.of(storage.open(LOG, config)));
        }
    }

    private static void append(ReplicaStore store, int entries) {
        for (int i = 0; i < entries; i++) {
            store.log().append(store.log().bounds().lastIndex() + 1, List.of(Batches.of(1, "entry " + i)));
        }
    }

    @Test
    void entriesWhoseSyncFailedSurviveAPowerLossOnceAStartReliesOnThem() throws IOException {
        entriesSurviveAPowerLossAfterASyncThatFailedAndARestart(
                LogConfig.DEFAULT, 2, store -> store.log().sync());
    }

    @Test
    void entriesOfALogThatWasNeverSyncedSurviveAPowerLossOnceAStartReliesOnThem() throws IOException {
        entriesSurviveAPowerLossAfterASyncThatFailedAndARestart(
                LogConfig.DEFAULT, 0, store -> store.log().sync());
    }

    @Test
    void entriesWhoseSegmentCouldNotBeSealedSurviveAPowerLossOnceAStartReliesOnThem() throws IOException {
        LogConfig small = new LogConfig(1000, Duration.ofDays(7));
        entriesSurviveAPowerLossAfterASyncThatFailedAndARestart(
                small, 2, store -> store.log().append(6, List.of(Batches.ofSize(1, 1000))));
    }

    @Test
    void entriesWhoseSyncFailedAtAStopSurviveAPowerLossOnceAStartReliesOnThem() throws IOException {
        entriesSurviveAPowerLossAfterASyncThatFailedAndARestart(LogConfig.DEFAULT, 2, ReplicaStore::close);
    }

    @Test
    void resetThatAStartFindsSurvivesAPowerLoss() throws IOException {
        whatAStartFindsSurvives(
                RestartTest::filled, storage -> filled(storage).log().reset(700, 4000, 1));
    }

    @Test
    void entriesThatAStartFindsSurviveAPowerLoss() throws IOException {
        whatAStartFindsSurvives(
                RestartTest::filled, storage -> filled(storage).log().append(3, List.of(Batches.of(1, "c"))));
    }

    @Test
    void voteThatAStartFindsSurvivesAPowerLoss() throws IOException {
        whatAStartFindsSurvives(
                RestartTest::filled,
                storage -> filled(storage).votes().store(new Vote(7, Optional.of(new BrokerId("n1")))));
    }

    @Test
    void newLogThatAStartFindsSurvivesAPowerLoss() throws IOException {
        whatAStartFindsSurvives(Storage::list, storage -> storage.open(LOG, LogConfig.DEFAULT));
    }

    @Test
    void logThatAStartDoesNotFindStaysDeletedAfterAPowerLoss() throws IOException {
        whatAStartFindsSurvives(RestartTest::filled, storage -> storage.delete(LOG));
    }

    @Test
    void deletionThatTwoKilledProcessesBeganLeavesTheLogWholeOrGone() throws IOException {
        for (int first = 0; first < 10; first++) {
            for (int second = 0; second < 20; second++) {
                Path folder = Files.createDirectory(root.resolve("killed" + first + "-" + second));
                data = Files.createDirectory(folder.resolve("data"));
                journal = folder.resolve("journal");
                try (Storage storage = open(nobody())) {
                    filled(storage);
                }
                killAt(first, storage -> storage.delete(LOG));
                killAt(second, Storage::list);
                onlyNamesBelowReachTheDisk();
                wholeOrGone("killed at steps " + first + " and " + second);
            }
        }
    }

    private void wholeOrGone(String when) {
        try (Storage storage = open(nobody())) {
            if (storage.list().contains(LOG)) {
                long last = Replica.of(storage.open(LOG, LogConfig.DEFAULT)).lastIndex();
                assertEquals(2, last, when);
            }
        }
    }

    /** The names in the log's directory, but not its own. */
    private void onlyNamesBelowReachTheDisk() throws IOException {
        try (Journal open = Journal.open(journal, data.toRealPath())) {
            for (long inode : new JournalFolder(journal).load().directories()) {
                if (inode != Inodes.of(data)) {
                    Journal.Node node = open.node(inode);
                    open.durable(node, open.lastOf(node));
                }
            }
        }
        PowerLoss.loseAll(journal);
    }

    /** An interrupt takes the place of the failure that the kernel tells once, as the JDK's channels do. */
    @Test
    void syncThatAnInterruptCutsShortFailsTheLog() throws IOException {
        data = Files.createDirectory(root.resolve("data"));
        journal = root.resolve("journal");
        AtomicBoolean interrupt = new AtomicBoolean();
        Disk disk = new UnsyncedDisk(() -> {
            if (interrupt.getAndSet(false)) {
                throw new ClosedByInterruptException();
            }
        });
        // Not closed, as closing a log that has failed fails.
        ReplicaStore store = filled(open(disk, nobody()));
        append(store, 1);
        interrupt.set(true);
        assertThrows(StorageException.class, () -> store.log().sync());
        assertThrows(StorageException.class, () -> store.log().sync(), "what is durable is not known any more");
        assertEquals(2, store.log().bounds().durableIndex());
    }
}

package io.gokafka.storage.faulty;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.Vote;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A seeded life of one replica: some operations, the end of the process in the middle of one, a power loss, and again. From some
 * moment on, syncs may fail; then the first operation that does is the process's last.
 */
final class CrashRun {
    private static final LogId LOG = new LogId("topic-0");
    private static final int OPERATIONS = 40;

    private final Path data;
    private final Path journal;
    private final ManualClock clock = new ManualClock();
    private final Random random;
    private final LogConfig config;
    /** What the store has, and what it will have once the present operation is done: after a crash, either. */
    private Replica now = Replica.NEW;

    private Replica next = Replica.NEW;
    private String operation = "nothing";
    private Faults faults = Faults.NONE;
    private final List<String> done = new ArrayList<>();

    CrashRun(Path root, long seed) throws IOException {
        this.data = Files.createDirectory(root.resolve("data"));
        this.journal = root.resolve("journal");
        this.random = new Random(seed);
        this.config = new LogConfig(random.nextBoolean() ? 1000 : 20_000, Duration.ofDays(7));
    }

    private StorageContext context(boolean journaled) {
        Map<String, String> interval = Map.of("storage.file.index-interval", "128");
        Map<String, String> all =
                Map.of("storage.file.index-interval", "128", FaultyStorageProvider.JOURNAL.name(), journal.toString());
        return new StorageContext(data, new Settings(journaled ? all : interval), clock);
    }

    void crash() throws IOException {
        try {
            liveUntilKilled(new Killer(random.nextInt(random.nextBoolean() ? 60 : 600)), OPERATIONS);
            if (random.nextInt(3) == 0 || (faults.failSync() && random.nextBoolean())) {
                // The process alone was killed, or had to stop: the next one goes on with the page cache, of which much
                // is not
                // on disk.
                liveUntilKilled(new Killer(random.nextInt(200)), random.nextInt(5));
            }
            losePower();
            if (random.nextInt(3) == 0) {
                liveUntilKilled(new Killer(random.nextInt(40)), 0);
                losePower();
            }
            check();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("at " + operation + ": " + e.getMessage() + "\nafter " + done, e);
        }
    }

    private void losePower() throws IOException {
        done.add("power loss: "
                + (random.nextInt(4) == 0 ? PowerLoss.loseAll(journal) : PowerLoss.apply(journal, random.nextLong())));
    }

    private void liveUntilKilled(Killer killer, int operations) {
        faults = Faults.NONE;
        try {
            Storage storage =
                    FaultyStorageProvider.open(context(true), new BrokenDisk(new UnsyncedDisk(), () -> faults), killer);
            ReplicaStore store = storage.open(LOG, config);
            settle(Replica.of(store));
            for (int i = 0; i < operations; i++) {
                if (random.nextInt(60) == 0) {
                    faults = Faults.whenSyncFails();
                }
                store = change(storage, store);
                done.add(operation);
                now = next;
            }
            operation = "the end";
            killer.kill();
        } catch (Killer.Killed e) {
            done.add("killed at " + operation);
        } catch (StorageException e) {
            if (!faults.failSync()) {
                throw e;
            }
            done.add("a sync failed at " + operation);
        }
    }

    private ReplicaStore change(Storage storage, ReplicaStore store) {
        clock.advance(Duration.ofMillis(random.nextInt(700)));
        switch (random.nextInt(26)) {
            case 0 -> {
                return reopen(storage, store);
            }
            case 1 -> {
                return random.nextInt(3) == 0 ? recreate(storage, store) : store;
            }
            case 2, 3 -> truncate(store);
            case 4 -> drop(store);
            case 5 -> reset(store);
            case 6, 7 -> vote(store);
            case 8, 9 -> snapshot(store);
            case 10, 11, 12, 13 -> sync(store);
            default -> append(store);
        }
        return store;
    }

    private void begin(String what, Replica then) {
        operation = what;
        next = then;
    }

    private ReplicaStore reopen(Storage storage, ReplicaStore store) {
        begin("close", now.synced());
        store.close();
        now = next;
        begin("open", now);
        return storage.open(LOG, config);
    }

    private ReplicaStore recreate(Storage storage, ReplicaStore store) {
        begin("close", now.synced());
        store.close();
        now = next;
        begin("delete", Replica.NEW);
        storage.delete(LOG);
        now = next;
        return storage.open(LOG, config);
    }

    private void truncate(ReplicaStore store) {
        long from = random.nextLong(now.firstIndex(), now.lastIndex() + 2);
        begin("truncate from " + from, now.truncated(from));
        store.log().truncateSuffix(from);
    }

    private void drop(ReplicaStore store) {
        long first = random.nextLong(now.firstIndex(), now.lastIndex() + 2);
        begin("drop before " + first, now.dropped(first));
        store.log().dropPrefix(first);
    }

    private void reset(ReplicaStore store) {
        long first = random.nextInt(1, 1000);
        long offset = random.nextInt(5000);
        begin("reset to " + first, now.reset(first, offset, now.lastTerm()));
        store.log().reset(first, offset, now.lastTerm());
    }

    private void vote(ReplicaStore store) {
        Vote vote = new Vote(now.vote().term() + 1, Optional.of(new BrokerId("n" + random.nextInt(5))));
        begin("vote", now.voted(vote));
        store.votes().store(vote);
    }

    private void snapshot(ReplicaStore store) {
        byte[] state = new byte[random.nextInt(3000)];
        random.nextBytes(state);
        Snapshot snapshot = new Snapshot(now.lastIndex(), now.lastTerm(), now.endOffset(), List.of(), state);
        begin("snapshot", now.with(snapshot));
        store.snapshots().store(snapshot);
    }

    private void sync(ReplicaStore store) {
        begin("sync up to " + now.lastIndex(), now.synced());
        // Until it has returned, nothing more has to be durable.
        Replica synced = next;
        next = now;
        store.log().sync();
        next = synced;
    }

    private void append(ReplicaStore store) {
        long term = Math.max(1, now.lastTerm() + (random.nextInt(10) == 0 ? 1 : 0));
        List<ByteBuffer> batches = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            batches.add(batch(term));
        }
        begin("append of " + batches.size() + " after " + now.lastIndex(), now.appended(batches));
        store.log().append(now.lastIndex() + 1, batches);
    }

    private ByteBuffer batch(long term) {
        return switch (random.nextInt(16)) {
            case 0 -> Batches.ofSize(term, random.nextInt(9000));
            case 1 -> Batches.control(Batches.TIME, term);
            default -> Batches.of(term, Long.toString(random.nextLong()));
        };
    }

    /** What was found after a start has to be what was there before or after the last operation; from now on it is durable. */
    private void settle(Replica found) {
        Optional<String> differs = now.differsFrom(found);
        if (differs.isPresent() && next.differsFrom(found).isPresent()) {
            throw new AssertionError("the store is neither as before: " + differs.get() + ", nor as after: "
                    + next.differsFrom(found).get());
        }
        now = found;
        next = found;
        done.add("found entries up to " + found.lastIndex());
    }

    private void check() {
        try (Storage storage = FaultyStorageProvider.open(context(false), new UnsyncedDisk(), () -> {
            // Nobody is killed.
        })) {
            ReplicaStore store = storage.open(LOG, config);
            settle(Replica.of(store));
            if (random.nextBoolean()) {
                // Else the next start is one after a clean stop.
                append(store);
                now = next;
            }
        }
        now = now.synced();
        next = now;
    }
}

package io.gokafka.broker.offline;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.broker.offline.ConversionListener.Phase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes all logs, votes and snapshots of a broker from one storage to another.
 *
 * <p><b>What a kill leaves.</b> The new storage grows in a folder of its own, and nothing refers to it until all of it was closed,
 * opened again and compared with the old one, byte for byte. Then one atomic change of {@code broker.properties} makes it the
 * broker's data. Until that moment a broker starts from the old data, which is whole; after it from the new, which is.
 *
 * <p><b>Going on.</b> A conversion that was ended goes on with what is in the new folder, without trusting it: votes and snapshots
 * are stored again, and whatever is there is compared. Should the broker have run in between, the comparison finds what has
 * become old, and that log is copied anew.
 *
 * <p>For one thread.
 */
public final class Conversion {
    /**
     * What was done.
     *
     * @param logs how many logs there are
     * @param bytes the size of their batches
     * @param oldFolder where the old data is, and stays
     * @param newFolder where the new data is
     */
    public record Result(int logs, long bytes, Path oldFolder, Path newFolder) {}

    private final StoppedBroker broker;
    private final StorageProvider from;
    private final StorageProvider to;
    private final Settings settings;
    private final LogConfig config;
    private final ConversionListener listener;
    private long bytes;

    /**
     * A conversion that has not begun.
     *
     * @param broker taken to be changed; its data is of {@code from}
     * @param settings the plugins' settings
     * @param config how the new logs are cut into segments
     */
    public Conversion(
            StoppedBroker broker,
            StorageProvider from,
            StorageProvider to,
            Settings settings,
            LogConfig config,
            ConversionListener listener) {
        this.broker = broker;
        this.from = from;
        this.to = to;
        this.settings = settings;
        this.config = config;
        this.listener = listener;
    }

    /**
     * Converts.
     *
     * @throws StorageException when a storage fails, or the old data is damaged; the old data is still the broker's then
     * @throws IOException when a folder cannot be made or removed
     */
    public Result run() throws IOException {
        Path source = broker.storageFolder();
        StorageFolder folder = broker.nextFolder(to.name());
        Path target = broker.path().resolve(folder.name());
        new OldFolders(broker).removeUnfinished(folder);
        Folders.checkSpace(source, target);
        Folders.create(target);
        int logs;
        try (Storage old = open(from, source)) {
            Set<LogId> ids = new TreeSet<>(old.list());
            logs = ids.size();
            copy(old, ids, target, false);
            Map<LogId, String> differing = compare(old, ids, target);
            if (!differing.isEmpty()) {
                copy(old, differing.keySet(), target, true);
                differing = compare(old, ids, target);
            }
            if (!differing.isEmpty()) {
                throw new StorageException("the copy is not equal to the original: " + differing
                        + "; the original is still the broker's data");
            }
        }
        listener.begins(Phase.SWITCH);
        broker.switchTo(to.name(), folder);
        return new Result(logs, bytes, source, target);
    }

    /** @param anew whether what is there of these logs is worth nothing */
    private void copy(Storage old, Set<LogId> ids, Path target, boolean anew) {
        listener.begins(Phase.COPY);
        try (Storage fresh = openTarget(target)) {
            for (LogId id : new TreeSet<>(fresh.list())) {
                if (anew ? ids.contains(id) : !ids.contains(id)) {
                    fresh.delete(id);
                }
            }
            for (LogId id : ids) {
                listener.log(id);
                try (ReplicaStore in = old.open(id, config);
                        ReplicaStore out = fresh.open(id, config)) {
                    new LogCopy(id, in, out, listener::done).run();
                }
            }
        }
    }

    /** On the storage as a start would find it. */
    private Map<LogId, String> compare(Storage old, Set<LogId> ids, Path target) {
        listener.begins(Phase.COMPARE);
        Map<LogId, String> differing = new TreeMap<>();
        bytes = 0;
        try (Storage fresh = openTarget(target)) {
            if (!fresh.list().equals(ids)) {
                throw new StorageException("the copy has other logs than the original: " + fresh.list());
            }
            for (LogId id : ids) {
                listener.log(id);
                try (ReplicaStore in = old.open(id, config);
                        ReplicaStore out = fresh.open(id, config)) {
                    new LogComparison(in, out, this::compared).difference().ifPresent(d -> differing.put(id, d));
                }
            }
        }
        return differing;
    }

    private void compared(long more) {
        bytes += more;
        listener.done(more);
    }

    private Storage openTarget(Path target) {
        try {
            return open(to, target);
        } catch (StorageException e) {
            throw new StorageException(
                    e.getMessage() + "; if " + target + " was left by an earlier attempt, delete it and convert again",
                    e);
        }
    }

    private Storage open(StorageProvider provider, Path folder) {
        return provider.open(new StorageContext(folder, settings, Clock.systemUTC()));
    }

    /**
     * Removes data that is the broker's no more.
     *
     * @return how many folders there were
     */
    public static int deleteOld(StoppedBroker broker, ConversionListener listener) throws IOException {
        listener.begins(Phase.DELETE);
        return new OldFolders(broker).removeOld();
    }
}

package io.gokafka.simulation.world;

import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A broker's storage in one life: one replica's store. */
final class SimulatedStorage implements Storage {
    private static final Clock CLOCK = Clock.systemUTC();

    private final Storage storage;
    private final World world;
    private final SimulatedBroker broker;
    private final DiskFaults faults;
    private @Nullable SimulatedLog log;

    SimulatedStorage(World world, SimulatedBroker broker, DiskFaults faults) {
        this.world = world;
        this.broker = broker;
        this.faults = faults;
        storage = world.disks().open(new StorageContext(broker.disk(), Settings.defaults(), CLOCK));
    }

    SimulatedLog log() {
        return Objects.requireNonNull(log);
    }

    @Override
    public Set<LogId> list() {
        return storage.list();
    }

    @Override
    public ReplicaStore open(LogId id, LogConfig config) {
        ReplicaStore store = storage.open(id, config);
        SimulatedLog opened = new SimulatedLog(store.log(), faults, world.scheduler());
        log = opened;
        return new SimulatedStore(store, opened, faults, broker::voteStored);
    }

    @Override
    public void delete(LogId id) {
        storage.delete(id);
    }

    @Override
    public void close() {
        storage.close();
    }
}

package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import io.gokafka.simulation.invariant.Invariants;
import io.gokafka.simulation.invariant.Observation;
import io.gokafka.simulation.invariant.Violation;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that there is in a run. One thread. */
public final class World {
    private final Scheduler scheduler;
    private final Scenario scenario;
    private final Network network;
    private final InMemoryStorageProvider disks = new InMemoryStorageProvider();
    private final Invariants invariants = new Invariants();
    private final List<SimulatedBroker> brokers = new ArrayList<>();
    private final List<BrokerId> firstVoters;
    private @Nullable Throwable broken;
    private final Membership membership = new Membership(this);
    private final Catalog catalog;

    /**
     * A world with its brokers, none of them started.
     *
     * @param clients how many nodes of the network are clients; they follow the brokers
     */
    public World(long seed, int clients) {
        scheduler = new Scheduler(seed);
        catalog = new Catalog(scheduler);
        scenario = Scenario.any(scheduler);
        network = new Network(scheduler, scenario.brokers() + clients);
        for (int i = 0; i < scenario.brokers(); i++) {
            brokers.add(new SimulatedBroker(this, i));
        }
        firstVoters = brokers.stream()
                .limit(scenario.voters())
                .map(SimulatedBroker::id)
                .toList();
    }

    /** Time and chance. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /** What the run is like. */
    public Scenario scenario() {
        return scenario;
    }

    /** The network: brokers first, by their numbers, then clients. */
    public Network network() {
        return network;
    }

    /** The rules. */
    public Invariants invariants() {
        return invariants;
    }

    /** The brokers, by their numbers. */
    public List<SimulatedBroker> brokers() {
        return brokers;
    }

    InMemoryStorageProvider disks() {
        return disks;
    }

    Membership membership() {
        return membership;
    }

    /** What the cluster's metadata say. */
    public Catalog catalog() {
        return catalog;
    }

    /** Whether so many disks were lost that no majority may remember the group: then it must stand still. */
    public boolean mayStandStill() {
        long blank = brokers.stream().filter(SimulatedBroker::isBlank).count();
        return scenario.has(Trouble.WIPE_MANY) && blank > (scenario.voters() - 1) / 2;
    }

    List<BrokerId> firstVoters() {
        return firstVoters;
    }

    /** Tells the rules. What they throw is kept too: callers may be where nobody hears of it. */
    public void observe(Observation seen) {
        try {
            invariants.observe(seen);
        } catch (Violation found) {
            broken(found);
            throw found;
        }
    }

    /** Something is wrong: the run ends with it. */
    public void broken(Throwable found) {
        if (broken == null) {
            broken = found;
        }
    }

    /** What was wrong first. */
    public Optional<Throwable> broken() {
        return Optional.ofNullable(broken);
    }

    SimulatedBroker broker(BrokerId id) {
        for (SimulatedBroker broker : brokers) {
            if (broker.id().equals(id)) {
                return broker;
            }
        }
        throw new IllegalArgumentException("no broker " + id);
    }

    /** Any broker that runs and leads, or thinks so. */
    public Optional<SimulatedBroker> anyLeader() {
        List<SimulatedBroker> leaders = brokers.stream()
                .filter(b ->
                        b.life().filter(l -> l.partition().replica().isLeader()).isPresent())
                .toList();
        return leaders.isEmpty() ? Optional.empty() : Optional.of(leaders.get(scheduler.below(leaders.size())));
    }

    /** Whether all replicas run, know all that is committed, and have nothing else. */
    public boolean isAtRest() {
        long last = invariants.history().lastIndex();
        return brokers.stream()
                .allMatch(b -> b.life().filter(l -> l.hasAll(last)).isPresent());
    }

    /** Has the rules look at the end of the run. */
    public void end() {
        invariants.end(brokers.stream()
                .flatMap(b -> b.life().stream())
                .map(Life::finalReplica)
                .toList());
    }

    /** Where everybody stands. */
    public String describe() {
        StringBuilder text = new StringBuilder(scenario.toString()).append('\n');
        brokers.forEach(b -> text.append(b.describe()).append('\n'));
        return text.toString();
    }
}

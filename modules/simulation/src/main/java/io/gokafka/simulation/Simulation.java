package io.gokafka.simulation;

import io.gokafka.simulation.client.Batches;
import io.gokafka.simulation.client.Client;
import io.gokafka.simulation.client.Deleter;
import io.gokafka.simulation.client.IdempotentProducer;
import io.gokafka.simulation.client.PlainProducer;
import io.gokafka.simulation.client.Reader;
import io.gokafka.simulation.invariant.Violation;
import io.gokafka.simulation.world.Scheduler;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.Trouble;
import io.gokafka.simulation.world.Turmoil;
import io.gokafka.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * One run: brokers and clients from a seed, troubles, and the time after them, in which all must be well again. The same seed is the
 * same run.
 *
 * <p>Use: once, by one thread.
 */
public final class Simulation {
    private static final long MILLI = 1_000_000;
    private static final long PATIENCE = 40_000 * MILLI;
    /** For which a group that lost too many disks is watched: it must not come back to life as another. */
    private static final long CALM = 5_000 * MILLI;

    private static final int PRODUCERS = 2;
    private static final int CLIENTS = PRODUCERS + 3;
    private static final int SERVED = 3;

    private final long seed;
    private final World world;
    private final Scheduler scheduler;
    private final List<Client> producers = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /** A run that has not begun. */
    public Simulation(long seed) {
        this.seed = seed;
        world = new World(seed, CLIENTS);
        scheduler = world.scheduler();
    }

    /**
     * Runs to the end.
     *
     * @return what it did
     * @throws Violation when a rule was broken; its message has the seed and what came before
     */
    public Result run() {
        QuietLogs.apply();
        try {
            world.brokers().forEach(SimulatedBroker::start);
            addClients();
            Turmoil turmoil = new Turmoil(world);
            proceed(world.scenario().troubledMillis() * MILLI);
            turmoil.end();
            if (world.mayStandStill()) {
                proceed(CALM);
            } else {
                await("service to return", this::isServing, startOfCalm());
                clients.forEach(Client::stop);
                await("replicas to be equal", this::isAtRest, List.of());
                world.end();
            }
        } catch (Violation | RuntimeException e) {
            Throwable first = world.broken().orElse(e); // what came of it may have been thrown before it was seen
            throw new Violation("seed " + seed + ": " + first.getMessage() + '\n' + world.describe(), first);
        }
        return new Result(
                scheduler.trace().hash(),
                scheduler.trace().count(),
                world.invariants().history().lastIndex());
    }

    /** The last events, for a reader. */
    public String trace() {
        return scheduler.trace().toString();
    }

    private void addClients() {
        Batches batches = new Batches(world);
        int node = world.scenario().brokers();
        for (int i = 0; i < PRODUCERS; i++) {
            producers.add(new IdempotentProducer(world, node++, batches, i));
        }
        clients.addAll(producers);
        clients.add(new PlainProducer(world, node++, batches));
        clients.add(new Reader(world, node++));
        if (world.scenario().has(Trouble.DELETE)) {
            clients.add(new Deleter(world, node));
        }
    }

    private void proceed(long nanos) {
        long until = scheduler.now() + nanos;
        while (scheduler.step(until)) {
            if (world.broken().isPresent()) {
                throw new Violation(
                        String.valueOf(world.broken().get().getMessage()),
                        world.broken().get());
            }
        }
    }

    private List<Long> startOfCalm() {
        return producers.stream().map(Client::achieved).toList();
    }

    private interface Condition {
        boolean holds(List<Long> start);
    }

    private void await(String what, Condition condition, List<Long> start) {
        long deadline = scheduler.now() + PATIENCE;
        while (!condition.holds(start)) {
            if (scheduler.now() > deadline) {
                throw new Violation("waited in vain for " + what);
            }
            proceed(50 * MILLI);
        }
    }

    private boolean isServing(List<Long> start) {
        for (int i = 0; i < producers.size(); i++) {
            if (producers.get(i).achieved() < start.get(i) + SERVED) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtRest(List<Long> unused) {
        return clients.stream().allMatch(Client::isDone) && world.isAtRest();
    }

    /**
     * What a run did.
     *
     * @param hash of all its events: the same for the same seed
     * @param events how many there were
     * @param committed how many entries were committed
     */
    public record Result(long hash, long events, long committed) {}
}

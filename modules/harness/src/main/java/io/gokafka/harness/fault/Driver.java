package io.gokafka.harness.fault;

import io.gokafka.harness.Await;
import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Lets the faults of a schedule happen, and restarts brokers that end by themselves, as an init system does. For one thread. */
public final class Driver {
    private static final long TICK_MILLIS = 50;
    private static final long RESTART_NANOS = 1_000_000_000L;

    private record Active(Schedule.Item item, Fault.Ongoing ongoing) {}

    private final World world;
    private final List<Active> active = new ArrayList<>();
    private final List<Fault.Ongoing> begun = new ArrayList<>();
    private final List<String> unexpectedEnds = new ArrayList<>();
    private final List<String> unready = new ArrayList<>();
    private final Map<Node, Long> restarts = new HashMap<>();

    public Driver(World world) {
        this.world = world;
    }

    /**
     * Runs a schedule to its end, then heals what is left, and waits for the brokers.
     *
     * @param whenHealed what is done as soon as nothing is in the way any more: brokers that were down have only been started then
     */
    public void run(Schedule schedule, long durationMillis, Runnable whenHealed) throws IOException {
        List<Schedule.Item> waiting = new ArrayList<>(schedule.items());
        long start = System.nanoTime();
        for (long now = 0; now < durationMillis || isOutlasted(now); now = (System.nanoTime() - start) / 1_000_000) {
            endDue(now);
            if (!waiting.isEmpty() && waiting.getFirst().beginMillis() <= now) {
                begin(waiting.removeFirst());
            }
            revive();
            Await.pause(TICK_MILLIS);
        }
        heal();
        whenHealed.run();
        awaitBrokers();
        note("all brokers are back");
        settle();
    }

    /** Some faults last for a given time, and are not cut short. */
    private boolean isOutlasted(long now) {
        return active.stream().anyMatch(a -> a.item().endMillis() > now);
    }

    /** How many faults there were: some of a schedule have nothing that they could happen to. */
    public int begun() {
        return begun.size();
    }

    /** Brokers that were up and ended although nothing was done to them. */
    public List<String> unexpectedEnds() {
        return List.copyOf(unexpectedEnds);
    }

    /** Brokers that did not come back, or did not repair themselves, when all was healed. */
    public List<String> unready() {
        return List.copyOf(unready);
    }

    private void begin(Schedule.Item item) throws IOException {
        Optional<String> obstacle = item.fault().obstacle(world);
        if (obstacle.isPresent()) {
            note("skipped " + item.fault().name() + ": " + obstacle.get());
            return;
        }
        Optional<Fault.Ongoing> ongoing = item.fault().begin(world, new Random(item.seed()));
        note(ongoing.map(o -> "begins " + item.fault().name() + ": " + o.what())
                .orElse("skipped " + item.fault().name() + ": nothing that it could happen to"));
        ongoing.ifPresent(o -> {
            active.add(new Active(item, o));
            begun.add(o);
        });
    }

    private void endDue(long now) throws IOException {
        List<Active> due = active.stream()
                .filter(a -> a.item().endMillis() <= now)
                .sorted(Comparator.comparingLong(a -> a.item().endMillis()))
                .toList();
        for (Active over : due) {
            end(over);
        }
    }

    private void end(Active over) throws IOException {
        active.remove(over);
        over.ongoing().end();
        note("ends " + over.item().fault().name() + ": " + over.ongoing().what());
    }

    private void heal() throws IOException {
        for (Active left : List.copyOf(active)) {
            end(left);
        }
        world.links().heal();
        world.cluster().startAll();
        note("all is healed, brokers start");
    }

    private void settle() throws IOException {
        for (Fault.Ongoing fault : begun) {
            try {
                fault.settle();
            } catch (IllegalStateException e) {
                unready.add("after all faults: " + e.getMessage());
            }
        }
    }

    private void awaitBrokers() {
        try {
            Await.until("all brokers are ready", Cluster.PATIENCE, () -> {
                revive();
                return world.cluster().nodes().stream().allMatch(Node::isReady);
            });
        } catch (IllegalStateException e) {
            unready.addAll(world.cluster().nodes().stream()
                    .filter(n -> !n.isReady())
                    .map(n -> n.id() + " does not get ready after all faults, see " + n.log())
                    .toList());
        }
    }

    /** Starts again what has ended by itself. */
    public void revive() throws IOException {
        for (Node node : world.cluster().nodes()) {
            long now = System.nanoTime();
            if (node.hasEnded() && now - restarts.getOrDefault(node, now - RESTART_NANOS) >= RESTART_NANOS) {
                restarts.put(node, now);
                note(node.id() + " has ended by itself and is started again");
                if (!node.mayEnd()) {
                    unexpectedEnds.add(node.id() + " has ended by itself, see " + node.log());
                }
                Removal.retry(world, node);
                world.cluster().start(node);
            }
        }
    }

    private void note(String what) {
        world.notes().accept(what);
    }
}

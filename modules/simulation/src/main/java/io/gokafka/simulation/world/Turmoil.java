package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Has troubles happen, as a scenario says, and mends what they did: some of it soon, all of it in the end. */
public final class Turmoil {
    private static final int LONGEST_PAUSE_MICROS = 3_000_000;
    private static final long HOUR_MILLIS = 3_600_000;

    private final World world;
    private final Scheduler scheduler;
    private final List<Trouble> menu;
    private boolean over;

    /** For a world; begins at once. */
    public Turmoil(World world) {
        this.world = world;
        this.scheduler = world.scheduler();
        this.menu = List.copyOf(world.scenario().troubles());
        next();
    }

    private void next() {
        long micros = scheduler.between(1, 2L * world.scenario().everyMicros());
        scheduler.within(micros, micros + 1, "turmoil", "", () -> {
            startSome(over ? 1_000 : 200);
            if (!over && !menu.isEmpty()) {
                happen(menu.get(scheduler.below(menu.size())), any());
            }
            next();
        });
    }

    private SimulatedBroker any() {
        return world.brokers().get(scheduler.below(world.brokers().size()));
    }

    private void startSome(int perMille) {
        for (SimulatedBroker broker : world.brokers()) {
            if (broker.life().isEmpty() && scheduler.perMille(perMille)) {
                broker.start();
            }
        }
    }

    private void later(int mostMicros, String what, Runnable mend) {
        scheduler.within(1_000, mostMicros, what, "", () -> {
            if (!over) {
                mend.run();
            }
        });
    }

    private void happen(Trouble trouble, SimulatedBroker broker) {
        scheduler.trace().note(scheduler.now(), "TROUBLE", trouble + " " + broker.id());
        switch (trouble) {
            case CRASH -> broker.crash();
            case CRASH_AT_WRITE -> broker.life().ifPresent(l -> l.process().dieAtWrite(1 + scheduler.below(16)));
            case RESTART -> restart(broker);
            case PAUSE -> pause(broker);
            case WIPE -> wipe(broker);
            case WIPE_MANY -> wipeMany(broker);
            case SLOW_DISK -> slowDisk(broker);
            case BAD_DISK -> broker.life().ifPresent(l -> l.process().breakDisk());
            case CUT, CUT_ONE_WAY -> cut(broker, trouble == Trouble.CUT_ONE_WAY);
            case LOSS, DISORDER -> disturb(trouble == Trouble.DISORDER);
            case FLAPPING_VIEWS -> flap();
            case CLOCK -> broker.moveClock(scheduler.between(-HOUR_MILLIS, HOUR_MILLIS));
            case TRANSFER -> transfer(broker.id());
            case VOTERS -> changeVoters();
            case DELETE -> {} // done by a client
        }
    }

    private void restart(SimulatedBroker broker) {
        broker.life().ifPresent(life -> life.process().run(broker::stop));
    }

    private void pause(SimulatedBroker broker) {
        broker.life().ifPresent(life -> {
            life.process().pause();
            world.membership().changed();
            later(LONGEST_PAUSE_MICROS >> scheduler.below(8), "resume", () -> {
                life.process().resume();
                world.membership().changed();
            });
        });
    }

    /** A majority of the voters keeps its disks: those that are blank may have lost theirs. */
    private void wipe(SimulatedBroker broker) {
        long blank = world.brokers().stream().filter(SimulatedBroker::isBlank).count();
        if (!broker.isBlank() && blank + 1 <= (world.scenario().voters() - 1) / 2) {
            broker.wipe();
        }
    }

    private void wipeMany(SimulatedBroker broker) {
        if (world.catalog().hasBegun()) {
            broker.wipe();
        }
    }

    private void slowDisk(SimulatedBroker broker) {
        broker.slowDisk(true);
        later(1_500_000, "fast disk", () -> broker.slowDisk(false));
    }

    private void cut(SimulatedBroker broker, boolean oneWay) {
        Network network = world.network();
        int node = broker.number();
        int other = any().number();
        switch (scheduler.below(3)) {
            case 0 -> isolate(node, oneWay);
            case 1 -> network.cutOneWay(node, other);
            default -> network.cut(node, other);
        }
        world.membership().changed();
        later(2_000_000, "join", () -> {
            network.joinAll();
            world.membership().changed();
        });
    }

    private void isolate(int node, boolean oneWay) {
        boolean in = !oneWay || scheduler.below(2) == 0;
        for (SimulatedBroker other : world.brokers()) {
            if (in) {
                world.network().cutOneWay(other.number(), node);
            }
            if (!in || !oneWay) {
                world.network().cutOneWay(node, other.number());
            }
        }
    }

    private void disturb(boolean unordered) {
        world.network().disturb(unordered);
        later(1_500_000, "calm", () -> world.network().calm());
    }

    private void flap() {
        world.membership().flapping(true);
        world.membership().changed();
        later(800_000, "views", () -> world.membership().flapping(false));
    }

    private void transfer(BrokerId to) {
        onLeader(life -> {
            var _ = life.partition().replica().transferLeadership(to);
        });
    }

    /** To some of the brokers, in any order. */
    private void changeVoters() {
        List<BrokerId> rest = new ArrayList<>();
        world.brokers().forEach(b -> rest.add(b.id()));
        List<BrokerId> wanted = new ArrayList<>();
        int count = 1 + scheduler.below(rest.size());
        while (wanted.size() < count) {
            wanted.add(rest.remove(scheduler.below(rest.size())));
        }
        onLeader(life -> {
            var _ = life.partition().replica().changeVoters(wanted);
        });
    }

    private void onLeader(Consumer<Life> action) {
        world.anyLeader()
                .flatMap(SimulatedBroker::life)
                .ifPresent(life -> life.process().run(() -> action.accept(life)));
    }

    /** Ends all troubles, and mends what is broken. */
    public void end() {
        over = true;
        world.network().joinAll();
        world.network().calm();
        world.membership().flapping(false);
        for (SimulatedBroker broker : world.brokers()) {
            broker.slowDisk(false);
            broker.life().ifPresent(life -> life.process().mend());
        }
        startSome(1_000);
        world.membership().changed();
    }
}

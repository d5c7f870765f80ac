package io.gokafka.simulation.client;

import io.gokafka.simulation.world.Life;
import io.gokafka.simulation.world.SimulatedBroker;
import io.gokafka.simulation.world.World;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** A client's place in the network: requests and answers take their time, or are lost. */
final class Node {
    private final World world;
    private final int number;
    private final String name;

    Node(World world, int number, String name) {
        this.world = world;
        this.number = number;
        this.name = name;
    }

    World world() {
        return world;
    }

    SimulatedBroker anyBroker() {
        return world.brokers().get(world.scheduler().below(world.brokers().size()));
    }

    /** Has a broker do something, if it runs when the request arrives. */
    void call(SimulatedBroker to, String what, Consumer<Life> request) {
        OptionalLong arrival = world.network().arrival(number, to.number());
        if (arrival.isPresent()) {
            world.scheduler()
                    .at(
                            arrival.getAsLong(),
                            what,
                            name,
                            () -> to.life().ifPresent(life -> life.process().run(() -> request.accept(life))));
        }
    }

    /** Takes an answer back. */
    void answer(SimulatedBroker from, Runnable answer) {
        OptionalLong arrival = world.network().arrival(from.number(), number);
        if (arrival.isPresent()) {
            world.scheduler().at(arrival.getAsLong(), "answer", name, answer);
        }
    }

    /** Does something again and again. */
    void every(int mostMicros, String what, Runnable task) {
        world.scheduler().within(1_000, mostMicros, what, name, () -> {
            task.run();
            every(mostMicros, what, task);
        });
    }
}

package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Clocks that jump, brokers that join. */
final class ClusterFaults {
    private static final int MOST_BROKERS = 5;

    private ClusterFaults() {}

    /** A fault that needs clocks that can be put off. */
    private record OfClock(OnNode fault) implements Wrapped {
        @Override
        public Optional<String> obstacle(World world) {
            return world.clocks()
                    ? Optional.empty()
                    : Optional.of("there is no C compiler that makes the library for it");
        }
    }

    private static Fault.Ongoing jump(World world, Node node, Random random) throws IOException {
        int seconds = (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(1 << (2 + random.nextInt(15))));
        boolean restarted = random.nextInt(3) == 0;
        node.clockOff(seconds);
        if (restarted) {
            node.kill();
            world.cluster().start(node);
        }
        return Fault.Ongoing.of(
                "the clock of " + node.id() + " is off by " + seconds + " s" + (restarted ? ", from its start on" : ""),
                () -> node.clockOff(0));
    }

    private record Join() implements Fault {
        @Override
        public String name() {
            return "join";
        }

        @Override
        public String description() {
            return "one more broker joins, and gets a partition to keep";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            if (world.cluster().nodes().size() >= MOST_BROKERS) {
                return Optional.empty();
            }
            Node node = world.cluster().add();
            world.cluster().start(node);
            return Optional.of(Ongoing.of(node.id() + " joins", () -> Moves.someTo(world, node, random)));
        }
    }

    static List<Fault> all() {
        return List.of(
                new OfClock(new OnNode(
                        "clock-jump",
                        "a broker's clock jumps, or is off from its start on, by up to a day",
                        World::anyActiveOnTime,
                        ClusterFaults::jump)),
                new Join());
    }
}

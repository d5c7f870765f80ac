package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.net.Network.Ability;
import io.gokafka.harness.net.Restriction;
import io.gokafka.harness.net.Restriction.Blocked;
import io.gokafka.harness.net.Restriction.Lossy;
import io.gokafka.harness.net.Restriction.Slow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Links that are cut, lossy or slow. */
final class NetworkFaults {
    private static final int FLAP_MILLIS = 1_500;

    private NetworkFaults() {}

    /** Draws what happens to the links, and says it in words. */
    private interface Plan {
        Optional<Drawn> draw(World world, Random random);
    }

    private record Drawn(String what, List<? extends Restriction> restrictions) {}

    private record Restricted(String name, String description, Ability ability, Plan plan) implements Fault {
        @Override
        public Optional<String> obstacle(World world) {
            return world.needs(ability);
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Drawn> drawn = plan.draw(world, random);
            if (drawn.isEmpty()) {
                return Optional.empty();
            }
            List<? extends Restriction> restrictions = drawn.get().restrictions();
            world.links().add(restrictions);
            return Optional.of(
                    Ongoing.of(drawn.get().what(), () -> world.links().remove(restrictions)));
        }
    }

    /** A cut that comes and goes by itself. */
    private record Flap() implements Fault {
        @Override
        public String name() {
            return "flap";
        }

        @Override
        public String description() {
            return "a broker's links to the others are cut and healed again and again";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Drawn> drawn = isolation(world, random, false);
            if (drawn.isEmpty()) {
                return Optional.empty();
            }
            List<? extends Restriction> cut = drawn.get().restrictions();
            AtomicBoolean over = new AtomicBoolean();
            List<Exception> failures = new CopyOnWriteArrayList<>();
            Thread flapping = Thread.ofVirtual().name("flap").start(() -> flap(world, cut, random, over, failures));
            return Optional.of(Ongoing.of("flapping, " + drawn.get().what(), () -> {
                over.set(true); // not interrupted: that would end the command that cuts or heals
                join(flapping);
                if (!failures.isEmpty()) {
                    throw new IOException("a link could not be cut or healed", failures.getFirst());
                }
            }));
        }

        private static void flap(
                World world,
                List<? extends Restriction> cut,
                Random random,
                AtomicBoolean over,
                List<Exception> failures) {
            try {
                while (!over.get()) {
                    world.links().add(cut);
                    try {
                        Thread.sleep(1 + random.nextInt(FLAP_MILLIS));
                    } finally {
                        world.links().remove(cut);
                    }
                    Thread.sleep(1 + random.nextInt(FLAP_MILLIS));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // that ends it
            } catch (IOException | RuntimeException e) {
                failures.add(e);
            }
        }

        private static void join(Thread thread) throws IOException {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    /** A leader that the other brokers cannot reach, nor it them; clients can, or cannot. */
    private static Optional<Drawn> isolation(World world, Random random, boolean fromClientsToo) {
        return world.scout().aLeader(random).or(() -> world.anyActive(random)).map(node -> {
            List<Restriction> cut = new ArrayList<>();
            for (int other : others(world, node.number())) {
                cut.addAll(both(node.number(), other));
            }
            if (fromClientsToo) {
                cut.addAll(both(node.number(), Restriction.CLIENTS));
            }
            return new Drawn(
                    node.id() + " is cut off from the others" + (fromClientsToo ? " and from clients" : ""), cut);
        });
    }

    private static Optional<Drawn> pair(World world, Random random) {
        int[] two = twoOf(world, random);
        return Optional.of(new Drawn(
                "node" + two[0] + " and node" + two[1] + " are cut off from each other", both(two[0], two[1])));
    }

    private static Optional<Drawn> oneWay(World world, Random random) {
        Optional<Node> node = world.scout().aLeader(random).or(() -> world.anyActive(random));
        return node.map(n -> {
            boolean deaf = random.nextBoolean();
            List<Restriction> cut = new ArrayList<>();
            for (int other : others(world, n.number())) {
                cut.add(deaf ? new Blocked(other, n.number()) : new Blocked(n.number(), other));
            }
            return new Drawn(n.id() + (deaf ? " does not hear the others" : " is not heard by the others"), cut);
        });
    }

    private static Optional<Drawn> oneLinkOneWay(World world, Random random) {
        int[] two = twoOf(world, random);
        return Optional.of(
                new Drawn("node" + two[1] + " does not hear node" + two[0], List.of(new Blocked(two[0], two[1]))));
    }

    private static Optional<Drawn> loss(World world, Random random) {
        int percent = 2 + random.nextInt(25);
        List<Restriction> lossy = new ArrayList<>();
        for (Node node : world.cluster().nodes()) {
            for (int other : others(world, node.number())) {
                lossy.add(new Lossy(node.number(), other, percent));
            }
        }
        return Optional.of(new Drawn(percent + " % of the packets between brokers are lost", lossy));
    }

    private static Optional<Drawn> slow(World world, Random random) {
        return world.anyActive(random).map(node -> {
            int kbit = 256 << random.nextInt(6);
            return new Drawn(node.id() + " sends at " + kbit + " kbit/s", List.of(new Slow(node.number(), kbit)));
        });
    }

    private static List<Restriction> both(int one, int other) {
        return List.of(new Blocked(one, other), new Blocked(other, one));
    }

    private static List<Integer> others(World world, int number) {
        return world.cluster().nodes().stream()
                .map(Node::number)
                .filter(n -> n != number)
                .toList();
    }

    private static int[] twoOf(World world, Random random) {
        int count = world.cluster().nodes().size();
        int one = 1 + random.nextInt(count);
        int other = 1 + (one + random.nextInt(count - 1)) % count;
        return new int[] {one, other};
    }

    static List<Fault> all() {
        return List.of(
                new Restricted(
                        "cut-leader",
                        "a leader and the other brokers cannot reach each other",
                        Ability.CUT,
                        (w, r) -> isolation(w, r, false)),
                new Restricted(
                        "isolate",
                        "a leader can be reached by nobody, clients neither",
                        Ability.CUT,
                        (w, r) -> isolation(w, r, true)),
                new Restricted("cut-pair", "two brokers cannot reach each other", Ability.CUT, NetworkFaults::pair),
                new Restricted(
                        "cut-one-way",
                        "a leader sends in vain, or hears nothing",
                        Ability.CUT_ONE_WAY,
                        NetworkFaults::oneWay),
                new Restricted(
                        "cut-link-one-way",
                        "one broker does not hear one other",
                        Ability.CUT_ONE_WAY,
                        NetworkFaults::oneLinkOneWay),
                new Restricted("loss", "packets between brokers are lost", Ability.LOSS, NetworkFaults::loss),
                new Restricted("slow", "a broker sends slowly", Ability.SLOW, NetworkFaults::slow),
                new Flap());
    }
}

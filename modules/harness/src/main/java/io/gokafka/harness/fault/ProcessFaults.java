package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Processes that die, are stopped, or do not run for a while. */
final class ProcessFaults {
    private ProcessFaults() {}

    private interface Choice {
        Optional<Node> of(World world, Random random);
    }

    /** SIGKILL of one broker, and its start at the end. */
    private record Kill(String name, String description, Choice choice) implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            return choice.of(world, random).map(node -> {
                node.kill();
                return Ongoing.of(
                        "SIGKILL of " + node.id(), () -> world.cluster().start(node));
            });
        }
    }

    /** All of several brokers at once. */
    private record KillMany(String name, String description, boolean all) implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            List<Node> nodes = some(world.cluster(), all, random);
            nodes.parallelStream().forEach(Node::kill);
            return Optional.of(Ongoing.of("SIGKILL of " + ids(nodes), () -> startAll(world.cluster(), nodes)));
        }
    }

    /** What was not synced is gone as well. */
    private record PowerLossOf(String name, String description, boolean all) implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            List<Node> nodes = all ? world.cluster().nodes() : some(world.cluster(), random.nextInt(3) == 0, random);
            nodes.parallelStream().forEach(Node::kill);
            StringBuilder what = new StringBuilder("power loss of " + ids(nodes));
            for (Node node : nodes) {
                what.append("; ")
                        .append(node.id())
                        .append(": ")
                        .append(node.disk().losePower(random.nextLong()));
            }
            return Optional.of(Ongoing.of(what.toString(), () -> startAll(world.cluster(), nodes)));
        }
    }

    /** SIGSTOP, and SIGCONT at the end: a leader comes back that does not know that it was deposed. */
    private record Pause() implements Fault {
        @Override
        public String name() {
            return "pause";
        }

        @Override
        public String description() {
            return "SIGSTOP of a leader, SIGCONT later: a stale leader returns";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            Optional<Node> leader = world.scout().aLeader(random);
            if (leader.isEmpty()) {
                return Optional.empty();
            }
            Node node = leader.get();
            node.pause();
            return Optional.of(Ongoing.of("SIGSTOP of " + node.id(), node::resume));
        }
    }

    /** SIGTERM and a start, one broker after the other. */
    private record Rolling() implements Fault {
        @Override
        public String name() {
            return "rolling-restart";
        }

        @Override
        public String description() {
            return "SIGTERM and start of each broker in turn";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            List<Node> nodes = new ArrayList<>(world.cluster().active());
            Collections.shuffle(nodes, random);
            Background rolling = Background.start(name(), () -> {
                for (Node node : nodes) {
                    node.stop();
                    world.cluster().start(node);
                    world.cluster().awaitReadyBriefly(node);
                }
            });
            return Optional.of(Ongoing.of("rolling restart of " + ids(nodes), rolling::join));
        }
    }

    /** SIGTERM of one broker. */
    private record Stop() implements Fault {
        @Override
        public String name() {
            return "stop";
        }

        @Override
        public String description() {
            return "SIGTERM of a broker, and its start later";
        }

        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            Optional<Node> any = world.anyActive(random);
            if (any.isEmpty()) {
                return Optional.empty();
            }
            Node node = any.get();
            Background stopping = Background.start(
                    name(), () -> world.notes().accept(node.id() + (node.stop() ? " ended" : " had to be killed")));
            return Optional.of(Ongoing.of("SIGTERM of " + node.id(), () -> {
                stopping.join();
                world.cluster().start(node);
            }));
        }
    }

    private static List<Node> some(Cluster cluster, boolean all, Random random) {
        List<Node> nodes = new ArrayList<>(cluster.nodes());
        Collections.shuffle(nodes, random);
        return all ? nodes : nodes.subList(0, nodes.size() / 2 + random.nextInt(2));
    }

    private static String ids(List<Node> nodes) {
        return String.join(", ", nodes.stream().map(Node::id).toList());
    }

    private static void startAll(Cluster cluster, List<Node> nodes) throws IOException {
        for (Node node : nodes) {
            cluster.start(node);
        }
    }

    static List<Fault> all() {
        return List.of(
                new Kill(
                        "kill-leader",
                        "SIGKILL of a partition's leader",
                        (w, r) -> w.scout().aLeader(r)),
                new Kill(
                        "kill-follower",
                        "SIGKILL of a broker that follows",
                        (w, r) -> w.scout().aFollower(r)),
                new Kill(
                        "kill-metadata-leader",
                        "SIGKILL of the leader of the metadata",
                        (w, r) -> w.scout().metadataLeader()),
                new Kill(
                        "kill-coordinator",
                        "SIGKILL of a groups' coordinator",
                        (w, r) -> w.scout().aCoordinator(r)),
                new KillMany("kill-some", "SIGKILL of one or more at once", false),
                new KillMany("kill-all", "SIGKILL of all brokers at once", true),
                new PowerLossOf("power-loss", "power loss of one or more: what was not synced is gone", false),
                new PowerLossOf("power-loss-all", "power loss of all brokers at once", true),
                new Pause(),
                new Stop(),
                new Rolling());
    }
}

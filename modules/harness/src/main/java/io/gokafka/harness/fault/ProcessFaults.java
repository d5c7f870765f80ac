package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Processes that die, are stopped, or do not run for a while. */
final class ProcessFaults {
    private ProcessFaults() {}

    /** SIGKILL, and a start at the end. */
    private static Fault.Ongoing kill(World world, Node node, Random random) {
        node.kill();
        return Fault.Ongoing.of("SIGKILL of " + node.id(), () -> world.cluster().start(node));
    }

    /** Mostly a leader, so that the others have to replace it. */
    private static Optional<Node> aLeaderMostly(World world, Random random) {
        return random.nextInt(4) == 0
                ? world.scout().aFollower(random)
                : world.scout().aLeader(random);
    }

    /** SIGSTOP, and SIGCONT at the end: a leader comes back that does not know that it was deposed. */
    private static Fault.Ongoing pause(World world, Node node, Random random) throws IOException {
        node.pause();
        return Fault.Ongoing.of("SIGSTOP of " + node.id(), node::resume);
    }

    /** SIGTERM, and a start at the end. */
    private static Fault.Ongoing stop(World world, Node node, Random random) {
        Background stopping = Background.start(
                "stop", () -> world.notes().accept(node.id() + (node.stop() ? " ended" : " had to be killed")));
        return Fault.Ongoing.of("SIGTERM of " + node.id(), () -> {
            stopping.join();
            world.cluster().start(node);
        });
    }

    /** All of several brokers at once. */
    private record KillMany(String name, String description, boolean all) implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) {
            List<Node> nodes = some(world.cluster().nodes(), all, random);
            nodes.parallelStream().forEach(Node::kill);
            return Optional.of(Ongoing.of("SIGKILL of " + ids(nodes), () -> startAll(world.cluster(), nodes)));
        }
    }

    /** What was not synced is gone as well. */
    private record PowerLossOf(String name, String description, boolean all) implements Fault {
        @Override
        public Optional<Ongoing> begin(World world, Random random) throws IOException {
            List<Node> nodes = all ? world.cluster().nodes() : somePowered(world, random);
            nodes.parallelStream().forEach(Node::kill);
            StringBuilder what = new StringBuilder("power loss of " + ids(nodes));
            for (Node node : nodes) {
                long seed = random.nextLong();
                what.append("; ").append(node.id()).append(": ");
                // Another fault may have started it again.
                node.whileDown(disk -> what.append(disk.losePower(seed)));
            }
            return Optional.of(Ongoing.of(what.toString(), () -> startAll(world.cluster(), nodes)));
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

    /** Of those that can lose power. */
    private static List<Node> somePowered(World world, Random random) {
        List<Node> nodes = world.cluster().nodes().stream()
                .filter(node -> node.disk().isFaulty())
                .toList();
        return some(nodes, random.nextInt(3) == 0, random);
    }

    private static List<Node> some(List<Node> from, boolean all, Random random) {
        List<Node> nodes = new ArrayList<>(from);
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

    private static Fault killOf(String name, String description, OnNode.Choice choice) {
        return new OnNode(name, description, choice, ProcessFaults::kill);
    }

    static List<Fault> all() {
        return List.of(
                killOf(
                        "kill-leader",
                        "SIGKILL of a partition's leader",
                        (w, r) -> w.scout().aLeader(r)),
                killOf(
                        "kill-follower",
                        "SIGKILL of a broker that follows",
                        (w, r) -> w.scout().aFollower(r)),
                killOf(
                        "kill-metadata-leader",
                        "SIGKILL of the leader of the metadata",
                        (w, r) -> w.scout().metadataLeader()),
                killOf(
                        "kill-coordinator",
                        "SIGKILL of a groups' coordinator",
                        (w, r) -> w.scout().aCoordinator(r)),
                new KillMany("kill-some", "SIGKILL of one or more at once", false),
                new KillMany("kill-all", "SIGKILL of all brokers at once", true),
                new BelowStorage(
                        new PowerLossOf("power-loss", "power loss of one or more: what was not synced is gone", false)),
                new BelowStorage(new PowerLossOf("power-loss-all", "power loss of all brokers at once", true)),
                new OnNode(
                        "pause",
                        "SIGSTOP of a leader, at times of a follower, SIGCONT later: a stale leader returns",
                        ProcessFaults::aLeaderMostly,
                        ProcessFaults::pause),
                new Lasting(
                        new OnNode(
                                "pause-minute",
                                "SIGSTOP for a minute, in one of five runs, which may last longer for it",
                                ProcessFaults::aLeaderMostly,
                                ProcessFaults::pause),
                        Duration.ofMinutes(1)),
                new OnNode("stop", "SIGTERM of a broker, and its start later", World::anyActive, ProcessFaults::stop),
                new Rolling());
    }
}

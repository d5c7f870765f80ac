package io.gokafka.harness.fault;

import io.gokafka.harness.cluster.Cluster;
import io.gokafka.harness.cluster.Node;
import io.gokafka.harness.net.Links;
import io.gokafka.harness.net.Network.Ability;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What faults happen to.
 *
 * @param scout tells who leads what
 * @param abilities what the network can do
 * @param clocks whether brokers have clocks that can be set
 * @param victim the number of the one broker of the run whose disk may lose what was synced: more than one could lose what is
 *     acknowledged, rightly
 * @param notes is told what happens, for the history; from any thread
 */
public record World(
        Cluster cluster,
        Links links,
        Scout scout,
        Set<Ability> abilities,
        boolean clocks,
        int victim,
        Consumer<String> notes) {
    public World {
        abilities = Set.copyOf(abilities);
    }

    /** A broker that runs. */
    Optional<Node> anyActive(Random random) {
        return anyActive(random, _ -> true);
    }

    /** A broker that runs, on a disk that can be told to misbehave, and does not yet. */
    Optional<Node> anyActiveOnFaultyDisk(Random random) {
        return anyActive(random, n -> n.disk().isFaulty() && !n.disk().isMisbehaving());
    }

    /** A broker that runs, with the right time. */
    Optional<Node> anyActiveOnTime(Random random) {
        return anyActive(random, Node::isClockRight);
    }

    private Optional<Node> anyActive(Random random, Predicate<Node> wanted) {
        List<Node> active = cluster.active().stream().filter(wanted).toList();
        return active.isEmpty() ? Optional.empty() : Optional.of(active.get(random.nextInt(active.size())));
    }

    /** The one whose disk may be damaged, if it runs. */
    Optional<Node> activeVictim() {
        return cluster.active().stream().filter(n -> n.number() == victim).findFirst();
    }

    Optional<String> needs(Ability ability) {
        return abilities.contains(ability)
                ? Optional.empty()
                : Optional.of("this network cannot do it (" + ability + ")");
    }
}

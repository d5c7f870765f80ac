package io.gokafka.tck.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.consensus.ConsensusException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Brokers find each other, and only each other. */
public interface ClusterRules extends HasCluster {
    /** A broker that is alone is ready at once. */
    @Test
    default void aSingleBrokerIsReadyAtOnce() {
        long start = System.nanoTime();
        world().start("cluster", TestCluster.id(1), Map.of(TestCluster.id(1), world().address(TestCluster.id(1))));
        TestCluster.leader(world().openGroup(TestCluster.ids(1), TestCluster.id(1)))
                .commit("x");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertTrue(took.toMillis() < 1_500, "took " + took);
    }

    /** Brokers see each other come and go. */
    @Test
    default void reachableBrokersAreKnown() {
        world().start(1, 2, 3);
        awaitReachable(TestCluster.id(1), Set.copyOf(TestCluster.ids(3)));
        world().stop(TestCluster.id(3));
        awaitReachable(TestCluster.id(1), Set.copyOf(TestCluster.ids(2)));
    }

    /** Peers may be named after the start. */
    @Test
    default void peersCanBeAddedLater() {
        BrokerId first = TestCluster.id(1);
        BrokerId second = TestCluster.id(2);
        Map<BrokerId, HostPort> both = new HashMap<>();
        both.put(first, world().address(first));
        both.put(second, world().address(second));
        world().start("cluster", first, Map.of(first, world().address(first)));
        world().start("cluster", second, Map.of(second, world().address(second)));
        world().broker(first).consensus().updatePeers(both);
        world().broker(second).consensus().updatePeers(both);
        awaitReachable(first, both.keySet());
        awaitReachable(second, both.keySet());
    }

    /** A broker of another cluster stays out, even where it is named as a peer. */
    @Test
    default void brokersOfAnotherClusterAreRefused() {
        world().start(1, 2);
        Map<BrokerId, HostPort> all = new HashMap<>();
        TestCluster.ids(3).forEach(id -> all.put(id, world().address(id)));
        world().start("another cluster", TestCluster.id(3), all);
        awaitReachable(TestCluster.id(1), Set.copyOf(TestCluster.ids(2)));
        List<TestReplica> replicas = world().openGroup(TestCluster.ids(2), TestCluster.id(1), TestCluster.id(2));
        TestCluster.leader(replicas).commit("x");
        assertEquals(
                Set.of(TestCluster.id(3)),
                world().broker(TestCluster.id(3)).consensus().reachable());
    }

    /** An address that is taken is an error that names it. */
    @Test
    default void anAddressInUseIsRefused() {
        world().start(1);
        HostPort taken = world().address(TestCluster.id(1));
        TestCluster second = world();
        var failure = assertThrows(ConsensusException.class, () -> second.startAt("cluster", TestCluster.id(2), taken));
        assertTrue(String.valueOf(failure.getMessage()).contains(taken.toString()), failure.getMessage());
    }

    /** A group is open once. */
    @Test
    default void aGroupIsNotOpenedTwice() {
        world().start(1);
        world().openGroup(TestCluster.ids(1), TestCluster.id(1));
        assertThrows(RuntimeException.class, () -> world().openGroup(TestCluster.ids(1), TestCluster.id(1)));
    }

    private void awaitReachable(BrokerId from, Set<BrokerId> expected) {
        Await.until(
                from + " reaches " + expected,
                () -> world().broker(from).consensus().reachable().equals(expected));
    }
}

package io.gokafka.tck.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Voters are added and removed without losing anything. */
public interface VotersRules extends HasCluster {
    /** As when brokers join: the group begins on one, and ends on three. */
    @Test
    default void aGroupGrowsFromOneVoterToThree() {
        BrokerId first = TestCluster.id(1);
        world().start(1);
        TestReplica leader = TestCluster.leader(world().openGroup(List.of(first), first));
        leader.commit("alone");
        world().start(2, 3);
        List<TestReplica> joined = world().openGroup(List.of(first), TestCluster.id(2), TestCluster.id(3));
        Await.result(leader.group().changeVoters(TestCluster.ids(3)));
        leader.commit("together");
        List<TestReplica> all = List.of(leader, joined.getFirst(), joined.getLast());
        TestCluster.awaitSame(all);
        for (TestReplica replica : all) {
            assertEquals(TestCluster.ids(3), replica.status().voters());
            assertEquals(List.of("alone", "together"), replica.committedValues());
        }
        world().stop(first);
        TestCluster.leader(joined).commit("without the first");
    }

    /** A replica that is no voter gets the log, and is told that it is a learner. */
    @Test
    default void aLearnerReceivesTheLog() {
        world().start(1, 2, 3);
        List<BrokerId> voters = TestCluster.ids(2);
        List<TestReplica> replicas = world().openGroup(voters, TestCluster.id(1), TestCluster.id(2), TestCluster.id(3));
        TestReplica leader = TestCluster.leader(replicas.subList(0, 2));
        leader.commit("x");
        TestCluster.awaitSame(replicas);
        TestReplica learner = replicas.getLast();
        assertInstanceOf(Role.Learner.class, learner.status().role());
        assertEquals(List.of("x"), learner.committedValues());
    }

    /** A removed voter becomes a learner, and the rest goes on without it. */
    @Test
    default void aRemovedVoterBecomesALearner() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("a");
        TestReplica removed = TestCluster.others(replicas, leader).getLast();
        List<BrokerId> rest = TestCluster.ids(3).stream()
                .filter(b -> !b.equals(removed.broker()))
                .toList();
        Await.result(leader.group().changeVoters(rest));
        assertEquals(rest, leader.status().voters());
        Await.until(
                "the removed voter knows",
                () -> removed.status().role() instanceof Role.Learner
                        && removed.status().voters().equals(rest));
        leader.commit("b");
    }

    /** The leader removes itself: another leads then. */
    @Test
    default void aLeaderCanBeRemoved() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("a");
        List<BrokerId> rest = TestCluster.ids(3).stream()
                .filter(b -> !b.equals(leader.broker()))
                .toList();
        Await.result(leader.group().changeVoters(rest));
        List<TestReplica> left = TestCluster.others(replicas, leader);
        TestReplica next = TestCluster.leader(left);
        next.commit("b");
        assertEquals(rest, next.status().voters());
        Await.until("the former leader is a learner", () -> leader.status().role() instanceof Role.Learner);
    }

    /** Voters are remembered over a restart. */
    @Test
    default void votersSurviveARestart() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        List<BrokerId> two = List.of(
                leader.broker(), TestCluster.others(replicas, leader).getFirst().broker());
        Await.result(leader.group().changeVoters(two));
        leader.commit("x");
        leader.group().snapshot(leader.status().commitIndex(), new byte[0]);
        leader.group().dropPrefix(leader.status().commitIndex());
        leader.commit("y");
        TestCluster.ids(3).forEach(world()::stop);
        List<TestReplica> again = world().startThree();
        TestReplica next = TestCluster.leader(again);
        assertEquals(two, next.status().voters());
        next.commit("z");
    }
}

package io.gokafka.tck.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.tck.storage.Batches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** There is one leader a term, and another one when it is gone. */
public interface LeadershipRules extends HasCluster {
    /** Among equals the first voter leads. */
    @Test
    default void thePreferredReplicaLeads() {
        world().start(1, 2, 3);
        Await.until(
                "all see each other",
                () -> TestCluster.ids(3).stream()
                        .allMatch(b -> world().broker(b).consensus().reachable().size() == 3));
        var second = TestCluster.id(2);
        var voters = List.of(second, TestCluster.id(3), TestCluster.id(1));
        List<TestReplica> replicas = world().openGroup(voters, TestCluster.id(1), TestCluster.id(2), TestCluster.id(3));
        assertEquals(second, TestCluster.leader(replicas).broker());
    }

    /** What was acknowledged by a leader that stops is known to its successor. */
    @Test
    default void nothingAcknowledgedIsLostWhenTheLeaderStops() {
        List<TestReplica> replicas = world().startThree();
        List<String> acknowledged = new ArrayList<>();
        TestReplica leader = TestCluster.leader(replicas);
        for (int i = 0; i < 100; i++) {
            leader.commit("v" + i);
            acknowledged.add("v" + i);
        }
        TestCluster.awaitSame(replicas); // a replica that never caught up does not vote
        world().stop(leader.broker());
        List<TestReplica> left = TestCluster.others(replicas, leader);
        TestReplica next = TestCluster.leader(left);
        next.commit("after");
        acknowledged.add("after");
        TestCluster.awaitSame(left);
        left.forEach(r -> assertEquals(acknowledged, r.committedValues()));
    }

    /** No leader without a majority; its proposals are indeterminate, not failed and not acknowledged. */
    @Test
    default void aLeaderWithoutAMajorityAcknowledgesNothing() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("before");
        for (TestReplica follower : TestCluster.others(replicas, leader)) {
            world().stop(follower.broker());
        }
        Proposal late = leader.propose("late");
        assertInstanceOf(ConsensusException.class, Await.failure(late.committed()));
        Await.until("the leader steps down", () -> !leader.leads());
    }

    /** What was checked against the log of one term must not be appended in another. */
    @Test
    default void aProposalForAnotherTermIsRefused() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        long term = leader.status().role().term();
        for (long other : List.of(term - 1, term + 1)) {
            Proposal wrong = leader.group().propose(RecordBatch.at(Batches.of(0, "wrong")), other);
            assertInstanceOf(ConsensusException.NotLeader.class, Await.failure(wrong.committed()));
        }
        Await.result(leader.group()
                .propose(RecordBatch.at(Batches.of(0, "right")), term)
                .committed());
        assertEquals(List.of("right"), leader.committedValues());
    }

    /** A transfer is complete when the target leads. */
    @Test
    default void leadershipIsTransferred() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("before");
        TestReplica target = TestCluster.others(replicas, leader).getLast();
        Await.result(leader.group().transferLeadership(target.broker()));
        Await.until("the target leads", target::leads);
        assertEquals(target, TestCluster.leader(replicas));
        target.commit("after");
        TestCluster.awaitSame(replicas);
        replicas.forEach(r -> assertEquals(List.of("before", "after"), r.committedValues()));
    }

    /** A transfer to someone who cannot lead fails, and the leader goes on. */
    @Test
    default void aTransferToAStrangerIsRefused() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        assertInstanceOf(
                ConsensusException.Refused.class, Await.failure(leader.group().transferLeadership(TestCluster.id(9))));
        leader.commit("still");
    }

    /**
     * While leadership moves around, what is said to be committed is there once and in order, and what is said not to have been taken
     * is not there. Leadership may move by itself as well, so a transfer may be refused.
     */
    @Test
    default void proposalsDuringTransfersAreNeitherLostNorDoubled() {
        List<TestReplica> replicas = world().startThree();
        List<String> committed = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            TestReplica leader = TestCluster.leader(replicas);
            Proposal proposal = leader.propose("v" + i);
            if (i % 6 == 5) {
                moveLeadership(replicas, leader, i);
            }
            switch (Await.outcome(proposal.committed())) {
                case Await.Outcome.Success<?> _ -> committed.add("v" + i);
                case Await.Outcome.Failure<?>(ConsensusException.Indeterminate _) -> unknown.add("v" + i);
                case Await.Outcome.Failure<?>(Throwable why) ->
                    assertInstanceOf(ConsensusException.NotLeader.class, why);
            }
        }
        TestCluster.awaitSame(replicas);
        for (TestReplica replica : replicas) {
            List<String> values = new ArrayList<>(replica.committedValues());
            assertEquals(values.stream().distinct().toList(), values);
            values.removeAll(unknown);
            assertEquals(committed, values);
        }
        assertFalse(committed.isEmpty());
    }

    private static void moveLeadership(List<TestReplica> replicas, TestReplica leader, int round) {
        TestReplica target = TestCluster.others(replicas, leader).get(round % 2);
        if (Await.outcome(leader.group().transferLeadership(target.broker()))
                instanceof Await.Outcome.Failure<?>(Throwable why)) {
            assertInstanceOf(ConsensusException.class, why);
        }
    }

    /** Terms of one replica only grow, and no two replicas lead the same one. */
    @Test
    default void aTermHasOneLeader() {
        List<TestReplica> replicas = world().startThree();
        for (int i = 0; i < 6; i++) {
            TestReplica leader = TestCluster.leader(replicas);
            var _ = Await.outcome(leader.propose("v" + i).committed()); // leadership may move by itself as well
            moveLeadership(replicas, leader, i);
        }
        TestCluster.leader(replicas);
        List<Long> ledTerms = new ArrayList<>();
        for (TestReplica replica : replicas) {
            long last = 0;
            for (Role role : replica.listener().roles()) {
                assertTrue(role.term() >= last, "terms of " + replica.broker());
                last = role.term();
                if (role instanceof Role.Leader) {
                    ledTerms.add(role.term());
                }
            }
        }
        assertEquals(ledTerms.stream().distinct().count(), ledTerms.size(), "terms that were led: " + ledTerms);
    }
}

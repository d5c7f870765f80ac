package io.gokafka.tck.consensus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.tck.storage.Batches;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Replicas that were away come back to the same state. */
public interface RecoveryRules extends HasCluster {
    /** All brokers stop and start again. */
    @Test
    default void dataSurvivesARestartOfAll() {
        List<TestReplica> replicas = world().startThree();
        List<String> values = commitSome(TestCluster.leader(replicas), 50);
        TestCluster.ids(3).forEach(world()::stop);
        List<TestReplica> again = world().startThree();
        TestReplica leader = TestCluster.leader(again);
        leader.commit("more");
        values.add("more");
        TestCluster.awaitSame(again);
        again.forEach(r -> assertEquals(values, r.committedValues(), "on " + r.broker()));
    }

    /** A follower that was away for a while gets what it missed. */
    @Test
    default void aFollowerThatWasAwayCatchesUp() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        List<String> values = commitSome(leader, 10);
        TestReplica away = TestCluster.others(replicas, leader).getLast();
        world().stop(away.broker());
        for (int i = 0; i < 40; i++) {
            leader.group()
                    .propose(RecordBatch.at(Batches.ofSize(0, 200_000)))
                    .committed()
                    .join();
        }
        world().start(number(away));
        TestReplica back = world().openGroup(TestCluster.ids(3), away.broker()).getFirst();
        TestCluster.awaitSame(List.of(leader, back));
        assertEquals(leader.bytes(), back.bytes());
        assertTrue(back.committedValues().containsAll(values));
        assertEquals(List.of(), back.listener().snapshots(), "its log overlaps: no snapshot is needed");
    }

    /** A replica that lost its disk gets everything that is retained, and the snapshot of what is not. */
    @Test
    default void aWipedFollowerGetsTheSnapshotAndAllRetainedEntries() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        commitSome(leader, 100);
        TestReplica wiped = TestCluster.others(replicas, leader).getLast();
        world().broker(wiped.broker()).wipe(TestCluster.GROUP);
        byte[] state = new byte[3 << 20];
        state[state.length - 1] = 7;
        leader.group().snapshot(60, state);
        leader.group().dropPrefix(50);
        commitSome(leader, 5);
        TestReplica back = world().openGroup(TestCluster.ids(3), wiped.broker()).getFirst();
        TestCluster.awaitSame(List.of(leader, back));
        assertEquals(50, back.bounds().firstIndex());
        assertEquals(leader.bounds().startOffset(), back.bounds().startOffset());
        assertEquals(leader.bytes(), back.bytes());
        Snapshot snapshot = back.listener().snapshots().getFirst();
        assertEquals(60, snapshot.index());
        assertArrayEquals(state, snapshot.state());
        assertEquals(snapshot, back.store().snapshots().load().orElseThrow());
        assertEquals(TestCluster.ids(3), back.status().voters());
    }

    /** A replica that has lost its disk does not help to elect a leader that lacks what it had acknowledged. */
    @Test
    default void aWipedReplicaDoesNotVoteAsIfItRemembered() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        List<TestReplica> followers = TestCluster.others(replicas, leader);
        commitSome(leader, 5);
        TestCluster.awaitSame(replicas);
        TestReplica behind = followers.getFirst();
        TestReplica wiped = followers.getLast();
        world().stop(behind.broker());
        List<String> acknowledged = commitSome(leader, 5); // on the leader and the one that is wiped next
        world().broker(wiped.broker()).wipe(TestCluster.GROUP);
        world().stop(leader.broker());
        world().start(number(behind));
        List<TestReplica> forgetful = world().openGroup(TestCluster.ids(3), behind.broker(), wiped.broker());
        world().start(number(leader));
        TestReplica keeper =
                world().openGroup(TestCluster.ids(3), leader.broker()).getFirst();
        List<TestReplica> all = List.of(keeper, forgetful.getFirst(), forgetful.getLast());
        TestCluster.leader(all).commit("end");
        TestCluster.awaitSame(all);
        all.forEach(r -> assertTrue(r.committedValues().containsAll(acknowledged), "on " + r.broker()));
    }

    /** A log is shortened by its broker only within what is committed and in a snapshot. */
    @Test
    default void theLogIsNotDroppedBeyondSnapshotAndCommit() {
        world().start(1);
        TestReplica only = TestCluster.leader(world().openGroup(TestCluster.ids(1), TestCluster.id(1)));
        commitSome(only, 10);
        assertThrows(ConsensusException.Refused.class, () -> only.group().dropPrefix(3));
        only.group().snapshot(5, new byte[] {1});
        assertThrows(ConsensusException.Refused.class, () -> only.group().dropPrefix(6));
        assertThrows(ConsensusException.Refused.class, () -> only.group().snapshot(1_000, new byte[0]));
        assertThrows(ConsensusException.Refused.class, () -> only.group().snapshot(4, new byte[0]));
        only.group().dropPrefix(5);
        assertEquals(5, only.bounds().firstIndex());
        world().stop(TestCluster.id(1));
        world().start(1);
        TestReplica again = TestCluster.leader(world().openGroup(TestCluster.ids(1), TestCluster.id(1)));
        assertEquals(5, again.bounds().firstIndex());
        again.commit("on");
    }

    /** Commits some values and returns them. */
    private static List<String> commitSome(TestReplica leader, int count) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add("v" + leader.commit("v" + leader.bounds().endOffset()).baseOffset());
        }
        return values;
    }

    private static int number(TestReplica replica) {
        return Integer.parseInt(replica.broker().value().substring("node".length()));
    }
}

package io.gokafka.tck.consensus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.LogStart;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.tck.storage.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is proposed on the leader is the same on all replicas. */
public interface ReplicationRules extends HasCluster {
    /** One voter is a majority. */
    @Test
    default void aSingleVoterCommitsAlone() {
        world().start(1);
        List<TestReplica> replicas = world().openGroup(TestCluster.ids(1), TestCluster.id(1));
        TestReplica leader = TestCluster.leader(replicas);
        Proposal.Entry entry = leader.commit("a", "b");
        assertEquals(2, entry.index(), "after the first entry of the term");
        assertEquals(0, entry.baseOffset(), "the first entry of the term takes no offset");
        assertEquals(2, leader.status().highWatermark());
        assertEquals(List.of("a", "b"), leader.committedValues());
    }

    /** All replicas get the entries, at the same offsets, and learn that they are committed. */
    @Test
    default void entriesAreTheSameOnAllReplicas() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        List<String> values =
                IntStream.range(0, 500).mapToObj(i -> "value " + i).toList();
        List<Proposal> proposals = values.stream().map(leader::propose).toList();
        long lastOffset = -1;
        for (Proposal proposal : proposals) {
            Proposal.Entry entry = Await.result(proposal.committed());
            assertEquals(entry, Await.result(proposal.appended()));
            assertTrue(entry.baseOffset() > lastOffset, "proposals of a thread are appended in order");
            lastOffset = entry.baseOffset();
        }
        TestCluster.awaitSame(replicas);
        for (TestReplica replica : replicas) {
            assertEquals(values, replica.committedValues(), "on " + replica.broker());
            assertEquals(leader.bytes(), replica.bytes(), "on " + replica.broker());
            assertEquals(List.of(), replica.listener().violations());
            assertEquals(leader.status().highWatermark(), replica.listener().highWatermark());
        }
    }

    /** What consumers count is records: the replication's own entries move the index alone. */
    @Test
    default void ownEntriesOfTheReplicationTakeNoOffset() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        assertEquals(0, leader.commit("a", "b").baseOffset());
        TestReplica next = TestCluster.others(replicas, leader).getFirst();
        Await.result(leader.group().transferLeadership(next.broker()));
        Await.until("the next one leads", next::leads);
        assertEquals(2, next.commit("c").baseOffset());
        Proposal.Entry start = Await.result(
                next.group().propose(new LogStart(1).toBatch(Batches.TIME)).committed());
        assertEquals(3, start.baseOffset());
        assertEquals(3, next.commit("d").baseOffset());
        TestCluster.awaitSame(replicas);
        for (TestReplica replica : replicas) {
            assertEquals(4, replica.listener().highWatermark(), "on " + replica.broker());
            assertEquals(List.of("a", "b", "c", "d"), replica.committedValues());
            assertTrue(replica.committedBatches().stream()
                    .anyMatch(batch -> LogStart.of(batch).equals(Optional.of(new LogStart(1)))));
        }
    }

    /** A commit that moves no offset is told of too: a new leader's first entry may be all that there is. */
    @Test
    default void commitOfAnEntryWithoutOffsetsIsTold() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        for (TestReplica replica : replicas) {
            Await.until(
                    "the first entry of the term is committed on " + replica.broker(),
                    () -> replica.listener().commitIndex() >= leader.bounds().lastIndex());
            assertEquals(0, replica.listener().highWatermark());
        }
    }

    /** Entries of several megabytes pass. */
    @Test
    default void aLargeEntryIsReplicated() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        Await.result(leader.group()
                .propose(RecordBatch.at(Batches.ofSize(0, 5 << 20)))
                .committed());
        TestCluster.awaitSame(replicas);
        replicas.forEach(r -> assertEquals(leader.bytes(), r.bytes()));
    }

    /** Many groups of the same brokers do not disturb each other. */
    @Test
    default void groupsAreIndependent() {
        world().start(1, 2, 3);
        List<List<TestReplica>> groups = new ArrayList<>();
        for (int g = 0; g < 20; g++) {
            var id = new io.gokafka.api.LogId("many-" + g);
            groups.add(TestCluster.ids(3).stream()
                    .map(b -> world().broker(b).open(id, TestCluster.ids(3)))
                    .toList());
        }
        for (int g = 0; g < groups.size(); g++) {
            TestCluster.leader(groups.get(g)).commit("in " + g);
        }
        for (int g = 0; g < groups.size(); g++) {
            TestCluster.awaitSame(groups.get(g));
            for (TestReplica replica : groups.get(g)) {
                assertEquals(List.of("in " + g), replica.committedValues());
            }
        }
    }

    /** A replica that does not lead refuses, and says who leads. */
    @Test
    default void aFollowerRefusesAndNamesTheLeader() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.commit("x");
        TestReplica follower = TestCluster.others(replicas, leader).getFirst();
        Await.until(
                "the follower knows the leader",
                () -> follower.status().role().leader().isPresent());
        assertInstanceOf(Role.Follower.class, follower.status().role());
        var failure = assertInstanceOf(
                ConsensusException.NotLeader.class,
                Await.failure(follower.propose("y").committed()));
        assertEquals(leader.broker(), failure.leader().orElseThrow());
        assertInstanceOf(
                ConsensusException.NotLeader.class,
                Await.failure(follower.propose("y").appended()));
        assertInstanceOf(
                ConsensusException.NotLeader.class,
                Await.failure(follower.group().readBarrier()));
    }

    /** The barrier shows what was committed before. */
    @Test
    default void aReadBarrierCoversWhatWasCommittedBefore() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        for (int i = 0; i < 20; i++) {
            Proposal.Entry entry = leader.commit("v" + i);
            long index = Await.result(leader.group().readBarrier());
            assertTrue(index >= entry.index());
            assertTrue(leader.status().commitIndex() >= index);
        }
    }

    /** A closed replica says so. */
    @Test
    default void aClosedReplicaRefusesEverything() {
        List<TestReplica> replicas = world().startThree();
        TestReplica leader = TestCluster.leader(replicas);
        leader.group().close();
        assertInstanceOf(
                ConsensusException.ReplicaFailed.class,
                Await.failure(leader.propose("x").committed()));
        assertInstanceOf(
                ConsensusException.ReplicaFailed.class,
                Await.failure(leader.group().readBarrier()));
    }
}

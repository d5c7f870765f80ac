package io.gokafka.broker.metadata;

import static io.gokafka.broker.fake.BrokerWorld.SELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.FakeGroup;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import io.gokafka.tck.consensus.Await;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a broker does about what the metadata says. */
final class AssignmentTest {
    private static final BrokerId OTHER = new BrokerId("other");

    private final BrokerWorld world = new BrokerWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private ClusterImage.Topic topic() {
        return world.metadata.image().topic("t").orElseThrow();
    }

    private void assign(List<BrokerId> replicas) {
        List<ClusterRecord> change = List.of(new ReplicasAssigned(topic().id(), 0, replicas));
        Await.result(world.metadata.change(image -> change));
    }

    private void joinOther() {
        JoinCluster request = new JoinCluster(OTHER, Records.uuid(9), Records.endpoints(9), Optional.empty());
        Await.result(world.metadata.join(request));
        world.consensus.setReachable(Set.of(SELF, OTHER));
    }

    @Test
    void theLeaderMakesTheGroupsVotersThoseOfTheMetadata() {
        world.createTopic("t", 1);
        FakeGroup group = world.group("t", 0);
        assign(List.of(OTHER, SELF));
        Await.until("the voters are changed", () -> group.status().voters().equals(List.of(OTHER, SELF)));
    }

    @Test
    void aMoveIsCompleteWhenThePartitionsLeaderSaysWhoVotes() {
        world.createTopic("t", 1);
        joinOther();
        Await.result(world.send(new ReassignPartition("t", 0, Optional.of(List.of(SELF, OTHER)))));
        ListReassignments all = new ListReassignments(Optional.empty());
        assertEquals(1, Await.result(world.send(all)).reassignments().size());
        MoveWatch watch = new MoveWatch(
                world.metadata,
                (broker, topics) -> Await.result(world.send(new Metadata(List.of(), false, false, topics))));
        try (watch) {
            Await.until(
                    "the move is complete",
                    () -> Await.result(world.send(all)).reassignments().isEmpty());
        }
        assertEquals(2, topic().replicationFactor());
        assertEquals(List.of(SELF, OTHER), world.group("t", 0).status().voters());
    }

    @Test
    void aReplicaIsRemovedOnlyWhenItsGroupHasLetGoOfIt() {
        world.createTopic("t", 1);
        FakeGroup group = world.group("t", 0);
        LogId log = world.hosted.find("t", 0).orElseThrow().replica().id();
        assign(List.of(OTHER));
        Await.until("the voters are changed", () -> group.status().voters().equals(List.of(OTHER)));
        assertTrue(world.hosted.find("t", 0).isPresent());
        assertTrue(world.slices.storage().list().contains(log));
        group.learn(OTHER);
        world.host().wake();
        Await.until(
                "the replica is removed", () -> !world.slices.storage().list().contains(log));
        assertTrue(world.hosted.find("t", 0).isEmpty());
    }

    @Test
    void theMetadataLearnsWhoLeadsAPartition() {
        world.createTopic("t", 2);
        Await.until("both are reported", () -> world.metadata.image().leaders().size() == 2);
        assertEquals(
                new ClusterImage.Leader(SELF, 1),
                world.metadata.image().leaders().get(new PartitionKey(topic().id(), 1)));
    }

    @Test
    void theControllerLetsANewMemberVote() {
        Controller controller = new Controller(world.metadata, world.consensus);
        try (controller) {
            joinOther();
            Await.until(
                    "it votes on the metadata",
                    () -> world.metadata
                            .replica()
                            .status()
                            .orElseThrow()
                            .voters()
                            .equals(List.of(SELF, OTHER)));
            Await.until(
                    "it is in the image",
                    () -> world.metadata.image().broker(OTHER).isPresent());
        }
    }

    @Test
    void aMemberIsRemovedWhenNothingCountsOnIt() {
        world.createTopic("t", 1);
        joinOther();
        BrokerRemoval removal = new BrokerRemoval(
                SELF,
                world.metadata,
                world.consensus,
                broker -> new io.gokafka.api.request.Metadata.Result(
                        "cluster", List.of(), Optional.empty(), List.of(), List.of(), java.util.Map.of()));
        Await.result(removal.remove(OTHER));
        assertTrue(world.metadata.image().broker(OTHER).isEmpty());
    }
}

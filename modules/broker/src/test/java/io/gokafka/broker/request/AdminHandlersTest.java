package io.gokafka.broker.request;

import static io.gokafka.broker.fake.BrokerWorld.SELF;
import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Entry;
import io.gokafka.api.request.DescribeConfig.Resource;
import io.gokafka.api.request.DescribeConfig.Source;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class AdminHandlersTest {
    private static final BrokerId OTHER = new BrokerId("other");

    private final BrokerWorld world = new BrokerWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private ErrorCode refusal(Request<?> request) {
        return assertInstanceOf(RequestException.class, Await.failure(world.send(request)))
                .code();
    }

    private Metadata.Topic topic(String name) {
        return Await.result(world.send(new Metadata(List.of(name), false, false)))
                .topics()
                .getFirst();
    }

    private Entry setting(Resource resource, String name) {
        return Await.result(world.send(new DescribeConfig(resource))).entries().stream()
                .filter(e -> e.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void joinOther() {
        Map<String, HostPort> endpoints = Map.of(BrokerInfo.RAFT, new HostPort("127.0.0.1", 9));
        Await.result(world.send(new JoinCluster(OTHER, UUID.randomUUID(), endpoints, Optional.empty())));
        world.consensus.setReachable(Set.of(SELF, OTHER));
    }

    private static AlterTopicConfig alter(String name, Operation operation, String value) {
        return new AlterTopicConfig("t", List.of(new Change(name, operation, Optional.of(value))), false, false);
    }

    @Test
    void topicsAreDescribedByTheirIdsToo() {
        world.createTopic("t", 1);
        UUID id = topic("t").id();
        UUID unknown = new UUID(1, 2);
        Metadata.Result known =
                Await.result(world.send(new Metadata(List.of("t"), false, false, List.of(id, unknown))));
        assertEquals(1, known.topics().size(), "named twice, described once");
        assertEquals(1, known.topics().getFirst().partitions().getFirst().term());
        assertEquals(Set.of(unknown), known.failuresById().keySet());
        assertEquals(
                ErrorCode.UNKNOWN_TOPIC_ID,
                Objects.requireNonNull(known.failuresById().get(unknown)).code());
    }

    @Test
    void newPartitionsCanBeUsedAtOnce() {
        world.createTopic("t", 1);
        Await.result(world.send(new CreatePartitions("t", 3, List.of(), false)));
        assertEquals(3, topic("t").partitions().size());
        assertEquals(0, world.produce("t", 2, plain("a")));
        assertEquals(ErrorCode.INVALID_PARTITIONS, refusal(new CreatePartitions("t", 3, List.of(), false)));
    }

    @Test
    void aSettingIsDescribedWithWhereItComesFrom() {
        world.createTopic("t", 1);
        Resource t = new Resource.Topic("t");
        assertEquals(Source.DEFAULT, setting(t, "retention.ms").source());
        assertEquals(Optional.of("604800000"), setting(t, "retention.ms").value());
        Await.result(world.send(alter("retention.ms", Operation.SET, "1000")));
        assertEquals(Source.TOPIC, setting(t, "retention.ms").source());
        assertEquals(Optional.of("1000"), setting(t, "retention.ms").value());
        assertEquals(Map.of("retention.ms", "1000"), topic("t").configs());
        assertEquals(ErrorCode.UNKNOWN_TOPIC, refusal(new DescribeConfig(new Resource.Topic("u"))));
    }

    @Test
    void aSettingThatIsChangedTakesEffectOnAnOpenPartition() {
        world.createTopic("t", 1);
        world.produce("t", 0, plain("x".repeat(2000)));
        Await.result(world.send(alter("max.message.bytes", Operation.SET, "1000")));
        Produce large = new Produce("t", 0, Acks.ALL, plain("x".repeat(2000)), Duration.ofSeconds(20));
        Await.until(
                "a large batch is refused",
                () -> world.send(large)
                        .handle((done, fault) ->
                                fault instanceof RequestException e && e.code() == ErrorCode.RECORD_TOO_LARGE)
                        .join());
        assertEquals(ErrorCode.INVALID_CONFIG, refusal(alter("no.such", Operation.SET, "1")));
    }

    @Test
    void internalTopicsAreDescribedButNotChanged() {
        Await.result(world.send(new FindCoordinator("group")));
        Resource offsets = new Resource.Topic(TopicNames.CONSUMER_OFFSETS);
        assertEquals(Source.DEFAULT, setting(offsets, "segment.bytes").source());
        assertEquals(
                ErrorCode.INTERNAL_TOPIC,
                refusal(new AlterTopicConfig(TopicNames.CONSUMER_OFFSETS, List.of(), false, false)));
        assertEquals(
                ErrorCode.INTERNAL_TOPIC,
                refusal(new CreatePartitions(TopicNames.CONSUMER_OFFSETS, 99, List.of(), false)));
    }

    @Test
    void aBrokerTellsItsOwnSettingsAndNoOthers() {
        joinOther();
        Entry partitions = setting(new Resource.Broker(SELF), "default-partitions");
        assertEquals(Optional.of("1"), partitions.value());
        assertEquals(DescribeConfig.Type.INT, partitions.type());
        assertTrue(partitions.readOnly());
        assertEquals(
                Optional.of("268435456"),
                setting(new Resource.Broker(SELF), "segment-bytes").value());
        assertEquals(ErrorCode.INVALID_REQUEST, refusal(new DescribeConfig(new Resource.Broker(OTHER))));
        BrokerId unknown = new BrokerId("unknown");
        assertEquals(ErrorCode.UNKNOWN_BROKER, refusal(new DescribeConfig(new Resource.Broker(unknown))));
    }

    @Test
    void thePreferredReplicaIsElectedUnlessItLeadsOrIsDown() {
        world.createTopic("t", 1);
        assertEquals(ErrorCode.ELECTION_NOT_NEEDED, refusal(new ElectLeader("t", 0)));
        assertEquals(ErrorCode.UNKNOWN_TOPIC, refusal(new ElectLeader("u", 0)));
        assertEquals(ErrorCode.UNKNOWN_PARTITION, refusal(new ElectLeader("t", 1)));
        joinOther();
        Await.result(world.send(new ReassignPartition("t", 0, Optional.of(List.of(OTHER, SELF)))));
        world.consensus.setReachable(Set.of(SELF));
        assertEquals(ErrorCode.PREFERRED_LEADER_NOT_AVAILABLE, refusal(new ElectLeader("t", 0)));
        world.consensus.setReachable(Set.of(SELF, OTHER));
        Await.result(world.send(new ElectLeader("t", 0)));
        assertEquals(Optional.of(OTHER), world.group("t", 0).status().role().leader());
    }

    @Test
    void aMoveIsListedUntilItIsGivenUp() {
        world.createTopic("t", 1);
        joinOther();
        assertEquals(
                ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                refusal(new ReassignPartition("t", 0, Optional.of(List.of(new BrokerId("unknown"))))));
        Await.result(world.send(new ReassignPartition("t", 0, Optional.of(List.of(OTHER)))));
        assertEquals(
                List.of(new ListReassignments.Reassignment(
                        "t", 0, List.of(OTHER, SELF), List.of(OTHER), List.of(SELF))),
                Await.result(world.send(new ListReassignments(Optional.empty())))
                        .reassignments());
        Await.result(world.send(new ReassignPartition("t", 0, Optional.empty())));
        assertEquals(
                List.of(),
                Await.result(world.send(new ListReassignments(Optional.empty())))
                        .reassignments());
        assertEquals(ErrorCode.NO_REASSIGNMENT, refusal(new ReassignPartition("t", 0, Optional.empty())));
    }
}

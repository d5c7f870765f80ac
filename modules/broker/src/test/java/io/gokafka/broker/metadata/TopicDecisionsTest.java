package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.decoded;
import static io.gokafka.broker.metadata.Records.draining;
import static io.gokafka.broker.metadata.Records.id;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.state;
import static io.gokafka.broker.metadata.Records.topic;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.config.TopicKeys;
import io.gokafka.broker.metadata.ClusterRecord.PartitionsAdded;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.state.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class TopicDecisionsTest {
    private static final Set<BrokerId> ALL = Set.copyOf(ids("a", "b", "c"));
    private static final TopicDefaults DEFAULTS = new TopicDefaults(true, 2, 3, 8);

    private final ClusterState three = state(broker("a", 1), broker("b", 2), broker("c", 3));

    private static void refused(ErrorCode code, Executable decision) {
        assertEquals(code, assertThrows(RequestException.class, decision).code());
    }

    private static CreateTopic create(String name, int partitions, int factor) {
        return new CreateTopic(name, partitions, factor, Map.of(), false);
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static CreateTopic assigned(List<BrokerId>... replicas) {
        return new CreateTopic("t", 0, 0, Map.of(), false, List.of(replicas));
    }

    private Decision<TopicCreated> decide(CreateTopic request) {
        return TopicDecisions.create(three, request, ALL, DEFAULTS, false);
    }

    private static Decision<CreatePartitions.Result> grow(
            ClusterState state, int total, List<List<BrokerId>> replicas) {
        return TopicDecisions.addPartitions(state, new CreatePartitions("t", total, replicas, false), ALL);
    }

    @Test
    void aTopicIsCreatedWithTheDefaultsForWhatIsNotSaid() {
        TopicCreated created = decide(create("t", 0, 0)).answer();
        assertEquals(2, created.initialVoters().size());
        assertEquals(3, created.replicationFactor());
        created.initialVoters().forEach(voters -> assertEquals(ALL, Set.copyOf(voters)));
    }

    @Test
    void aTopicThatOnlyAFewBrokersCanKeepNowKeepsItsReplicationFactorForLater() {
        Decision<TopicCreated> decision =
                TopicDecisions.create(three, create("t", 1, 0), Set.of(id("b")), DEFAULTS, false);
        assertEquals(3, decision.answer().replicationFactor());
        assertEquals(List.of(ids("b")), decision.answer().initialVoters());
    }

    @Test
    void aTopicIsNotCreatedWhereNoBrokerCanKeepIt() {
        refused(
                ErrorCode.UNAVAILABLE,
                () -> TopicDecisions.create(three, create("t", 1, 0), Set.of(), DEFAULTS, false));
        refused(
                ErrorCode.UNAVAILABLE,
                () -> TopicDecisions.create(state(draining("a", 1)), create("t", 1, 0), ALL, DEFAULTS, false));
    }

    @Test
    void everyBadTopicIsRefusedWithItsOwnCode() {
        for (String name : List.of("", ".", "..", "a b", "x".repeat(250), "a/b")) {
            refused(ErrorCode.INVALID_TOPIC, () -> decide(create(name, 1, 1)));
        }
        refused(ErrorCode.INTERNAL_TOPIC, () -> decide(create("__mine", 1, 1)));
        refused(ErrorCode.INVALID_PARTITIONS, () -> decide(create("t", -1, 1)));
        refused(ErrorCode.INVALID_PARTITIONS, () -> decide(create("t", TopicKeys.MAX_PARTITIONS + 1, 1)));
        refused(ErrorCode.INVALID_REPLICATION_FACTOR, () -> decide(create("t", 1, 4)));
        refused(ErrorCode.INVALID_REPLICATION_FACTOR, () -> decide(create("t", 1, -1)));
        refused(
                ErrorCode.INVALID_CONFIG,
                () -> decide(new CreateTopic("t", 1, 1, Map.of("cleanup.policy", "shred"), false)));
        refused(
                ErrorCode.INVALID_CONFIG,
                () -> decide(new CreateTopic("t", 1, 1, Map.of("segment.bytes", "1"), false)));
    }

    @Test
    void aTopicOfTheSameNameIsRefusedAndAnInternalOneIsForBrokers() {
        Records.replay(three, decide(create("t", 1, 1)));
        refused(ErrorCode.TOPIC_EXISTS, () -> decide(create("t", 1, 1)));
        CreateTopic offsets = create(TopicNames.CONSUMER_OFFSETS, 8, 0);
        assertEquals(
                8,
                TopicDecisions.create(three, offsets, ALL, DEFAULTS, true)
                        .answer()
                        .initialVoters()
                        .size());
    }

    @Test
    void aTopicThatIsOnlyValidatedIsNotCreated() {
        assertTrue(decide(new CreateTopic("t", 1, 1, Map.of(), true)).records().isEmpty());
    }

    @Test
    void onlyATopicThatExistsAndIsNotInternalIsDeleted() {
        refused(ErrorCode.UNKNOWN_TOPIC, () -> TopicDecisions.delete(three, new DeleteTopic("t")));
        refused(
                ErrorCode.INTERNAL_TOPIC,
                () -> TopicDecisions.delete(three, new DeleteTopic(TopicNames.CONSUMER_OFFSETS)));
        Records.replay(three, decide(create("t", 1, 1)));
        Records.replay(three, TopicDecisions.delete(three, new DeleteTopic("t")));
        assertTrue(three.view().topics().isEmpty());
    }

    @Test
    void aTopicIsCreatedWhereTheRequestSays() {
        TopicCreated created = decide(assigned(ids("b", "a"), ids("c", "b"))).answer();
        assertEquals(List.of(ids("b", "a"), ids("c", "b")), created.initialVoters());
        assertEquals(2, created.replicationFactor());
    }

    @Test
    void replicasThatAreNotPossibleAreRefused() {
        ErrorCode refusal = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
        refused(refusal, () -> decide(assigned(ids("a", "a"))));
        refused(refusal, () -> decide(assigned(ids("a", "z"))));
        refused(refusal, () -> decide(assigned(ids("a", "b"), ids("c"))));
        refused(refusal, () -> decide(assigned(ids("a"), ids())));
        Records.replay(three, List.of(ClusterRecordCodec.encode(draining("c", 3))));
        refused(refusal, () -> decide(assigned(ids("c"))));
        refused(refusal, () -> TopicDecisions.create(three, assigned(ids("a")), Set.of(id("b")), DEFAULTS, false));
    }

    @Test
    void numbersDoNotGoWithReplicasThatAreAssigned() {
        List<List<BrokerId>> one = List.of(ids("a"));
        refused(ErrorCode.INVALID_REQUEST, () -> decide(new CreateTopic("t", 1, 0, Map.of(), false, one)));
        refused(ErrorCode.INVALID_REQUEST, () -> decide(new CreateTopic("t", 0, 1, Map.of(), false, one)));
    }

    @Test
    void namesThatMetricsCannotTellApartAreRefused() {
        Records.replay(three, decide(create("a.b_c", 1, 1)));
        refused(ErrorCode.INVALID_TOPIC, () -> decide(create("a_b.c", 1, 1)));
        refused(ErrorCode.TOPIC_EXISTS, () -> decide(create("a.b_c", 1, 1)));
        assertEquals("a-b_c", decide(create("a-b_c", 1, 1)).answer().name());
    }

    @Test
    void aTopicGetsMorePartitionsWithAsManyReplicasAsItsOthers() {
        ClusterState state = state(broker("a", 1), broker("b", 2), broker("c", 3), topic("t", 1, 2, ids("a", "b")));
        Decision<?> decision = grow(state, 3, List.of());
        PartitionsAdded added = (PartitionsAdded) decoded(decision).getFirst();
        assertEquals(2, added.initialVoters().size());
        added.initialVoters().forEach(voters -> assertEquals(2, voters.size()));
        Records.replay(state, decision);
        ClusterImage.Topic topic = state.view().topic("t").orElseThrow();
        assertEquals(3, topic.partitionCount());
        assertEquals(added.initialVoters().get(1), topic.initialVoters(2));
        assertEquals(ids("a", "b"), topic.replicas(0), "what is there stays where it is");
    }

    @Test
    void newPartitionsAreWhereTheRequestSays() {
        ClusterState state = state(broker("a", 1), broker("b", 2), topic("t", 1, 1, ids("a")));
        Decision<?> decision = grow(state, 3, List.of(ids("b"), ids("a")));
        assertEquals(List.of(new PartitionsAdded(uuid(1), 1, List.of(ids("b"), ids("a")))), decoded(decision));
        ErrorCode refusal = ErrorCode.INVALID_REPLICA_ASSIGNMENT;
        refused(refusal, () -> grow(state, 3, List.of(ids("b"))));
        refused(refusal, () -> grow(state, 2, List.of(ids("a", "b"))));
        refused(refusal, () -> grow(state, 2, List.of(ids("z"))));
    }

    @Test
    void aTopicOnlyGrowsAndNotBeyondTheLimit() {
        ClusterState state = state(broker("a", 1), topic("t", 1, 1, ids("a"), ids("a")));
        for (int total : new int[] {-1, 0, 1, 2, TopicKeys.MAX_PARTITIONS + 1, Integer.MAX_VALUE}) {
            refused(ErrorCode.INVALID_PARTITIONS, () -> grow(state, total, List.of()));
        }
        CreatePartitions unknown = new CreatePartitions("u", 2, List.of(), false);
        refused(ErrorCode.UNKNOWN_TOPIC, () -> TopicDecisions.addPartitions(state, unknown, ALL));
        CreatePartitions internal = new CreatePartitions(TopicNames.CONSUMER_OFFSETS, 2, List.of(), false);
        refused(ErrorCode.INTERNAL_TOPIC, () -> TopicDecisions.addPartitions(state, internal, ALL));
        CreatePartitions check = new CreatePartitions("t", 3, List.of(), true);
        assertTrue(TopicDecisions.addPartitions(state, check, ALL).records().isEmpty());
    }
}

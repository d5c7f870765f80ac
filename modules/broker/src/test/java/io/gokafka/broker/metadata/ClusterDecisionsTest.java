package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.decoded;
import static io.gokafka.broker.metadata.Records.draining;
import static io.gokafka.broker.metadata.Records.endpoints;
import static io.gokafka.broker.metadata.Records.id;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.state;
import static io.gokafka.broker.metadata.Records.topic;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.config.TopicKeys;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.state.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class ClusterDecisionsTest {
    private static final Set<BrokerId> ALL = Set.copyOf(ids("a", "b", "c"));
    private static final TopicDefaults DEFAULTS = new TopicDefaults(true, 2, 3, 8);

    private final ClusterState three = state(broker("a", 1), broker("b", 2), broker("c", 3));

    private static void refused(ErrorCode code, Executable decision) {
        assertEquals(code, assertThrows(RequestException.class, decision).code());
    }

    private static CreateTopic create(String name, int partitions, int factor) {
        return new CreateTopic(name, partitions, factor, Map.of(), false);
    }

    private Decision<TopicCreated> decide(CreateTopic request) {
        return ClusterDecisions.createTopic(three, request, ALL, DEFAULTS, false);
    }

    private static JoinCluster join(String name, int directory, Map<String, HostPort> endpoints) {
        return new JoinCluster(id(name), uuid(directory), endpoints, Optional.empty());
    }

    @Test
    void aNewBrokerGetsTheNextNumberAndAKnownOneKeepsItsOwn() {
        Decision<Boolean> fresh = ClusterDecisions.join(three, join("d", 4, endpoints(4)));
        assertEquals(List.of(broker("d", 4)), decoded(fresh));
        Decision<Boolean> moved = ClusterDecisions.join(three, join("a", 1, endpoints(9)));
        assertEquals(List.of(new BrokerRegistered(id("a"), 1, uuid(1), endpoints(9), false)), decoded(moved));
        assertTrue(ClusterDecisions.join(three, join("a", 1, endpoints(1)))
                .records()
                .isEmpty());
    }

    @Test
    void aBrokerThatIsBeingRemovedStaysSoWhenItsAddressChanges() {
        ClusterState state = state(draining("a", 1));
        Decision<Boolean> moved = ClusterDecisions.join(state, join("a", 1, endpoints(9)));
        assertEquals(List.of(new BrokerRegistered(id("a"), 1, uuid(1), endpoints(9), true)), decoded(moved));
    }

    @Test
    void aBrokerIsRefusedThatTakesAnothersIdOrAddressOrHasNone() {
        refused(ErrorCode.BROKER_ID_TAKEN, () -> ClusterDecisions.join(three, join("a", 99, endpoints(1))));
        refused(ErrorCode.INVALID_REQUEST, () -> ClusterDecisions.join(three, join("d", 4, endpoints(1))));
        refused(ErrorCode.INVALID_REQUEST, () -> ClusterDecisions.join(three, join("d", 4, Map.of())));
        for (String host : List.of("x".repeat(70_000), "a,b@c", "a\\b", "ü")) {
            Map<String, HostPort> bad = Map.of(BrokerInfo.RAFT, new HostPort(host, 1));
            refused(ErrorCode.INVALID_REQUEST, () -> ClusterDecisions.join(three, join("d", 4, bad)));
        }
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
                ClusterDecisions.createTopic(three, create("t", 1, 0), Set.of(id("b")), DEFAULTS, false);
        assertEquals(3, decision.answer().replicationFactor());
        assertEquals(List.of(ids("b")), decision.answer().initialVoters());
    }

    @Test
    void aTopicIsNotCreatedWhereNoBrokerCanKeepIt() {
        refused(
                ErrorCode.UNAVAILABLE,
                () -> ClusterDecisions.createTopic(three, create("t", 1, 0), Set.of(), DEFAULTS, false));
        refused(
                ErrorCode.UNAVAILABLE,
                () -> ClusterDecisions.createTopic(state(draining("a", 1)), create("t", 1, 0), ALL, DEFAULTS, false));
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
                () -> decide(new CreateTopic("t", 1, 1, Map.of("cleanup.policy", "compact"), false)));
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
                ClusterDecisions.createTopic(three, offsets, ALL, DEFAULTS, true)
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
        refused(ErrorCode.UNKNOWN_TOPIC, () -> ClusterDecisions.deleteTopic(three, "t"));
        refused(ErrorCode.INTERNAL_TOPIC, () -> ClusterDecisions.deleteTopic(three, TopicNames.CONSUMER_OFFSETS));
        Records.replay(three, decide(create("t", 1, 1)));
        Records.replay(three, ClusterDecisions.deleteTopic(three, "t"));
        assertTrue(three.view().topics().isEmpty());
    }

    @Test
    void onlyLaterTermsOfPartitionsThatExistAreNoted() {
        ClusterState state = state(topic("t", 1, 1, ids("a")), new LeaderChanged(uuid(1), 0, id("a"), 5));
        ReportLeaders report = new ReportLeaders(
                id("b"),
                List.of(
                        new ReportLeaders.Led(uuid(1), 0, 5),
                        new ReportLeaders.Led(uuid(1), 1, 9),
                        new ReportLeaders.Led(uuid(1), -1, 9),
                        new ReportLeaders.Led(uuid(2), 0, 9)));
        assertTrue(ClusterDecisions.reportLeaders(state, report).records().isEmpty());
        ReportLeaders later = new ReportLeaders(id("b"), List.of(new ReportLeaders.Led(uuid(1), 0, 6)));
        assertEquals(
                List.of(new LeaderChanged(uuid(1), 0, id("b"), 6)),
                decoded(ClusterDecisions.reportLeaders(state, later)));
    }

    @Test
    void noProducerIdIsGivenTwice() {
        for (long expected = 0; expected < 3; expected++) {
            var decision = ClusterDecisions.initProducer(three);
            assertEquals(expected, decision.answer().producerId());
            Records.replay(three, decision);
        }
    }
}

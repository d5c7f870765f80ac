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

import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.state.Decision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

final class ClusterDecisionsTest {
    private final ClusterState three = state(broker("a", 1), broker("b", 2), broker("c", 3));

    private static void refused(ErrorCode code, Executable decision) {
        assertEquals(code, assertThrows(RequestException.class, decision).code());
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
        for (long block = 0; block < 3; block++) {
            var decision = ClusterDecisions.takeProducerIds(three);
            assertEquals(
                    block * ClusterDecisions.PRODUCER_IDS, decision.answer().producerId());
            Records.replay(three, decision);
        }
    }
}

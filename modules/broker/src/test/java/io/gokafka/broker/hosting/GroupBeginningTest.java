package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.plain;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.FakeGroup;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a broker takes for a new group, in which those vote who remember nothing, and when it takes records for it. */
final class GroupBeginningTest {
    private BrokerWorld world;
    private FakeGroup group;

    @BeforeEach
    void start() {
        world = new BrokerWorld();
        world.consensus.leadWhenTold();
        world.createTopic("orders", 1);
        group = world.group("orders", 0);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private Optional<RequestException> refusal() {
        Produce request = new Produce("orders", 0, Acks.LEADER, plain("a"), Duration.ofSeconds(20));
        return world.send(request)
                .handle((done, fault) -> Optional.ofNullable((RequestException) fault))
                .join();
    }

    @Test
    void aGroupMayBeNewUntilTheClusterKnowsThatItHadALeader() {
        assertTrue(group.mayBeNew());
        group.lead();
        Await.until("the cluster knows its leader", () -> !group.mayBeNew());
    }

    /** What the metadata says that a broker finds at its start is old: a leader may have been told of since. */
    @Test
    void byMetadataFromBeforeItsStartABrokerTakesNoGroupForNew() {
        world.metadata.heardOf(world.metadata.latest().index() + 1);
        assertFalse(group.mayBeNew());
        world.createTopic("another", 1);
        Await.until("the metadata is of now", () -> group.mayBeNew());
    }

    @Test
    void nothingIsAcknowledgedBeforeTheClusterKnowsThatTheGroupHasBegun() {
        FakeGroup metadata = world.consensus.group(LogId.CLUSTER);
        metadata.holdCommits();
        group.lead();
        assertEquals(ErrorCode.NO_LEADER, refusal().orElseThrow().code());
        assertEquals(
                0,
                world.hosted
                        .find("orders", 0)
                        .orElseThrow()
                        .replica()
                        .log()
                        .bounds()
                        .endOffset());
        metadata.commitsAtOnce();
        metadata.commit();
        Await.until("records are taken", () -> refusal().isEmpty());
    }
}

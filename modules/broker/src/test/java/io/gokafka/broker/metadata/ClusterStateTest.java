package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.Records.broker;
import static io.gokafka.broker.metadata.Records.draining;
import static io.gokafka.broker.metadata.Records.id;
import static io.gokafka.broker.metadata.Records.ids;
import static io.gokafka.broker.metadata.Records.image;
import static io.gokafka.broker.metadata.Records.topic;
import static io.gokafka.broker.metadata.Records.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRemoved;
import io.gokafka.broker.metadata.ClusterRecord.LeaderChanged;
import io.gokafka.broker.metadata.ClusterRecord.PartitionsAdded;
import io.gokafka.broker.metadata.ClusterRecord.ProducerIdsTaken;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasAssigned;
import io.gokafka.broker.metadata.ClusterRecord.ReplicasMoved;
import io.gokafka.broker.metadata.ClusterRecord.TopicConfigured;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.metadata.ClusterRecord.TopicDeleted;
import io.gokafka.broker.state.StateRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClusterStateTest {
    static List<ClusterRecord> everyKind() {
        return List.of(
                broker("node1", 1),
                draining("node2", 2),
                new BrokerRemoved(id("node1")),
                topic("t", 1, 3, ids("node1", "node2"), ids("node2")),
                new TopicCreated("c", uuid(2), 1, Map.of("segment.bytes", "1048576", "x", ""), List.of(ids("a"))),
                new PartitionsAdded(uuid(1), 3, List.of(ids("a", "b"), ids("b"))),
                new TopicConfigured(uuid(1), Map.of("segment.bytes", "1048576")),
                new TopicDeleted(uuid(1)),
                new ReplicasAssigned(uuid(1), 7, ids("b", "a")),
                new ReplicasMoved(uuid(1), 7, ids("b", "a"), 2, ids("c")),
                new LeaderChanged(uuid(1), 3, id("b"), Long.MAX_VALUE),
                new ProducerIdsTaken(Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void aRecordIsReadAsItWasWritten(ClusterRecord record) {
        StateRecord written = ClusterRecordCodec.encode(record);
        byte[] value = Objects.requireNonNull(written.value());
        assertEquals(record, ClusterRecordCodec.decode(written.key(), value));
        byte[] cut = Arrays.copyOf(value, value.length - 1);
        assertThrows(RuntimeException.class, () -> ClusterRecordCodec.decode(written.key(), cut));
    }

    @Test
    void recordsOfAnUnknownTypeOrVersionStopTheReplica() {
        for (byte[] key : new byte[][] {{99, 1}, {1, 99}, {1}, {}}) {
            assertThrows(IllegalStateException.class, () -> ClusterRecordCodec.decode(key, new byte[0]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aStateThatIsRestoredFromAnImageIsTheOneThatWasReplayed(long seed) {
        Random random = new Random(seed);
        ClusterState replayed = new ClusterState();
        for (int i = 0; i < 300; i++) {
            Records.replay(replayed, List.of(ClusterRecordCodec.encode(randomRecord(random))));
            if (i % 25 == 0) {
                assertSameAfterRestore(replayed);
            }
        }
        assertSameAfterRestore(replayed);
    }

    private static void assertSameAfterRestore(ClusterState replayed) {
        ClusterState restored = Records.state(broker("forgotten", 77), topic("forgotten", 77, 1, ids("a")));
        restored.restore(replayed.image());
        assertEquals(replayed.view(), restored.view());
        assertEquals(replayed.nextNumber(), restored.nextNumber());
    }

    private static ClusterRecord randomRecord(Random random) {
        int number = 1 + random.nextInt(6);
        String broker = "node" + number;
        return switch (random.nextInt(10)) {
            case 0 -> broker(broker, number);
            case 1 -> random.nextInt(4) == 0 ? new BrokerRemoved(id(broker)) : draining(broker, number);
            case 2 -> topic("topic" + number, number, 2, ids(broker), ids("node1", "node2"));
            case 3 -> random.nextInt(3) == 0 ? new TopicDeleted(uuid(number)) : new ProducerIdsTaken(number);
            case 4 -> new ReplicasAssigned(uuid(number), random.nextInt(3), ids(broker, "extra"));
            case 5 -> new PartitionsAdded(uuid(number), random.nextInt(4), List.of(ids(broker)));
            case 6 -> new TopicConfigured(uuid(number), Map.of("k", broker));
            case 7 -> new ReplicasMoved(uuid(number), random.nextInt(3), ids(broker), 1, ids("extra"));
            default -> new LeaderChanged(uuid(number), random.nextInt(2), id(broker), random.nextInt(100));
        };
    }

    @Test
    void anEmptyImageIsTheInitialState() {
        ClusterState state = Records.state(broker("a", 1));
        state.restore(new byte[0]);
        assertEquals(ClusterImage.EMPTY.brokers(), state.view().brokers());
        assertEquals(1, state.nextNumber());
        assertThrows(RuntimeException.class, () -> state.restore(new byte[] {0, 0, 0, 1, 0}));
    }

    @Test
    void membersComeInTheOrderOfTheirNumbersWhichAreNotUsedAgain() {
        ClusterState state = Records.state(broker("z", 1), broker("a", 2), new BrokerRemoved(id("a")));
        assertEquals(3, state.nextNumber());
        assertEquals(
                List.of(id("z")),
                state.view().brokers().stream().map(b -> b.id()).toList());
    }

    @Test
    void aLaterTermsLeaderIsNotReplacedByAnEarlierOne() {
        ClusterImage image = image(
                topic("t", 1, 1, ids("a")),
                new LeaderChanged(uuid(1), 0, id("a"), 5),
                new LeaderChanged(uuid(1), 0, id("b"), 4),
                new LeaderChanged(uuid(9), 0, id("b"), 4));
        assertEquals(Map.of(new PartitionKey(uuid(1), 0), new ClusterImage.Leader(id("a"), 5)), image.leaders());
    }

    @Test
    void aDeletedTopicLeavesNothingAndItsNameMayBeUsedAgain() {
        ClusterImage image = image(
                topic("t", 1, 1, ids("a")),
                new LeaderChanged(uuid(1), 0, id("a"), 5),
                new TopicDeleted(uuid(1)),
                new TopicDeleted(uuid(1)),
                new ReplicasAssigned(uuid(1), 0, ids("b")),
                topic("t", 2, 1, ids("a")));
        assertTrue(image.leaders().isEmpty());
        assertEquals(uuid(2), image.topic("t").orElseThrow().id());
        assertEquals(List.of(ids("a")), image.topic("t").orElseThrow().replicas());
        assertEquals(image.topic("t"), image.topic(uuid(2)));
        assertTrue(image.topic(uuid(1)).isEmpty(), "the id of the deleted topic");
    }

    @Test
    void anAssignmentOutsideTheTopicIsIgnored() {
        ClusterImage image = image(
                topic("t", 1, 1, ids("a")),
                new ReplicasAssigned(uuid(1), 1, ids("b")),
                new ReplicasAssigned(uuid(1), -1, ids("b")));
        assertEquals(List.of(ids("a")), image.topic("t").orElseThrow().replicas());
    }

    @Test
    void theNamesOfLogsAreShortEnoughAndDifferForTopicsOfTheSameName() {
        String longest = "x".repeat(249);
        ClusterImage.Topic one =
                image(topic(longest, 1, 1, ids("a"))).topic(longest).orElseThrow();
        ClusterImage.Topic two =
                image(topic(longest, 2, 1, ids("a"))).topic(longest).orElseThrow();
        long names = IntStream.of(0, 9_999)
                .boxed()
                .flatMap(p -> List.of(ClusterImage.logId(one, p), ClusterImage.logId(two, p)).stream())
                .distinct()
                .count();
        assertEquals(4, names);
    }
}

package io.gokafka.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.fake.FakeCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PartitionAdministrationTest {
    private static final TopicPartition PARTITION = new TopicPartition("a", 0);
    private static final BrokerId NODE2 = new BrokerId("node2");

    private final FakeCluster cluster = new FakeCluster(3).topic("a", 1);
    private final GokafkaClient client = cluster.client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void recordsAreDeletedByTheLeaderWhereverItIs() {
        produce(3);
        cluster.moveLeader(PARTITION, 2);
        assertEquals(2, client.partitions().deleteRecords(PARTITION, 2));
        assertEquals(2, client.topics().offset(PARTITION, new ListOffsets.Query.Earliest()));
        assertEquals(3, client.partitions().deleteRecords(PARTITION, DeleteRecords.HIGH_WATERMARK));
    }

    @Test
    void producersOfAPartitionAreListed() {
        assertEquals(List.of(), client.partitions().producers(PARTITION));
        produce(2);
        assertEquals(1, client.partitions().producers(PARTITION).getFirst().lastSequence());
    }

    @Test
    void moveIsBegunListedAndGivenUp() {
        client.partitions().move(PARTITION, List.of(NODE2));
        assertEquals(List.of(NODE2), client.partitions().moving().getFirst().replicas());
        client.partitions().stopMoving(PARTITION);
        assertEquals(List.of(), client.partitions().moving());
        assertEquals(ErrorCode.NO_REASSIGNMENT, code(() -> client.partitions().stopMoving(PARTITION)));
    }

    @Test
    void moveThatWasGivenUpWithoutAnAnswerIsReportedAsGivenUp() {
        client.partitions().move(PARTITION, List.of(NODE2));
        cluster.loseAnswers(1);
        client.partitions().stopMoving(PARTITION);
        assertEquals(List.of(), client.partitions().moving());
    }

    @Test
    void preferredReplicaIsMadeTheLeaderOnce() {
        cluster.moveLeader(PARTITION, 2);
        assertTrue(client.partitions().electLeader(PARTITION));
        assertEquals(0, cluster.leader(PARTITION));
        assertFalse(client.partitions().electLeader(PARTITION));
        cluster.moveLeader(PARTITION, 1);
        cluster.loseAnswers(1);
        assertTrue(client.partitions().electLeader(PARTITION));
    }

    @Test
    void topicGetsMorePartitionsEvenWhenTheAnswerIsLost() {
        client.topics().addPartitions("a", 3);
        assertEquals(3, client.topics().describe("a").partitions().size());
        assertEquals(ErrorCode.INVALID_PARTITIONS, code(() -> client.topics().addPartitions("a", 3)));
        cluster.loseAnswers(1);
        client.topics().addPartitions("a", 5);
        assertEquals(5, client.topics().describe("a").partitions().size());
    }

    @Test
    void settingsAreChangedAndTold() {
        client.topics()
                .alterSettings(
                        "a",
                        List.of(
                                new Change("retention.ms", Operation.SET, Optional.of("5")),
                                new Change("segment.ms", Operation.SET, Optional.of("7"))));
        client.topics().alterSettings("a", List.of(new Change("segment.ms", Operation.DELETE, Optional.empty())));
        List<DescribeConfig.Entry> settings = client.topics().settings("a");
        assertEquals(
                List.of("retention.ms"),
                settings.stream().map(DescribeConfig.Entry::name).toList());
    }

    @Test
    void topicIsCreatedOnCertainBrokers() {
        assertEquals(
                2,
                client.topics()
                        .create("b", List.of(List.of(NODE2), List.of(NODE2)), Map.of())
                        .partitions()
                        .size());
    }

    @Test
    void offsetsOfAGroupAreForgottenWhereNobodyReads() {
        TopicPartition other = new TopicPartition("b", 0);
        client.groups().commit("g", Map.of(PARTITION, 7L, other, 8L));
        try (Consumer consumer =
                client.consumer(ConsumerConfig.defaults().withGroup("g").withAutoCommit(false))) {
            consumer.subscribe(List.of("a"));
            consumer.poll(Duration.ofMillis(20));
            Eventually.holds("a member", () -> cluster.groups().members("g").size() == 1);
            assertEquals(
                    Set.of(PARTITION),
                    client.groups().deleteOffsets("g", Set.of(PARTITION, other)).keySet());
        }
        assertEquals(Set.of(PARTITION), client.groups().offsets("g").keySet());
    }

    @Test
    void memberIsRemovedAndAStrangerIsTold() {
        LeaveGroup.Member stranger = new LeaveGroup.Member("stranger", Optional.empty(), "");
        assertEquals(ErrorCode.UNKNOWN_MEMBER, code(() -> client.groups().removeMember("g", stranger)));
    }

    @Test
    void brokerTellsWhatItsLogsTake() {
        assertEquals("/data/1", client.brokers().logs(NODE2).directory());
    }

    private void produce(int count) {
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            for (int i = 0; i < count; i++) {
                producer.send(ProducerRecord.of("a", "x")).join();
            }
        }
    }

    private static ErrorCode code(Runnable action) {
        return assertThrows(RequestException.class, action::run).code();
    }
}

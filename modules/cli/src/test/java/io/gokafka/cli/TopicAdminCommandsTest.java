package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Source;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ListReassignments.Reassignment;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicAdminCommandsTest {
    private static final BrokerId NODE1 = new BrokerId("node1");
    private static final BrokerId NODE2 = new BrokerId("node2");

    private final FakeCluster cluster = new FakeCluster().withTopic("orders", 2);

    @Test
    void settingsAndPartitionsAreAltered() {
        cluster.answering(AlterTopicConfig.class, _ -> new AlterTopicConfig.Result())
                .answering(CreatePartitions.class, _ -> new CreatePartitions.Result());

        assertEquals(
                "altered topic orders\n",
                run(
                        "topics",
                        "alter",
                        "orders",
                        "--config",
                        "retention.ms=5",
                        "--delete-config",
                        "segment.ms",
                        "--partitions",
                        "6"));
        assertEquals(
                List.of(
                        new Change("retention.ms", Operation.SET, Optional.of("5")),
                        new Change("segment.ms", Operation.DELETE, Optional.empty())),
                cluster.asked(AlterTopicConfig.class).getFirst().changes());
        assertEquals(6, cluster.asked(CreatePartitions.class).getFirst().total());
    }

    @Test
    void alterationThatGotHalfwayIsToldAsThat() {
        cluster.answering(AlterTopicConfig.class, _ -> new AlterTopicConfig.Result())
                .answering(CreatePartitions.class, _ -> {
                    throw new RequestException(ErrorCode.INVALID_PARTITIONS, "topic 'orders' has 2 partitions already");
                });

        refused(
                1,
                "gokafka: topic 'orders' has 2 partitions already\n",
                "topics",
                "alter",
                "orders",
                "--partitions",
                "2");
        refused(
                1,
                "gokafka: topic 'orders' has 2 partitions already; the settings are changed, the partitions are not\n",
                "topics",
                "alter",
                "orders",
                "--config",
                "a=b",
                "--partitions",
                "2");
    }

    @Test
    void badSettingIsToldInOneLine() {
        cluster.answering(AlterTopicConfig.class, _ -> {
            throw new RequestException(ErrorCode.INVALID_CONFIG, "'x' is no setting of a topic");
        });

        refused(1, "gokafka: 'x' is no setting of a topic\n", "topics", "alter", "orders", "--config", "x=1");
    }

    @Test
    void settingsAreShownWithTheirSource() {
        cluster.answering(
                DescribeConfig.class,
                _ -> new DescribeConfig.Result(List.of(
                        new DescribeConfig.Entry(
                                "a.ms", Optional.of("5"), Source.TOPIC, DescribeConfig.Type.LONG, false, "What a is."),
                        new DescribeConfig.Entry(
                                "b", Optional.empty(), Source.DEFAULT, DescribeConfig.Type.STRING, true, ""))));

        assertEquals("""
                SETTING  VALUE  SOURCE
                a.ms         5  topic
                b            -  default
                """, run("topics", "settings", "orders"));
        assertEquals(
                "[{\"name\":\"a.ms\",\"value\":\"5\",\"source\":\"topic\",\"type\":\"long\","
                        + "\"documentation\":\"What a is.\"},"
                        + "{\"name\":\"b\",\"value\":null,\"source\":\"default\",\"type\":\"string\","
                        + "\"documentation\":\"\"}]\n",
                run("topics", "settings", "orders", "--output", "json"));
        assertTrue(run("topics", "describe", "orders").contains("Settings:            a.ms=5 (topic)\n"));
    }

    @Test
    void topicIsCreatedOnCertainBrokers() {
        run("topics", "create", "new", "--replicas", "node1,node2", "--replicas", "node2,node1");

        assertEquals(
                List.of(List.of(NODE1, NODE2), List.of(NODE2, NODE1)),
                cluster.asked(CreateTopic.class).getFirst().assignments());
    }

    @Test
    void moveIsBegunGivenUpAndListed() {
        cluster.answering(ReassignPartition.class, _ -> new ReassignPartition.Result())
                .answering(
                        ListReassignments.class,
                        _ -> new ListReassignments.Result(List.of(
                                new Reassignment("orders", 1, List.of(NODE2, NODE1), List.of(NODE2), List.of(NODE1)))));

        assertEquals(
                "moving orders-1 to node2; see 'gokafka topics moves'\n",
                run("topics", "move", "orders", "--partition", "1", "--to", "node2"));
        assertEquals("gave up the move of orders-1\n", run("topics", "move", "orders", "--partition", "1", "--cancel"));
        assertEquals(
                List.of(
                        new ReassignPartition("orders", 1, Optional.of(List.of(NODE2))),
                        new ReassignPartition("orders", 1, Optional.empty())),
                cluster.asked(ReassignPartition.class));
        assertEquals("""
                TOPIC   PARTITION  REPLICAS     ADDING  REMOVING
                orders          1  node2,node1  node2   node1
                """, run("topics", "moves"));
        assertTrue(
                run("topics", "describe", "orders").contains("node1      +node2 -node1 "),
                run("topics", "describe", "orders"));
    }

    @Test
    void moveThatCannotBeIsTold() {
        cluster.answering(ReassignPartition.class, _ -> {
            throw new RequestException(ErrorCode.INVALID_REPLICA_ASSIGNMENT, "there is no broker 'node9'");
        });

        refused(
                1,
                "gokafka: there is no broker 'node9'\n",
                "topics",
                "move",
                "orders",
                "--partition",
                "0",
                "--to",
                "node9");
    }

    @Test
    void preferredReplicasAreElectedWhereTheyDoNotLead() {
        cluster.withTopic(topic(
                        partition(0, NODE2, NODE1, NODE2),
                        partition(1, NODE1, NODE1, NODE2),
                        partition(2, NODE1, NODE2, NODE1)))
                .answering(ElectLeader.class, _ -> new ElectLeader.Result());

        assertEquals("""
                TOPIC  PARTITION  PREFERRED  RESULT
                moved          0  node1      leads
                moved          2  node2      leads
                """, run("topics", "elect-leaders"));
        assertEquals(
                List.of(new ElectLeader("moved", 0), new ElectLeader("moved", 2)), cluster.asked(ElectLeader.class));
        assertEquals("every preferred replica leads already\n", run("topics", "elect-leaders", "orders"));
    }

    @Test
    void electionsThatFailAreToldBesideThoseThatSucceed() {
        Metadata.Partition dead =
                new Metadata.Partition(1, Optional.of(NODE2), 4, List.of(NODE1, NODE2), List.of(NODE2));
        cluster.withTopic(topic(partition(0, NODE2, NODE1, NODE2), dead, partition(2, NODE1, NODE2, NODE1)))
                .answering(ElectLeader.class, elect -> {
                    if (elect.partition() == 2) {
                        throw new RequestException(ErrorCode.UNKNOWN_PARTITION, "it is gone");
                    }
                    return new ElectLeader.Result();
                });

        Shell.Result result = new Shell(cluster).run("topics", "elect-leaders", "moved");

        assertEquals(1, result.code());
        assertEquals("""
                TOPIC  PARTITION  PREFERRED  RESULT
                moved          0  node1      leads
                moved          1  node1      it is not available
                moved          2  node2      it is gone
                """, result.out());
    }

    @Test
    void recordsAreDeletedUpToAnOffsetOrAllOfThem() {
        cluster.answering(
                DeleteRecords.class,
                delete -> new DeleteRecords.Result(
                        delete.offset() == DeleteRecords.HIGH_WATERMARK ? 99 : delete.offset()));

        assertEquals(
                "orders-1 begins at offset 7\n",
                run("topics", "delete-records", "orders", "--partition", "1", "--before-offset", "7"));
        assertEquals(
                "{\"topic\":\"orders\",\"partition\":1,\"firstOffset\":99}\n",
                run(
                        "topics",
                        "delete-records",
                        "orders",
                        "--partition",
                        "1",
                        "--before-offset",
                        "end",
                        "--output",
                        "json"));
    }

    @Test
    void producersOfAPartitionAreListed() {
        cluster.answering(
                DescribeProducers.class,
                _ -> new DescribeProducers.Result(List.of(
                        new DescribeProducers.Producer(7, (short) 1, 41, 1_700_000_000_000L),
                        new DescribeProducers.Producer(8, (short) 0, 3, -1))));

        assertEquals("""
                PRODUCER  EPOCH  LAST SEQUENCE  LAST TIME
                       7      1             41  2023-11-14T22:13:20Z
                       8      0              3  -
                """, run("topics", "producers", "orders", "--partition", "0"));
    }

    @Test
    void clusterThatIsDownIsToldWithItsOwnExitCode() {
        cluster.down();
        List<List<String>> commands = List.of(
                List.of("topics", "moves"),
                List.of("topics", "alter", "orders", "--config", "a=b"),
                List.of("topics", "elect-leaders"),
                List.of("topics", "delete-records", "orders", "--partition", "0", "--before-offset", "1"));
        for (List<String> command : commands) {
            List<String> words = new ArrayList<>(command);
            words.addAll(List.of("--timeout", "50ms"));
            Shell.Result result = new Shell(cluster).run(words.toArray(String[]::new));
            assertEquals(3, result.code(), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
    }

    private static Metadata.Topic topic(Metadata.Partition... partitions) {
        return new Metadata.Topic("moved", new UUID(1, 1), 2, Map.of(), List.of(partitions));
    }

    private static Metadata.Partition partition(int number, BrokerId leader, BrokerId... replicas) {
        return new Metadata.Partition(number, Optional.of(leader), 4, List.of(replicas), List.of(replicas));
    }

    private String run(String... args) {
        Shell.Result result = new Shell(cluster).run(args);
        assertEquals(0, result.code(), result.err());
        return result.out();
    }

    private void refused(int code, String message, String... args) {
        Shell.Result result = new Shell(cluster).run(args);
        assertEquals(code, result.code());
        assertEquals(message, result.err());
    }
}

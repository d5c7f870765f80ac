package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import org.junit.jupiter.api.Test;

class AdminCommandsTest {
    private final FakeCluster cluster = new FakeCluster().withTopic("orders", 2).withTopic("__internal", 1);

    @Test
    void topicIsCreatedListedDescribedAndDeleted() {
        assertEquals(
                "created topic new with 3 partitions, replication factor 1\n",
                run("topics", "create", "new", "--partitions", "3"));
        assertEquals("""
                TOPIC   PARTITIONS  REPLICATION  WITHOUT LEADER
                new              3            1               0
                orders           2            1               0
                """, run("topics", "list"));
        assertTrue(run("topics", "describe", "new").endsWith("""
                PARTITION  LEADER  TERM  REPLICAS  AVAILABLE  MOVING  FIRST  END
                        0  node1      1  node1     node1           -      0    0
                        1  node1      1  node1     node1           -      0    0
                        2  node1      1  node1     node1           -      0    0
                """));
        assertEquals("deleted topic new\n", run("topics", "delete", "new"));
    }

    @Test
    void topicsAreListedAsJson() {
        assertEquals(
                "[{\"name\":\"orders\",\"id\":\"00000000-0000-0000-0000-000000000000\",\"replicationFactor\":1,"
                        + "\"configs\":{},\"partitions\":["
                        + "{\"partition\":0,\"leader\":\"node1\",\"term\":1,\"replicas\":[\"node1\"],\"available\":[\"node1\"]},"
                        + "{\"partition\":1,\"leader\":\"node1\",\"term\":1,\"replicas\":[\"node1\"],\"available\":[\"node1\"]}"
                        + "]}]\n",
                run("topics", "list", "--output", "json"));
    }

    @Test
    void topicThatExistsIsTold() {
        Shell.Result result = new Shell(cluster).run("topics", "create", "orders");

        assertEquals(1, result.code());
        assertEquals("gokafka: topic 'orders' exists already\n", result.err());
    }

    @Test
    void groupIsResetAndDescribedWithItsLag() {
        run("produce", "orders", "0", "a");
        run("produce", "orders", "0", "b");

        assertEquals("""
                TOPIC   PARTITION  FROM  TO
                orders          0     -   0
                orders          1     -   0
                """, run("groups", "reset", "billing", "--topic", "orders", "--to", "beginning"));
        assertTrue(run("groups", "describe", "billing").endsWith("""
                TOPIC   PARTITION  COMMITTED  END  LAG  MEMBER  CLIENT
                orders          0          0    2    2       -       -
                orders          1          0    0    0       -       -
                """), run("groups", "describe", "billing"));
        assertEquals("GROUP    TYPE      STATE  MEMBERS\nbilling  consumer  empty        0\n", run("groups", "list"));
        assertEquals("deleted group billing\n", run("groups", "delete", "billing"));
    }

    @Test
    void dryRunChangesNothing() {
        run("produce", "orders", "1", "a");

        String shown = run(
                "groups",
                "reset",
                "g",
                "--topic",
                "orders",
                "--to",
                "1",
                "--partition",
                "1",
                "--dry-run",
                "--output",
                "json");

        assertEquals(
                "{\"dryRun\":true,\"partitions\":[{\"topic\":\"orders\",\"partition\":1,\"from\":null,\"to\":1}]}\n",
                shown);
        assertEquals(-1, cluster.committed("g", new TopicPartition("orders", 1)));
    }

    @Test
    void resetOutsideOfThePartitionIsRefusedAsAWhole() {
        run("produce", "orders", "1", "a");

        Shell.Result result = new Shell(cluster).run("groups", "reset", "g", "--topic", "orders", "--to", "1");

        assertEquals(1, result.code());
        assertTrue(result.err().startsWith("gokafka: offset 1 is out of range; orders-0 has 0 to 0"), result.err());
        assertEquals(-1, cluster.committed("g", new TopicPartition("orders", 1)));
    }

    @Test
    void brokersAreListedAndDescribed() {
        assertEquals("""
                ID     NUMBER  ALIVE  METADATA  LEADS  REPLICAS  ADDRESSES
                node1       1  yes    leader        3         3  grpc=127.0.0.1:9092
                """, run("brokers", "list"));
        assertTrue(run("brokers", "describe", "node1").contains("up for      1d 6h\n"));
        assertTrue(run("brokers", "describe", "node1").endsWith("disk        1.0 MB free of 4.0 MB\n"));
    }

    @Test
    void removalOfAStrangerIsTold() {
        Shell.Result result = new Shell(cluster).run("brokers", "remove", "node9");

        assertEquals(1, result.code());
        assertEquals("gokafka: broker 'node9' is no member; members are node1\n", result.err());
    }

    private String run(String... args) {
        Shell.Result result = new Shell(cluster).run(args);
        assertEquals(0, result.code(), result.err());
        return result.out();
    }
}

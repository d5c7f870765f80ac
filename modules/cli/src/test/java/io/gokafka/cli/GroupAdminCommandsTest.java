package io.gokafka.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupAdminCommandsTest {
    private static final TopicPartition FIRST = new TopicPartition("orders", 0);
    private static final TopicPartition SECOND = new TopicPartition("orders", 1);

    private final FakeCluster cluster = new FakeCluster().withTopic("orders", 2);

    @Test
    void groupsAreListedWithTheirType() {
        cluster.answering(
                ListGroups.class,
                _ -> new ListGroups.Result(List.of(
                        new ListGroups.Group("new", GroupState.STABLE, 2),
                        new ListGroups.Group(
                                "old", GroupState.PREPARING_REBALANCE, 1, GroupType.CLASSIC, "consumer"))));

        assertEquals("""
                GROUP  TYPE      STATE                MEMBERS
                new    consumer  stable                     2
                old    classic   preparing-rebalance        1
                """, run("groups", "list"));
    }

    @Test
    void classicGroupIsDescribedAsItsMembersTellEachOther() {
        cluster.answering(
                DescribeGroup.class, _ -> classic("consumer", subscription("orders"), assignment("orders", 0, 1)));

        assertEquals("""
                Group:     old
                Type:      classic
                State:     stable
                Assignor:  range
                Members:   1

                MEMBER  INSTANCE   CLIENT          EPOCH  PARTITIONS
                m-1     the first  app@10.0.0.9:1      5           2

                TOPIC   PARTITION  COMMITTED  END  LAG  MEMBER  CLIENT
                orders          0          -    0    -  m-1     app@10.0.0.9:1
                orders          1          -    0    -  m-1     app@10.0.0.9:1
                """, run("groups", "describe", "old"));
        String json = run("groups", "describe", "old", "--output", "json");
        assertTrue(
                json.contains("\"instanceId\":\"the first\",\"rack\":null,\"topicPattern\":null,\"epoch\":5,"
                        + "\"topics\":[\"orders\"],\"assigned\":[\"orders-0\",\"orders-1\"]"),
                json);
    }

    @Test
    void membersWhoseLanguageIsNotKnownAreShownWithoutPartitions() {
        cluster.answering(DescribeGroup.class, _ -> classic("connect", new byte[] {1}, assignment("orders", 0)));
        assertTrue(run("groups", "describe", "old").contains("m-1     the first  app@10.0.0.9:1      5           0\n"));

        cluster.answering(DescribeGroup.class, _ -> classic("consumer", new byte[] {1}, new byte[] {0, 1, 127, 127}));
        assertTrue(run("groups", "describe", "old").contains("m-1     the first  app@10.0.0.9:1      5           0\n"));
    }

    @Test
    void offsetsOfATopicAreDeleted() {
        commits();
        cluster.answering(DeleteOffsets.class, _ -> new DeleteOffsets.Result(Map.of()));

        assertEquals("deleted 2 offsets of group g\n", run("groups", "delete-offsets", "g", "--topic", "orders"));
        assertEquals(
                "deleted 1 offset of group g\n",
                run("groups", "delete-offsets", "g", "--topic", "orders", "--partition", "1"));
        assertEquals(
                List.of(new DeleteOffsets("g", Set.of(FIRST, SECOND)), new DeleteOffsets("g", Set.of(SECOND))),
                cluster.asked(DeleteOffsets.class));
    }

    @Test
    void offsetsThatAreNotThereOrInUseAreTold() {
        commits();
        cluster.answering(
                DeleteOffsets.class,
                _ -> new DeleteOffsets.Result(Map.of(
                        FIRST, Failure.of(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC, "members of 'g' read 'orders'"))));

        refused(
                "gokafka: group 'g' has no committed offset of topic 'bills'\n",
                "groups",
                "delete-offsets",
                "g",
                "--topic",
                "bills");
        refused("gokafka: members of 'g' read 'orders'\n", "groups", "delete-offsets", "g", "--topic", "orders");
    }

    @Test
    void memberIsRemovedByItsIdOrItsName() {
        cluster.answering(LeaveGroup.class, _ -> new LeaveGroup.Result(List.of(Optional.empty())));

        assertEquals("removed m-1 from group g\n", run("groups", "remove-member", "g", "--member", "m-1"));
        assertEquals(
                "removed first from group g\n",
                run("groups", "remove-member", "g", "--instance", "first", "--reason", "it is stuck"));
        assertEquals(
                new LeaveGroup.Member("", Optional.of("first"), "it is stuck"),
                cluster.asked(LeaveGroup.class).getLast().members().getFirst());
    }

    @Test
    void memberThatIsNotThereIsTold() {
        cluster.answering(
                LeaveGroup.class,
                _ -> new LeaveGroup.Result(
                        List.of(Optional.of(Failure.of(ErrorCode.UNKNOWN_MEMBER, "group 'g' has no member 'm-1'")))));

        refused("gokafka: group 'g' has no member 'm-1'\n", "groups", "remove-member", "g", "--member", "m-1");
    }

    @Test
    void logsOfABrokerAreListedByPartition() {
        cluster.answering(
                DescribeLogs.class,
                _ -> new DescribeLogs.Result(
                        "/data",
                        -1,
                        -1,
                        List.of(new DescribeLogs.Log(SECOND, 700, 3), new DescribeLogs.Log(FIRST, 5, 0))));

        assertEquals("""
                TOPIC   PARTITION  BYTES  BEHIND
                orders          0      5       0
                orders          1    700       3
                """, run("brokers", "logs", "node1"));
        assertTrue(run("brokers", "describe", "node1").endsWith("log folder  /data\ndisk        -\n"));
    }

    private void commits() {
        cluster.answering(
                FetchOffsets.class,
                _ -> new FetchOffsets.Result(Map.of(FIRST, CommittedOffset.of(5), SECOND, CommittedOffset.of(6))));
    }

    private static DescribeGroup.Result classic(String protocolType, byte[] metadata, byte[] assignment) {
        DescribeGroup.Details details = new DescribeGroup.Details(
                Optional.of("the first"),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(new DescribeGroup.Classic(metadata, assignment)));
        DescribeGroup.Member member =
                new DescribeGroup.Member("m-1", "app", "10.0.0.9:1", 5, List.of(), List.of(), details);
        return new DescribeGroup.Result(
                "old", GroupState.STABLE, 5, List.of(member), GroupType.CLASSIC, protocolType, "range");
    }

    private static byte[] subscription(String topic) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(12 + name.length)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) name.length)
                .put(name)
                .putInt(-1)
                .array();
    }

    private static byte[] assignment(String topic, int... partitions) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(16 + name.length + 4 * partitions.length)
                .putShort((short) 1)
                .putInt(1)
                .putShort((short) name.length)
                .put(name)
                .putInt(partitions.length);
        for (int partition : partitions) {
            out.putInt(partition);
        }
        return out.putInt(-1).array();
    }

    private String run(String... args) {
        Shell.Result result = new Shell(cluster).run(args);
        assertEquals(0, result.code(), result.err());
        return result.out();
    }

    private void refused(String message, String... args) {
        Shell.Result result = new Shell(cluster).run(args);
        assertEquals(1, result.code());
        assertEquals(message, result.err());
    }
}

package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Await;
import io.gokafka.distribution.kafka.Members.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups as the admin client sees them. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class GroupAdminIT {
    private final Kafka kafka;

    GroupAdminIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource
    void aGroupIsDescribedWithItsMembersAndTheirPartitions(Protocol protocol) {
        String topic = kafka.topic(4);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic);
                Admin admin = kafka.admin()) {
            members.join(protocol, "client.id", "c1", "group.instance.id", "s1");
            members.join(protocol, "client.id", "c2");
            members.untilShared(4);
            Await.until("the group is stable", Kafka.PATIENCE, () -> {
                members.pollOnce();
                return describe(admin, group).groupState() == GroupState.STABLE;
            });

            ConsumerGroupDescription described = describe(admin, group);

            assertEquals(protocol.isClassic() ? GroupType.CLASSIC : GroupType.CONSUMER, described.type());
            assertEquals(assignor(protocol), described.partitionAssignor());
            assertNotNull(described.coordinator());
            assertFalse(described.isSimpleConsumerGroup());
            assertEquals(2, described.members().size());
            MemberDescription first = member(described, "c1");
            assertEquals(Optional.of("s1"), first.groupInstanceId());
            assertEquals(Optional.empty(), member(described, "c2").groupInstanceId());
            assertTrue(first.host().contains("127.0.0.1"), first.host());
            Set<TopicPartition> all = described.members().stream()
                    .flatMap(m -> m.assignment().topicPartitions().stream())
                    .collect(Collectors.toSet());
            assertEquals(4, all.size());
            assertEquals(2, first.assignment().topicPartitions().size());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER_UNIFORM"})
    void groupsAreListedByStateAndType(Protocol protocol) {
        String topic = kafka.topic(1);
        String busy = Kafka.name("group");
        String idle = Kafka.name("group");
        GroupType type = protocol.isClassic() ? GroupType.CLASSIC : GroupType.CONSUMER;
        GroupType otherType = protocol.isClassic() ? GroupType.CONSUMER : GroupType.CLASSIC;
        try (Members members = new Members(kafka, busy, topic);
                Admin admin = kafka.admin()) {
            members.join(protocol);
            members.untilShared(1);
            Kafka.get(admin.alterConsumerGroupOffsets(
                            idle, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(1)))
                    .all());

            members.until(
                    "it is stable",
                    () -> list(admin, ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE)))
                            .containsKey(busy));
            GroupListing listing = list(admin, new ListGroupsOptions()).get(busy);
            assertEquals(Optional.of(type), listing.type());
            assertEquals(Optional.of(GroupState.STABLE), listing.groupState());
            assertEquals("consumer", listing.protocol());
            assertTrue(
                    list(admin, new ListGroupsOptions().withTypes(Set.of(type))).containsKey(busy));
            assertFalse(list(admin, new ListGroupsOptions().withTypes(Set.of(otherType)))
                    .containsKey(busy));
            Map<String, GroupListing> empty =
                    list(admin, new ListGroupsOptions().inGroupStates(Set.of(GroupState.EMPTY)));
            assertFalse(empty.containsKey(busy));
            assertTrue(empty.containsKey(idle));
        }
    }

    @Test
    void anUnknownGroupIsNotFound() {
        try (Admin admin = kafka.admin()) {
            var describing = admin.describeConsumerGroups(List.of(Kafka.name("absent")));
            assertThrows(GroupIdNotFoundException.class, () -> Kafka.get(describing.all()));
            var deleting = admin.deleteConsumerGroups(List.of(Kafka.name("absent")));
            assertThrows(GroupIdNotFoundException.class, () -> Kafka.get(deleting.all()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER_UNIFORM"})
    void anEmptyGroupIsDescribedAsEmpty(Protocol protocol) {
        String topic = kafka.topic(1);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic);
                Admin admin = kafka.admin()) {
            Member member = members.join(protocol);
            members.untilShared(1);
            members.leave(member);
            ConsumerGroupDescription described = describe(admin, group);
            assertEquals(GroupState.EMPTY, described.groupState());
            assertEquals(Set.of(), Set.copyOf(described.members()));
        }
    }

    @Test
    void theAdminClientRemovesMembers() {
        String topic = kafka.topic(4);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic);
                Admin admin = kafka.admin()) {
            Member removed = members.join(Protocol.RANGE, "group.instance.id", "gone", "session.timeout.ms", 60_000);
            members.join(Protocol.RANGE, "group.instance.id", "stays");
            members.untilShared(4);
            members.vanish(removed);
            assertEquals(2, describe(admin, group).members().size());

            Kafka.get(admin.removeMembersFromConsumerGroup(
                            group, new RemoveMembersFromConsumerGroupOptions(List.of(new MemberToRemove("gone"))))
                    .all());

            members.untilShared(4);
            members.vanish(members.only());
            Kafka.get(admin.removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all());
            assertEquals(GroupState.EMPTY, describe(admin, group).groupState());
        }
    }

    private static String assignor(Protocol protocol) {
        return switch (protocol) {
            case RANGE, CONSUMER_RANGE -> "range";
            case ROUND_ROBIN -> "roundrobin";
            case STICKY -> "sticky";
            case COOPERATIVE_STICKY -> "cooperative-sticky";
            case CONSUMER_UNIFORM -> "uniform";
        };
    }

    private static MemberDescription member(ConsumerGroupDescription described, String client) {
        return described.members().stream()
                .filter(m -> m.clientId().equals(client))
                .findFirst()
                .orElseThrow();
    }

    private static ConsumerGroupDescription describe(Admin admin, String group) {
        return Kafka.get(
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group));
    }

    private static Map<String, GroupListing> list(Admin admin, ListGroupsOptions options) {
        return Kafka.get(admin.listGroups(options).all()).stream()
                .collect(Collectors.toMap(GroupListing::groupId, g -> g));
    }
}

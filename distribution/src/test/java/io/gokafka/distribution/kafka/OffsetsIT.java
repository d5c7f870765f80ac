package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gokafka.distribution.Await;
import io.gokafka.distribution.kafka.Members.Member;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.GroupSubscribedToTopicException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Committed offsets: by members, by consumers without a group's protocol, and by the admin client. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class OffsetsIT {
    private final Kafka kafka;

    OffsetsIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER_UNIFORM"})
    void aMemberGoesOnWhereTheLastOneCommitted(Protocol protocol) {
        String topic = kafka.topic(1);
        kafka.fill(topic, 0, 100);
        TopicPartition tp = new TopicPartition(topic, 0);
        String group = Kafka.name("group");
        Object[] settings = Kafka.with(protocol.settings(), "group.id", group);
        try (var consumer = kafka.consumer(settings)) {
            consumer.subscribe(List.of(topic));
            Reading.poll(consumer, 100);
            consumer.commitSync(Map.of(tp, new OffsetAndMetadata(30, "why 30")));
            assertEquals("why 30", consumer.committed(Set.of(tp)).get(tp).metadata());
            CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> done = new CompletableFuture<>();
            consumer.commitAsync(Map.of(tp, new OffsetAndMetadata(40)), (offsets, fault) -> {
                if (fault == null) {
                    done.complete(offsets);
                } else {
                    done.completeExceptionally(fault);
                }
            });
            Await.until("the commit is done", Kafka.PATIENCE, () -> {
                consumer.poll(Duration.ofMillis(10));
                return done.isDone();
            });
            assertEquals(Map.of(tp, new OffsetAndMetadata(40)), done.join());
            assertEquals(40, consumer.committed(Set.of(tp)).get(tp).offset());
        }
        try (var consumer = kafka.consumer(settings)) {
            consumer.subscribe(List.of(topic));
            assertEquals(Reading.numbers(40, 100), Reading.values(Reading.poll(consumer, 60)));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER_UNIFORM"})
    void automaticCommitsAreKeptWhenAMemberLeaves(Protocol protocol) {
        String topic = kafka.topic(2);
        kafka.fill(topic, 0, 50);
        kafka.fill(topic, 1, 70);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic)) {
            Member member = members.join(protocol, "enable.auto.commit", true);
            members.untilRead(120);
            members.leave(member);
        }
        try (Admin admin = kafka.admin()) {
            assertEquals(
                    Map.of(new TopicPartition(topic, 0), 50L, new TopicPartition(topic, 1), 70L),
                    committed(admin, group));
        }
    }

    @Test
    void aConsumerThatAssignsItselfCommitsToo() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        kafka.fill(topic, 0, 10);
        String group = Kafka.name("group");
        try (var consumer = kafka.consumer("group.id", group)) {
            consumer.assign(List.of(tp));
            assertNull(consumer.committed(Set.of(tp)).get(tp));
            Reading.poll(consumer, 10);
            consumer.commitSync();
        }
        try (var consumer = kafka.consumer("group.id", group)) {
            consumer.assign(List.of(tp));
            assertEquals(10, consumer.position(tp));
        }
    }

    @Test
    void theAdminClientAltersListsAndDeletesOffsetsOfAnEmptyGroup() {
        String topic = kafka.topic(3);
        String other = kafka.topic(1);
        String group = Kafka.name("group");
        TopicPartition zero = new TopicPartition(topic, 0);
        TopicPartition one = new TopicPartition(topic, 1);
        TopicPartition two = new TopicPartition(topic, 2);
        TopicPartition elsewhere = new TopicPartition(other, 0);
        try (Admin admin = kafka.admin()) {
            Kafka.get(admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    zero, new OffsetAndMetadata(5, Optional.of(0), "five"),
                                    one, new OffsetAndMetadata(6),
                                    elsewhere, new OffsetAndMetadata(7)))
                    .all());
            assertEquals(Map.of(zero, 5L, one, 6L, elsewhere, 7L), committed(admin, group));
            OffsetAndMetadata five = offsets(admin, group).get(zero);
            assertEquals("five", five.metadata());
            assertEquals(Optional.of(0), five.leaderEpoch());

            var some = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(one, two));
            Map<TopicPartition, OffsetAndMetadata> asked = Kafka.get(
                    admin.listConsumerGroupOffsets(Map.of(group, some)).partitionsToOffsetAndMetadata(group));
            assertEquals(6, asked.get(one).offset());
            assertNull(asked.get(two));

            Kafka.get(admin.deleteConsumerGroupOffsets(group, Set.of(zero, elsewhere))
                    .all());
            assertEquals(Map.of(one, 6L), committed(admin, group));
        }
    }

    @Test
    void offsetsOfSeveralGroupsComeInOneAnswer() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        List<String> groups = List.of(Kafka.name("group"), Kafka.name("group"), Kafka.name("group"));
        try (Admin admin = kafka.admin()) {
            for (int i = 0; i < groups.size(); i++) {
                Kafka.get(admin.alterConsumerGroupOffsets(groups.get(i), Map.of(tp, new OffsetAndMetadata(i)))
                        .all());
            }
            var all = new ListConsumerGroupOffsetsSpec();
            var answer = Kafka.get(
                    admin.listConsumerGroupOffsets(Map.of(groups.get(0), all, groups.get(1), all, groups.get(2), all))
                            .all());
            for (int i = 0; i < groups.size(); i++) {
                assertEquals(i, answer.get(groups.get(i)).get(tp).offset());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "CONSUMER_UNIFORM"})
    void offsetsThatMembersUseAreGuarded(Protocol protocol) {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        String group = Kafka.name("group");
        try (Members members = new Members(kafka, group, topic);
                Admin admin = kafka.admin()) {
            Member member = members.join(protocol);
            members.untilShared(1);
            member.consumer.commitSync(Map.of(tp, new OffsetAndMetadata(3)));

            var altering = admin.alterConsumerGroupOffsets(group, Map.of(tp, new OffsetAndMetadata(1)));
            assertThrows(UnknownMemberIdException.class, () -> Kafka.get(altering.all()));
            var deleting = admin.deleteConsumerGroupOffsets(group, Set.of(tp));
            assertThrows(GroupSubscribedToTopicException.class, () -> Kafka.get(deleting.partitionResult(tp)));
            var dropping = admin.deleteConsumerGroups(List.of(group));
            assertThrows(GroupNotEmptyException.class, () -> Kafka.get(dropping.all()));
            assertEquals(Map.of(tp, 3L), committed(admin, group));

            members.leave(member);
            Kafka.get(admin.deleteConsumerGroups(List.of(group)).all());
            assertEquals(Map.of(), committed(admin, group));
            var again = admin.deleteConsumerGroups(List.of(group));
            assertThrows(GroupIdNotFoundException.class, () -> Kafka.get(again.all()));
        }
    }

    @Test
    void offsetsOfADeletedTopicAreGone() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        String group = Kafka.name("group");
        try (Admin admin = kafka.admin()) {
            Kafka.get(admin.alterConsumerGroupOffsets(group, Map.of(tp, new OffsetAndMetadata(5)))
                    .all());
            Kafka.get(admin.deleteTopics(List.of(topic)).all());
            Await.until(
                    "the offsets are gone",
                    Kafka.PATIENCE,
                    () -> committed(admin, group).isEmpty());
        }
    }

    @Test
    void aTopicOfTheSameNameBeginsWithoutOffsets() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        String group = Kafka.name("group");
        try (Admin admin = kafka.admin()) {
            Kafka.get(admin.alterConsumerGroupOffsets(group, Map.of(tp, new OffsetAndMetadata(5)))
                    .all());
            Kafka.get(admin.deleteTopics(List.of(topic)).all());
            Kafka.get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 3)))
                    .all());
            Await.until(
                    "the offsets of the old topic are gone",
                    Kafka.PATIENCE,
                    () -> committed(admin, group).isEmpty());
            Kafka.awaitLeaders(admin, topic, 1);
        }
        kafka.fill(topic, 0, 10);
        try (var consumer = kafka.consumer("group.id", group)) {
            consumer.assign(List.of(tp));
            assertEquals(Reading.numbers(0, 10), Reading.values(Reading.poll(consumer, 10)));
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Admin admin, String group) {
        return Kafka.get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    }

    private static Map<TopicPartition, Long> committed(Admin admin, String group) {
        Map<TopicPartition, Long> plain = new HashMap<>();
        offsets(admin, group).forEach((tp, offset) -> plain.put(tp, offset.offset()));
        return plain;
    }
}

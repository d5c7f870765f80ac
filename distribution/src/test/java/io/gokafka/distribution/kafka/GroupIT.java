package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.kafka.Members.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.SubscriptionPattern;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Groups of the Java client, by every assignor and both protocols. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class GroupIT {
    private static final int PARTITIONS = 6;

    private final Kafka kafka;

    GroupIT(Kafka kafka) {
        this.kafka = kafka;
    }

    @ParameterizedTest
    @EnumSource
    void membersShareThePartitionsAndEachRecordComesOnce(Protocol protocol) {
        String topic = kafka.topic(PARTITIONS);
        try (Members members = new Members(kafka, Kafka.name("group"), topic)) {
            Member first = members.join(protocol);
            members.untilShared(PARTITIONS);
            fill(topic);
            members.untilRead(60);
            members.commit();

            Member second = members.join(protocol);
            members.untilShared(PARTITIONS);
            assertEquals(3, first.assignment().size());
            assertEquals(3, second.assignment().size());
            fill(topic);
            members.untilRead(120);

            Member third = members.join(protocol);
            members.untilShared(PARTITIONS);
            members.until(
                    "each has two",
                    () -> List.of(first, second, third).stream()
                            .allMatch(m -> m.assignment().size() == 2));
            fill(topic);
            members.untilRead(180);

            members.leave(second);
            members.untilShared(PARTITIONS);
            fill(topic);
            members.untilRead(240);

            assertEquals(240, members.counts().size());
            assertEquals(240, members.records().size(), "nothing comes twice");
            assertTrue(third.records.size() > 10);
            assertEquals(0, first.losses);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE_STICKY", "CONSUMER_UNIFORM"})
    void theShareOfACrashedMemberGoesToTheOthers(Protocol protocol) {
        String topic = kafka.topic(PARTITIONS);
        try (Members members = new Members(kafka, Kafka.name("group"), topic)) {
            Member crashing = members.join(protocol);
            Member staying = members.join(protocol);
            members.untilShared(PARTITIONS);
            members.vanish(crashing);
            fill(topic);
            members.until("one member has all", () -> staying.assignment().size() == PARTITIONS);
            members.untilRead(60);
            assertEquals(60, members.counts().size());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE_STICKY", "CONSUMER_UNIFORM", "CONSUMER_RANGE"})
    void aStaticMemberComesBackToItsPartitionsAndNobodyElseNotices(Protocol protocol) {
        String topic = kafka.topic(PARTITIONS);
        try (Members members = new Members(kafka, Kafka.name("group"), topic)) {
            Object[] patient = protocol.isClassic() ? new Object[] {"session.timeout.ms", 30_000} : new Object[0];
            Member staying = members.join(protocol, Kafka.with(patient, "group.instance.id", "one"));
            Member restarting = members.join(protocol, Kafka.with(patient, "group.instance.id", "two"));
            members.untilShared(PARTITIONS);
            fill(topic);
            members.untilRead(60);
            members.commit();
            Set<TopicPartition> before = new HashSet<>(restarting.assignment());
            int revocations = staying.revocations;
            int assignments = staying.assignments;

            members.leave(restarting); // a static member's goodbye keeps its place
            Member again = members.join(protocol, Kafka.with(patient, "group.instance.id", "two"));
            members.untilShared(PARTITIONS);

            assertEquals(before, again.assignment());
            assertEquals(revocations, staying.revocations);
            assertEquals(assignments, staying.assignments);
            fill(topic);
            members.untilRead(120);
            assertEquals(120, members.records().size());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STICKY", "COOPERATIVE_STICKY", "CONSUMER_UNIFORM"})
    void stickyMembersKeepWhatTheyHaveWhenOneLeaves(Protocol protocol) {
        String topic = kafka.topic(PARTITIONS);
        try (Members members = new Members(kafka, Kafka.name("group"), topic)) {
            Member first = members.join(protocol);
            Member second = members.join(protocol);
            Member third = members.join(protocol);
            members.untilShared(PARTITIONS);
            members.until(
                    "each has two",
                    () -> List.of(first, second, third).stream()
                            .allMatch(m -> m.assignment().size() == 2));
            Set<TopicPartition> mine = new HashSet<>(first.assignment());
            Set<TopicPartition> theirs = new HashSet<>(second.assignment());

            members.leave(third);
            members.untilShared(PARTITIONS);

            assertTrue(first.assignment().containsAll(mine));
            assertTrue(second.assignment().containsAll(theirs));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE_STICKY", "CONSUMER_UNIFORM", "CONSUMER_RANGE"})
    void newPartitionsOfATopicAreAssigned(Protocol protocol) {
        String topic = kafka.topic(2);
        try (Members members = new Members(kafka, Kafka.name("group"), topic);
                var admin = kafka.admin()) {
            members.join(protocol, "metadata.max.age.ms", 1000);
            members.join(protocol, "metadata.max.age.ms", 1000);
            members.untilShared(2);
            Kafka.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4)))
                    .all());
            members.untilShared(4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"RANGE", "COOPERATIVE_STICKY", "CONSUMER_UNIFORM"})
    void aPatternOfTheClientsFollowsNewTopics(Protocol protocol) {
        String prefix = Kafka.name("pattern");
        Object[] settings = Kafka.with(protocol.settings(), "group.id", Kafka.name("group"));
        try (var admin = kafka.admin();
                var consumer = kafka.consumer(Kafka.with(settings, "metadata.max.age.ms", 1000))) {
            create(admin, prefix + "-a");
            consumer.subscribe(Pattern.compile(prefix + "-.*"));
            kafka.fill(prefix + "-a", 0, 1);
            assertEquals(prefix + "-a", Reading.poll(consumer, 1).getFirst().topic());
            consumer.commitSync(); // eager members begin anew at what is committed
            create(admin, prefix + "-b");
            kafka.fill(prefix + "-b", 0, 1);
            assertEquals(prefix + "-b", Reading.poll(consumer, 1).getFirst().topic());
        }
    }

    @Test
    void aPatternThatTheBrokerResolvesFollowsNewTopics() {
        String prefix = Kafka.name("pattern");
        Object[] settings = Kafka.with(Protocol.CONSUMER_UNIFORM.settings(), "group.id", Kafka.name("group"));
        try (var admin = kafka.admin();
                var consumer = kafka.consumer(settings)) {
            create(admin, prefix + "-a");
            create(admin, "not-" + prefix);
            consumer.subscribe(new SubscriptionPattern(prefix + "-[ab]"));
            kafka.fill("not-" + prefix, 0, 1);
            kafka.fill(prefix + "-a", 0, 1);
            assertEquals(prefix + "-a", Reading.poll(consumer, 1).getFirst().topic());
            create(admin, prefix + "-b");
            kafka.fill(prefix + "-b", 0, 1);
            assertEquals(prefix + "-b", Reading.poll(consumer, 1).getFirst().topic());
            assertEquals(
                    Set.of(new TopicPartition(prefix + "-a", 0), new TopicPartition(prefix + "-b", 0)),
                    consumer.assignment());
        }
    }

    private static void create(Admin admin, String topic) {
        Kafka.get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 3))).all());
        Kafka.awaitLeaders(admin, topic, 1);
    }

    private void fill(String topic) {
        for (int p = 0; p < PARTITIONS; p++) {
            kafka.fill(topic, p, 10);
        }
    }
}

package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Await;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Topics, their partitions and their records, by the admin client. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class TopicAdminIT {
    private final Kafka kafka;
    private final Admin admin;

    TopicAdminIT(Kafka kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void aTopicIsCreatedAndDescribedByNameAndById() {
        String topic = Kafka.name("topic");
        var created = admin.createTopics(
                List.of(new NewTopic(topic, 3, (short) 3).configs(Map.of("retention.ms", "100000"))));
        Uuid id = Kafka.get(created.topicId(topic));
        assertNotEquals(Uuid.ZERO_UUID, id);
        assertEquals(3, Kafka.get(created.numPartitions(topic)));
        assertEquals(3, Kafka.get(created.replicationFactor(topic)));
        assertEquals(
                "100000", Kafka.get(created.config(topic)).get("retention.ms").value());
        Kafka.awaitLeaders(admin, topic, 3);

        TopicDescription byName = Kafka.describe(admin, topic);
        TopicDescription byId = Kafka.get(admin.describeTopics(TopicCollection.ofTopicIds(List.of(id)))
                        .allTopicIds())
                .get(id);

        assertEquals(id, byName.topicId());
        assertEquals(topic, byId.name());
        assertFalse(byName.isInternal());
        assertEquals(3, byName.partitions().size());
        for (int p = 0; p < 3; p++) {
            assertEquals(p, byName.partitions().get(p).partition());
            assertEquals(3, byName.partitions().get(p).replicas().size());
            assertEquals(3, byName.partitions().get(p).isr().size());
        }
        assertEquals(
                id, Kafka.get(admin.listTopics().namesToListings()).get(topic).topicId());
    }

    @Test
    void aTopicIsDeletedByNameOrIdAndItsNameComesBackWithAnotherId() {
        String topic = kafka.topic(1);
        Uuid id = Kafka.describe(admin, topic).topicId();
        kafka.fill(topic, 0, 10);
        Kafka.get(admin.deleteTopics(List.of(topic)).all());
        awaitAbsent(topic);
        fails(
                UnknownTopicOrPartitionException.class,
                () -> admin.deleteTopics(List.of(topic)).all());
        fails(
                UnknownTopicIdException.class,
                () -> admin.describeTopics(TopicCollection.ofTopicIds(List.of(id)))
                        .allTopicIds());

        Kafka.get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) 3))).all());
        Kafka.awaitLeaders(admin, topic, 1);
        Uuid again = Kafka.describe(admin, topic).topicId();
        assertNotEquals(id, again);
        assertEquals(0, offset(topic, OffsetSpec.latest()).offset());
        Kafka.get(admin.deleteTopics(TopicCollection.ofTopicIds(List.of(again))).all());
        awaitAbsent(topic);
    }

    @Test
    void whatCannotBeCreatedIsRefusedWithItsReason() {
        String topic = kafka.topic(1);
        refused(TopicExistsException.class, new NewTopic(topic, 1, (short) 3));
        refused(InvalidTopicException.class, new NewTopic("no/good", 1, (short) 3));
        refused(InvalidTopicException.class, new NewTopic("x".repeat(250), 1, (short) 3));
        refused(InvalidPartitionsException.class, new NewTopic(Kafka.name("t"), 0, (short) 3));
        refused(InvalidReplicationFactorException.class, new NewTopic(Kafka.name("t"), 1, (short) 9));
        NewTopic unknown = new NewTopic(Kafka.name("t"), 1, (short) 3).configs(Map.of("no.such.config", "1"));
        InvalidConfigurationException fault = refused(InvalidConfigurationException.class, unknown);
        assertTrue(fault.getMessage().contains("no.such.config"), fault.getMessage());
        NewTopic bad = new NewTopic(Kafka.name("t"), 1, (short) 3).configs(Map.of("retention.ms", "soon"));
        refused(InvalidConfigurationException.class, bad);
    }

    @Test
    void oneBadTopicDoesNotStopTheOthersAndValidationCreatesNothing() {
        String good = Kafka.name("topic");
        var created =
                admin.createTopics(List.of(new NewTopic(good, 1, (short) 3), new NewTopic("no/good", 1, (short) 3)));
        Kafka.get(created.values().get(good));
        fails(InvalidTopicException.class, () -> created.values().get("no/good"));

        String never = Kafka.name("topic");
        Kafka.get(admin.createTopics(
                        List.of(new NewTopic(never, 1, (short) 3)), new CreateTopicsOptions().validateOnly(true))
                .all());
        awaitAbsent(never);
    }

    @Test
    void replicasMayBeChosenByTheClient() {
        List<Integer> brokers = Kafka.get(admin.describeCluster().nodes()).stream()
                .map(n -> n.id())
                .sorted()
                .toList();
        String topic = Kafka.name("topic");
        Kafka.get(admin.createTopics(List.of(new NewTopic(
                        topic,
                        Map.of(
                                0, List.of(brokers.get(2), brokers.get(0)),
                                1, List.of(brokers.get(1), brokers.get(2))))))
                .all());
        Kafka.awaitLeaders(admin, topic, 2);
        TopicDescription described = Kafka.describe(admin, topic);
        assertEquals(
                Set.of(brokers.get(2), brokers.get(0)),
                Set.copyOf(described.partitions().get(0).replicas().stream()
                        .map(n -> n.id())
                        .toList()));
        assertEquals(
                Set.of(brokers.get(1), brokers.get(2)),
                Set.copyOf(described.partitions().get(1).replicas().stream()
                        .map(n -> n.id())
                        .toList()));
        refused(
                InvalidReplicaAssignmentException.class,
                new NewTopic(Kafka.name("t"), Map.of(0, List.of(brokers.get(0), brokers.get(0)))));
    }

    @Test
    void aTopicWithoutNumbersGetsTheBrokersDefaults() {
        String topic = Kafka.name("topic");
        Kafka.get(admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                .all());
        Kafka.awaitLeaders(admin, topic, 1);
        assertEquals(
                3,
                Kafka.describe(admin, topic).partitions().getFirst().replicas().size());
    }

    @Test
    void partitionsAreAddedAndNeverTakenAway() {
        String topic = kafka.topic(2);
        kafka.fill(topic, 1, 5);
        Kafka.get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(5)))
                .all());
        Kafka.awaitLeaders(admin, topic, 5);
        kafka.fill(topic, 4, 3);
        assertEquals(3, Reading.all(kafka, topic, 4).size());
        assertEquals(5, Reading.all(kafka, topic, 1).size());
        fails(
                InvalidPartitionsException.class,
                () -> admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(3)))
                        .all());
        fails(
                UnknownTopicOrPartitionException.class,
                () -> admin.createPartitions(Map.of(Kafka.name("absent"), NewPartitions.increaseTo(3)))
                        .all());
    }

    @Test
    void recordsAreDeletedUpToAnOffset() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        kafka.fill(topic, 0, 100);
        var deleted = admin.deleteRecords(Map.of(tp, RecordsToDelete.beforeOffset(42)));
        assertEquals(42, Kafka.get(deleted.lowWatermarks().get(tp)).lowWatermark());
        assertEquals(42, offset(topic, OffsetSpec.earliest()).offset());
        assertEquals(Reading.numbers(42, 100), Reading.values(Reading.all(kafka, topic, 0)));
        fails(
                OffsetOutOfRangeException.class,
                () -> admin.deleteRecords(Map.of(tp, RecordsToDelete.beforeOffset(1000)))
                        .all());
        Kafka.get(admin.deleteRecords(Map.of(tp, RecordsToDelete.beforeOffset(-1)))
                .all());
        assertEquals(100, offset(topic, OffsetSpec.earliest()).offset());
        kafka.fill(topic, 0, 1);
        assertEquals(101, offset(topic, OffsetSpec.latest()).offset());
    }

    @Test
    void offsetsAreListedByEverySpec() {
        String topic = kafka.topic(1, Map.of("retention.ms", "-1"));
        try (var producer = kafka.producer("linger.ms", 5)) {
            long[] times = {1000, 5000, 3000};
            for (long time : times) {
                Future<RecordMetadata> _ = producer.send(new ProducerRecord<>(topic, 0, time, null, "v"));
            }
        }
        assertEquals(0, offset(topic, OffsetSpec.earliest()).offset());
        assertEquals(3, offset(topic, OffsetSpec.latest()).offset());
        ListOffsetsResultInfo max = offset(topic, OffsetSpec.maxTimestamp());
        assertEquals(1, max.offset());
        assertEquals(5000, max.timestamp());
        ListOffsetsResultInfo at = offset(topic, OffsetSpec.forTimestamp(1001));
        assertEquals(1, at.offset());
        assertEquals(5000, at.timestamp());
        assertEquals(-1, offset(topic, OffsetSpec.forTimestamp(9000)).offset());
        assertEquals(0, offset(topic, OffsetSpec.earliestLocal()).offset());
        assertEquals(-1, offset(topic, OffsetSpec.latestTiered()).offset());
        TopicPartition absent = new TopicPartition(topic, 7);
        try (Admin impatient = Admin.create(kafka.config("default.api.timeout.ms", 5000, "request.timeout.ms", 5000))) {
            assertThrows(
                    ApiException.class,
                    () -> Kafka.get(impatient
                            .listOffsets(Map.of(absent, OffsetSpec.latest()))
                            .all()));
        }
    }

    private ListOffsetsResultInfo offset(String topic, OffsetSpec spec) {
        TopicPartition tp = new TopicPartition(topic, 0);
        return Kafka.get(admin.listOffsets(Map.of(tp, spec)).partitionResult(tp));
    }

    private <E extends Exception> E refused(Class<E> expected, NewTopic topic) {
        return assertThrows(
                expected, () -> Kafka.get(admin.createTopics(List.of(topic)).all()));
    }

    private static void fails(Class<? extends Exception> expected, Supplier<KafkaFuture<?>> call) {
        assertThrows(expected, () -> Kafka.get(call.get()));
    }

    private void awaitAbsent(String topic) {
        Await.until(
                "there is no " + topic,
                Kafka.PATIENCE,
                () -> !Kafka.get(admin.listTopics().names()).contains(topic));
    }
}

package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Await;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ElectionNotNeededException;
import org.apache.kafka.common.errors.InvalidReplicaAssignmentException;
import org.apache.kafka.common.errors.NoReassignmentInProgressException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Brokers, their disks, and which of them has which partition, by the admin client. */
@ExtendWith(KafkaCluster.class)
@Execution(ExecutionMode.CONCURRENT)
class ClusterAdminIT {
    private final Kafka kafka;
    private final Admin admin;

    ClusterAdminIT(Kafka kafka) {
        this.kafka = kafka;
        this.admin = kafka.admin();
    }

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void theClusterIsDescribedWithItsBrokersAndController() {
        Collection<Node> nodes = Kafka.get(admin.describeCluster().nodes());
        assertEquals(3, nodes.size());
        Set<String> addresses = new HashSet<>();
        nodes.forEach(n -> addresses.add(n.host() + ":" + n.port()));
        assertEquals(Set.of(kafka.bootstrap().split(",")), addresses);
        assertTrue(nodes.contains(Kafka.get(admin.describeCluster().controller())));
        assertFalse(Kafka.get(admin.describeCluster().clusterId()).isEmpty());
    }

    @Test
    void logDirectoriesShowEachReplicaWithItsSize() {
        String topic = kafka.topic(2);
        TopicPartition tp = new TopicPartition(topic, 1);
        kafka.fill(topic, 1, 100);
        List<Integer> brokers = brokers();
        Await.until("all replicas have the records", Kafka.PATIENCE, () -> {
            Map<Integer, Map<String, LogDirDescription>> all =
                    Kafka.get(admin.describeLogDirs(brokers).allDescriptions());
            return all.size() == 3
                    && all.values().stream()
                            .allMatch(dirs -> dirs.values().stream()
                                    .anyMatch(dir -> dir.error() == null
                                            && dir.replicaInfos().containsKey(tp)
                                            && dir.replicaInfos().get(tp).size() > 500));
        });
    }

    @Test
    void leadershipGoesBackToThePreferredReplicaWhenAsked() {
        List<Integer> brokers = brokers();
        String topic = placed(brokers);
        TopicPartition tp = new TopicPartition(topic, 0);
        awaitLeader(topic, brokers.getFirst());
        var election = admin.electLeaders(ElectionType.PREFERRED, Set.of(tp));
        Optional<Throwable> outcome = Kafka.get(election.partitions()).getOrDefault(tp, Optional.empty());
        assertTrue(outcome.isEmpty() || outcome.get() instanceof ElectionNotNeededException, () -> outcome.toString());

        // Another order of the same replicas: another one is preferred.
        Kafka.get(admin.alterPartitionReassignments(Map.of(
                        tp,
                        Optional.of(
                                new NewPartitionReassignment(List.of(brokers.get(1), brokers.get(2), brokers.get(0))))))
                .all());
        awaitReplicas(topic, List.of(brokers.get(1), brokers.get(2), brokers.get(0)));
        Await.until("the preferred replica leads", Kafka.PATIENCE, () -> {
            Optional<Throwable> result = Kafka.get(admin.electLeaders(ElectionType.PREFERRED, Set.of(tp))
                            .partitions())
                    .getOrDefault(tp, Optional.empty());
            assertTrue(result.isEmpty() || result.get() instanceof ElectionNotNeededException, () -> "" + result);
            return leader(topic) == brokers.get(1);
        });
        TopicPartition absent = new TopicPartition(Kafka.name("absent"), 0);
        Optional<Throwable> missing = Kafka.get(admin.electLeaders(ElectionType.PREFERRED, Set.of(absent))
                        .partitions())
                .get(absent);
        assertTrue(missing.orElseThrow() instanceof UnknownTopicOrPartitionException, () -> missing.toString());
    }

    @Test
    void aPartitionMovesToOtherBrokersWithItsRecords() {
        List<Integer> brokers = brokers();
        String topic = placed(brokers.subList(0, 1));
        TopicPartition tp = new TopicPartition(topic, 0);
        kafka.fill(topic, 0, 1000);
        List<Integer> target = brokers.subList(1, 3);
        Kafka.get(admin.alterPartitionReassignments(Map.of(tp, Optional.of(new NewPartitionReassignment(target))))
                .all());
        awaitReplicas(topic, target);
        Await.until(
                "no reassignment is going on",
                Kafka.PATIENCE,
                () -> !Kafka.get(admin.listPartitionReassignments().reassignments())
                        .containsKey(tp));
        Await.until("a new broker leads", Kafka.PATIENCE, () -> target.contains(leader(topic)));
        assertEquals(Reading.numbers(0, 1000), Reading.values(Reading.all(kafka, topic, 0)));
        kafka.fill(topic, 0, 10);
        assertEquals(1010, Reading.all(kafka, topic, 0).size());
    }

    @Test
    void reassignmentsThatCannotBeAreRefused() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        var nowhere = admin.alterPartitionReassignments(
                Map.of(tp, Optional.of(new NewPartitionReassignment(List.of(987_654)))));
        assertThrows(InvalidReplicaAssignmentException.class, () -> Kafka.get(nowhere.all()));
        var none = admin.alterPartitionReassignments(Map.of(tp, Optional.empty()));
        assertThrows(NoReassignmentInProgressException.class, () -> Kafka.get(none.all()));
        var absent = admin.alterPartitionReassignments(
                Map.of(new TopicPartition(topic, 9), Optional.of(new NewPartitionReassignment(brokers()))));
        assertThrows(UnknownTopicOrPartitionException.class, () -> Kafka.get(absent.all()));
    }

    @Test
    void producersOfAPartitionAreDescribed() {
        String topic = kafka.topic(1);
        TopicPartition tp = new TopicPartition(topic, 0);
        try (var producer = kafka.producer("enable.idempotence", true)) {
            for (int i = 0; i < 3; i++) {
                Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, "v")));
            }
            List<ProducerState> states = Kafka.get(
                            admin.describeProducers(List.of(tp)).partitionResult(tp))
                    .activeProducers();
            assertEquals(1, states.size());
            ProducerState state = states.getFirst();
            assertTrue(state.producerId() >= 0);
            assertEquals(0, state.producerEpoch());
            assertEquals(2, state.lastSequence());
            assertTrue(state.lastTimestamp() > 0);
            assertTrue(state.currentTransactionStartOffset().isEmpty());
        }
    }

    @Test
    void featuresAreDescribed() {
        assertNotNull(Kafka.get(admin.describeFeatures().featureMetadata()));
    }

    private List<Integer> brokers() {
        return Kafka.get(admin.describeCluster().nodes()).stream()
                .map(Node::id)
                .sorted()
                .toList();
    }

    private String placed(List<Integer> brokers) {
        String topic = Kafka.name("placed");
        Kafka.get(admin.createTopics(List.of(new NewTopic(topic, Map.of(0, brokers))))
                .all());
        Kafka.awaitLeaders(admin, topic, 1);
        return topic;
    }

    private int leader(String topic) {
        return Kafka.describe(admin, topic).partitions().getFirst().leader().id();
    }

    private void awaitLeader(String topic, int broker) {
        Await.until(topic + " is led by " + broker, Kafka.PATIENCE, () -> leader(topic) == broker);
    }

    private void awaitReplicas(String topic, List<Integer> brokers) {
        Await.until(
                topic + " is on " + brokers,
                Kafka.PATIENCE,
                () -> Kafka.describe(admin, topic).partitions().getFirst().replicas().stream()
                        .map(Node::id)
                        .toList()
                        .equals(brokers));
    }
}

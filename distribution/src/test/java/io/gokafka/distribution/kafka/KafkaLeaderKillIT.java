package io.gokafka.distribution.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.distribution.Await;
import io.gokafka.distribution.BrokerNode;
import io.gokafka.distribution.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers die and are restarted under Kafka clients that stay connected. */
class KafkaLeaderKillIT {
    private static final int KILLS = 3;

    @TempDir
    Path directory;

    @BeforeAll
    static void theBrokersAreOurs() {
        Assumptions.assumeTrue(
                System.getProperty("gokafka.it.bootstrap", "").isEmpty(), "the brokers are not ours to kill");
    }

    @Test
    void anIdempotentProducersRecordsAreThereOnceAndInOrderWhileLeadersDie() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, KafkaCluster.SETTINGS)) {
            Kafka kafka = new Kafka(KafkaCluster.bootstrap(cluster), Optional.of(cluster));
            String topic = kafka.topic(1);
            long sent;
            try (Traffic traffic = new Traffic(kafka, topic, 1)) {
                for (int i = 0; i < KILLS; i++) {
                    traffic.awaitAcknowledged(2000);
                    BrokerNode leader = cluster.leader(topic, 0);
                    leader.kill();
                    traffic.awaitAcknowledged(2000);
                    leader.start();
                    cluster.awaitReady(leader);
                }
                sent = traffic.finish();
            }
            List<ConsumerRecord<String, String>> records = Reading.all(kafka, topic, 0);
            for (int i = 0; i < records.size(); i++) {
                assertEquals("" + i, records.get(i).value());
            }
            assertEquals(sent, records.size());
        }
    }

    @Test
    void aRollingRestartOfAllBrokersDoesNotReachTheApplication() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, KafkaCluster.SETTINGS)) {
            Kafka kafka = new Kafka(KafkaCluster.bootstrap(cluster), Optional.of(cluster));
            for (Protocol protocol : List.of(Protocol.COOPERATIVE_STICKY, Protocol.CONSUMER_UNIFORM)) {
                rollUnder(kafka, cluster, protocol);
            }
        }
    }

    private static void rollUnder(Kafka kafka, TestCluster cluster, Protocol protocol) throws Exception {
        String topic = kafka.topic(4);
        try (Traffic traffic = new Traffic(kafka, topic, 4);
                Members members = new Members(kafka, Kafka.name("rolling"), topic)) {
            members.join(protocol);
            members.join(protocol);
            members.untilShared(4);
            for (BrokerNode node : cluster.nodes()) {
                node.stop();
                node.start();
                Await.until(node.id() + " is ready", Kafka.PATIENCE, () -> {
                    members.pollOnce(); // an error of a consumer fails the test here, one of the producer in finish()
                    members.commit();
                    return node.isReady();
                });
                traffic.awaitAcknowledged(1000);
            }
            long sent = traffic.finish();
            members.until("all " + sent + " records have come", () -> members.received() >= sent);
            assertEquals(sent, members.counts().size());
        }
    }

    @Test
    void withoutEnoughReplicasAcknowledgedWritesAreRefusedUntilTheyAreBack() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, KafkaCluster.SETTINGS)) {
            Kafka kafka = new Kafka(KafkaCluster.bootstrap(cluster), Optional.of(cluster));
            String topic = kafka.topic(1, Map.of("min.insync.replicas", "3"));
            BrokerNode leader = cluster.leader(topic, 0);
            BrokerNode follower = cluster.nodes().stream()
                    .filter(n -> n != leader)
                    .findFirst()
                    .orElseThrow();
            try (var producer = kafka.producer("retries", 0, "enable.idempotence", false, "acks", "all");
                    var unacknowledged = kafka.producer("acks", "1", "enable.idempotence", false);
                    Admin admin = kafka.admin()) {
                Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, "before")));
                follower.kill();
                Await.until(
                        "the replica is out of sync",
                        Kafka.PATIENCE,
                        () -> Kafka.describe(admin, topic)
                                        .partitions()
                                        .getFirst()
                                        .isr()
                                        .size()
                                == 2);
                var sent = producer.send(new ProducerRecord<>(topic, 0, null, "during"));
                RuntimeException fault = assertThrows(RuntimeException.class, () -> Kafka.get(sent));
                assertTrue(
                        fault instanceof NotEnoughReplicasException
                                || fault instanceof NotEnoughReplicasAfterAppendException,
                        fault.toString());
                Kafka.get(unacknowledged.send(new ProducerRecord<>(topic, 0, null, "acks=1")));
                follower.start();
                cluster.awaitReady(follower);
                Await.until("writes are taken again", Kafka.PATIENCE, () -> {
                    Kafka.get(producer.send(new ProducerRecord<>(topic, 0, null, "after")));
                    return true;
                });
            }
        }
    }

    @Test
    void everythingIsThereAfterAllBrokersWereKilledTogether() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory, KafkaCluster.SETTINGS)) {
            Kafka kafka = new Kafka(KafkaCluster.bootstrap(cluster), Optional.of(cluster));
            String topic = kafka.topic(3);
            String group = Kafka.name("group");
            List<Integer> counts = new ArrayList<>();
            try (Members members = new Members(kafka, group, topic)) {
                members.join(Protocol.CONSUMER_UNIFORM);
                for (int p = 0; p < 3; p++) {
                    kafka.fill(topic, p, 100 + p);
                    counts.add(100 + p);
                }
                members.untilRead(303);
                members.commit();
            }
            cluster.nodes().forEach(BrokerNode::kill);
            for (BrokerNode node : cluster.nodes()) {
                node.start();
            }
            cluster.nodes().forEach(cluster::awaitReady);
            for (int p = 0; p < 3; p++) {
                assertEquals(Reading.numbers(0, counts.get(p)), Reading.values(Reading.all(kafka, topic, p)));
            }
            try (Members members = new Members(kafka, group, topic)) {
                members.join(Protocol.CONSUMER_UNIFORM);
                members.untilShared(3);
                kafka.fill(topic, 0, 1);
                members.untilRead(1);
                assertEquals(100, members.records().getFirst().offset());
            }
        }
    }
}

package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers of one cluster with different storages: replicas agree, whatever keeps them. */
class MixedStorageIT {
    private static final String TOPIC = "mixed";
    private static final List<TopicPartition> PARTITIONS = IntStream.range(0, 3)
            .mapToObj(number -> new TopicPartition(TOPIC, number))
            .toList();
    private static final int RECORDS = 300;

    @TempDir
    Path directory;

    /** While one of the brokers with files is dead, nothing is acknowledged that is not in RocksDB. */
    @Test
    void recordsAreThereWhicheverBrokerIsKilled() throws Exception {
        try (TestCluster cluster = new TestCluster(directory)) {
            cluster.add("storage=file");
            cluster.add("storage=rocksdb");
            cluster.add("storage=file");
            cluster.startAll();
            try (GokafkaClient client = cluster.connect()) {
                client.topics().create(TOPIC, PARTITIONS.size(), 3, Map.of());
            }
            int produced = produce(cluster.node(0), 0);
            for (BrokerNode victim : List.copyOf(cluster.nodes())) {
                List<BrokerNode> others =
                        cluster.nodes().stream().filter(node -> node != victim).toList();
                victim.kill();
                produced = produce(others.getFirst(), produced);
                for (BrokerNode node : others) {
                    check(node, produced);
                }
                victim.start();
                cluster.awaitReady(victim);
                produced = produce(victim, produced);
            }
            for (BrokerNode node : cluster.nodes()) {
                check(node, produced);
            }
        }
    }

    /** More records in each partition, after so many; returns how many each has then. */
    private static int produce(BrokerNode node, int before) {
        try (GokafkaClient client = GokafkaClient.connect(ClientConfig.of(node.grpc()));
                Producer producer = client.producer(ProducerConfig.defaults())) {
            List<CompletableFuture<RecordMetadata>> sent = new ArrayList<>();
            for (int i = before; i < before + RECORDS; i++) {
                for (TopicPartition partition : PARTITIONS) {
                    sent.add(producer.send(
                            ProducerRecord.of(TOPIC, "record " + i).withPartition(partition.partition())));
                }
            }
            producer.flush();
            sent.forEach(CompletableFuture::join);
        }
        return before + RECORDS;
    }

    private static void check(BrokerNode node, int count) {
        try (GokafkaClient client = GokafkaClient.connect(ClientConfig.of(node.grpc()));
                Consumer consumer = client.consumer(ConsumerConfig.defaults())) {
            for (TopicPartition partition : PARTITIONS) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                List<String> values = new ArrayList<>();
                Await.until(
                        () -> partition + " has " + count + " records: " + values.size(), TestCluster.PATIENCE, () -> {
                            consumer.poll(Duration.ofSeconds(1))
                                    .forEach(found -> values.add(found.record().valueText()));
                            return values.size() >= count;
                        });
                assertEquals(
                        IntStream.range(0, count).mapToObj(i -> "record " + i).toList(), values);
            }
        }
    }
}

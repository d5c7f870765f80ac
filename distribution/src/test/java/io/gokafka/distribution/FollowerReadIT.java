package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.ReadFrom;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers that take any replica: they see new records, and go on reading when only one follower is left. */
class FollowerReadIT {
    private static final TopicPartition PARTITION = new TopicPartition("copies", 0);
    private static final ConsumerConfig CONFIG = ConsumerConfig.defaults()
            .withReadFrom(ReadFrom.ANY_REPLICA)
            .withMaxPollRecords(10)
            .withFetchBytes(2048, 1024);

    @TempDir
    Path directory;

    @Test
    void aFollowerServesWhatIsCommittedThoughNobodyLeads() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory);
                GokafkaClient client = cluster.connect();
                Consumer consumer = client.consumer(CONFIG)) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            produce(client, 0, 1000);
            consumer.assign(List.of(PARTITION));
            consumer.seek(PARTITION, 0);
            assertEquals(values(0, 1000), read(consumer, 1000));

            BrokerNode leader = cluster.leader(PARTITION.topic(), 0);
            leader.kill();
            produce(client, 1000, 1100);
            assertEquals(values(1000, 1100), read(consumer, 100));

            cluster.leader(PARTITION.topic(), 0).kill(); // one of three is left, which cannot lead
            consumer.seek(PARTITION, 0);
            assertEquals(values(0, 1000), read(consumer, 1000));
        }
    }

    private static void produce(GokafkaClient client, int from, int to) {
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            for (int i = from; i < to; i++) {
                var _ = producer.send(ProducerRecord.of(PARTITION.topic(), "record " + i));
            }
            producer.flush();
        }
    }

    private static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
    }

    private static List<String> read(Consumer consumer, int count) {
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + TestCluster.PATIENCE.toNanos();
        while (values.size() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(500)).stream()
                    .limit(count - values.size())
                    .forEach(r -> values.add(r.record().valueText()));
        }
        return values;
    }
}

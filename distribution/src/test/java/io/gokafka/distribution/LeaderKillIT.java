package io.gokafka.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leaders die by SIGKILL while records flow: nothing acknowledged is lost, nothing is there twice, the order is kept. */
class LeaderKillIT {
    private static final int KILLS = 4;
    private static final long RECORDS_BETWEEN_KILLS = 5_000;
    private static final TopicPartition PARTITION = new TopicPartition("kills", 0);

    @TempDir
    Path directory;

    @Test
    void everyAcknowledgedRecordIsThereOnceAndInOrder() throws Exception {
        try (TestCluster cluster = TestCluster.ofThree(directory);
                GokafkaClient client = cluster.connect()) {
            client.topics().create(PARTITION.topic(), 1, 3, Map.of());
            AtomicLong acknowledged = new AtomicLong();
            AtomicBoolean enough = new AtomicBoolean();
            CompletableFuture<Long> producing =
                    CompletableFuture.supplyAsync(() -> produce(client, acknowledged, enough));

            for (int i = 0; i < KILLS; i++) {
                long goal = acknowledged.get() + RECORDS_BETWEEN_KILLS;
                awaitMore(acknowledged, goal, producing);
                BrokerNode leader = cluster.leader(PARTITION.topic(), 0);
                leader.kill();
                awaitMore(acknowledged, acknowledged.get() + RECORDS_BETWEEN_KILLS, producing);
                leader.start();
                cluster.awaitReady(leader);
            }
            enough.set(true);
            long sent = producing.get();

            assertEquals(sent, acknowledged.get());
            List<String> values = readAll(client, sent);
            for (int i = 0; i < values.size(); i++) {
                assertEquals("record " + i, values.get(i));
            }
            assertEquals(sent, values.size());
        }
    }

    private static void awaitMore(AtomicLong acknowledged, long goal, CompletableFuture<Long> producing) {
        Await.until("acknowledgements go on", Duration.ofSeconds(30), () -> {
            if (producing.isCompletedExceptionally()) {
                producing.join();
            }
            return acknowledged.get() >= goal;
        });
    }

    private static long produce(GokafkaClient client, AtomicLong acknowledged, AtomicBoolean enough) {
        List<CompletableFuture<RecordMetadata>> pending = new ArrayList<>();
        long sent = 0;
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            while (!enough.get()) {
                byte[] value = ("record " + sent++).getBytes(StandardCharsets.UTF_8);
                pending.add(producer.send(
                                ProducerRecord.of(PARTITION.topic(), value).withPartition(0))
                        .whenComplete((done, fault) -> {
                            if (fault == null) {
                                acknowledged.incrementAndGet();
                            }
                        }));
                if (pending.size() > 2_000) {
                    pending.removeFirst().join();
                }
            }
            producer.flush();
            pending.forEach(CompletableFuture::join);
        }
        return sent;
    }

    private static List<String> readAll(GokafkaClient client, long count) {
        List<String> values = new ArrayList<>();
        try (Consumer consumer = client.consumer(ConsumerConfig.defaults())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long deadline = System.nanoTime() + TestCluster.PATIENCE.toNanos();
            List<ConsumerRecord> records = consumer.poll(Duration.ofSeconds(1));
            while (System.nanoTime() < deadline && !(records.isEmpty() && values.size() >= count)) {
                records.forEach(r -> values.add(r.record().valueText()));
                records = consumer.poll(Duration.ofMillis(500));
            }
        }
        return values;
    }
}

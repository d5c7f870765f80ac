package io.gokafka.distribution;

import io.gokafka.api.TopicPartition;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.GokafkaClient;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.NullMarked;

/** A producer that sends one record after the other to a partition while something happens, and a reader of all that was acknowledged. */
@NullMarked
final class SteadyTraffic implements AutoCloseable {
    /** With which its records begin; others may write to the partition, too. */
    private static final String NAME = "record ";

    private final GokafkaClient client;
    private final TopicPartition partition;
    private final int recordBytes;
    private final List<String> acknowledged = new ArrayList<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean stopped;

    SteadyTraffic(GokafkaClient client, TopicPartition partition, int recordBytes) {
        this.client = client;
        this.partition = partition;
        this.recordBytes = recordBytes;
        Thread.ofVirtual().name("traffic").start(this::send);
    }

    private void send() {
        try (Producer producer = client.producer(ProducerConfig.defaults())) {
            for (int i = 0; !stopped; i++) {
                String value = NAME + i + " " + ".".repeat(recordBytes);
                producer.send(ProducerRecord.of(partition.topic(), value.getBytes(StandardCharsets.UTF_8))
                                .withPartition(partition.partition()))
                        .join();
                synchronized (acknowledged) {
                    acknowledged.add(value);
                }
            }
            ended.complete(null);
        } catch (Throwable e) {
            ended.completeExceptionally(e);
        }
    }

    int count() {
        synchronized (acknowledged) {
            return acknowledged.size();
        }
    }

    /** So many more are acknowledged. */
    void awaitMore(int records) {
        int before = count();
        Await.until(
                () -> records + " more records than " + before + " are acknowledged: " + count(),
                TestCluster.PATIENCE,
                () -> {
                    if (ended.isCompletedExceptionally()) {
                        ended.join();
                    }
                    return count() >= before + records;
                });
    }

    /** Ends; what was acknowledged, in order. */
    List<String> stop() {
        stopped = true;
        ended.join();
        synchronized (acknowledged) {
            return List.copyOf(acknowledged);
        }
    }

    /** Reads from the beginning until there are so many of such records; those of others are passed over. */
    static List<String> read(GokafkaClient client, TopicPartition partition, int count) {
        List<String> values = new ArrayList<>();
        try (Consumer consumer = client.consumer(ConsumerConfig.defaults())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Await.until("all records are read", TestCluster.PATIENCE, () -> {
                for (ConsumerRecord record : consumer.poll(Duration.ofSeconds(1))) {
                    String value = String.valueOf(record.record().valueText());
                    if (value.startsWith(NAME)) {
                        values.add(value);
                    }
                }
                return values.size() >= count;
            });
        }
        return values;
    }

    @Override
    public void close() {
        stopped = true;
    }
}

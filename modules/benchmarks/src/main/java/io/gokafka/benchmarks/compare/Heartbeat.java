package io.gokafka.benchmarks.compare;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a record every few milliseconds to one partition, and notes when answers come.
 *
 * <p><b>Lifecycle.</b> Sends from its creation on until {@link #close}. <b>Threading.</b> Safe for use by several threads.
 */
final class Heartbeat implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 5;
    private static final int PATIENCE_SECONDS = 60;
    private static final int DEFAULT_RECONNECT_MILLIS = 1_000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ConcurrentLinkedQueue<Long> acknowledged = new ConcurrentLinkedQueue<>();
    private final String topic;
    private final Thread sender;
    private volatile boolean stopped;

    /** As a client with its defaults does. */
    Heartbeat(String bootstrap, String topic) {
        this(bootstrap, topic, DEFAULT_RECONNECT_MILLIS);
    }

    /** @param reconnectMillis how long, at most, it waits before it tries again to connect */
    Heartbeat(String bootstrap, String topic, int reconnectMillis) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                        reconnectMillis,
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.BUFFER_MEMORY_CONFIG,
                        64 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.sender = Thread.ofPlatform().name("heartbeat").start(this::send);
    }

    private void send() {
        try {
            while (!stopped) {
                var _ = producer.send(new ProducerRecord<>(topic, 0, null, new byte[100]), (metadata, fault) -> {
                    if (fault == null) {
                        acknowledged.add(System.nanoTime());
                    }
                });
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the next answers, so many of them. */
    void await(int answers) throws InterruptedException {
        int enough = acknowledged.size() + answers;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (acknowledged.size() < enough) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing was acknowledged for " + PATIENCE_SECONDS + " s");
            }
            Thread.sleep(1);
        }
    }

    /** The longest time between two answers of which the later came after a moment; milliseconds. */
    double longestGapSince(long nanoTime) {
        long gap = 0;
        long before = Long.MAX_VALUE;
        for (long at : acknowledged) {
            if (at > nanoTime && before != Long.MAX_VALUE) {
                gap = Math.max(gap, at - before);
            }
            before = at;
        }
        return gap / 1e6;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            sender.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ZERO);
    }
}

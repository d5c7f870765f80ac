package io.gokafka.distribution.kafka;

import io.gokafka.distribution.Await;
import io.gokafka.distribution.TestCluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Assumptions;

/** A cluster that speaks Kafka's protocol, and clients for it. Names that it gives out are used by nobody else. */
@NullMarked
final class Kafka {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static final String RUN = Long.toString(System.currentTimeMillis(), 36);

    private final String bootstrap;
    private final Optional<TestCluster> cluster;

    Kafka(String bootstrap, Optional<TestCluster> cluster) {
        this.bootstrap = bootstrap;
        this.cluster = cluster;
    }

    String bootstrap() {
        return bootstrap;
    }

    /** Our brokers; the test is skipped where they are somebody else's. */
    TestCluster cluster() {
        Assumptions.assumeTrue(cluster.isPresent(), "the brokers are not ours to touch");
        return cluster.orElseThrow();
    }

    /** A name for a topic or a group. */
    static String name(String what) {
        return what + "-" + RUN + "-" + NAMES.incrementAndGet();
    }

    /** A new topic on three brokers whose partitions have leaders. */
    String topic(int partitions) {
        return topic(partitions, Map.of());
    }

    /** The same with configs. */
    String topic(int partitions, Map<String, String> configs) {
        String name = name("topic");
        try (Admin admin = admin()) {
            get(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 3).configs(configs)))
                    .all());
            awaitLeaders(admin, name, partitions);
        }
        return name;
    }

    /** Waits until each partition of a topic has a leader. */
    static void awaitLeaders(Admin admin, String topic, int partitions) {
        Await.until(topic + " has leaders", PATIENCE, () -> {
            TopicDescription described = describe(admin, topic);
            return described.partitions().size() == partitions
                    && described.partitions().stream().allMatch(p -> p.leader() != null);
        });
    }

    static TopicDescription describe(Admin admin, String topic) {
        return Objects.requireNonNull(
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    }

    Admin admin() {
        return Admin.create(config());
    }

    /** Keys and values are text; further settings come as name, value, name, value. */
    KafkaProducer<String, String> producer(Object... more) {
        return new KafkaProducer<>(config(more), new StringSerializer(), new StringSerializer());
    }

    KafkaProducer<byte[], byte[]> byteProducer(Object... more) {
        return new KafkaProducer<>(config(more), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads from the beginning where nothing is committed, and commits only when told to. */
    KafkaConsumer<String, String> consumer(Object... more) {
        return new KafkaConsumer<>(consumerConfig(more), new StringDeserializer(), new StringDeserializer());
    }

    KafkaConsumer<byte[], byte[]> byteConsumer(Object... more) {
        return new KafkaConsumer<>(consumerConfig(more), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Produces values "0", "1", ... with the same text as keys into one partition, and waits until they are there. */
    void fill(String topic, int partition, int count) {
        try (KafkaProducer<String, String> producer = producer("linger.ms", 5)) {
            var sent = new ArrayList<Future<?>>();
            for (int i = 0; i < count; i++) {
                sent.add(producer.send(new ProducerRecord<>(topic, partition, "" + i, "" + i)));
            }
            sent.forEach(Kafka::get);
        }
    }

    Map<String, Object> config(Object... more) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", bootstrap);
        for (int i = 0; i < more.length; i += 2) {
            config.put((String) more[i], more[i + 1]);
        }
        return config;
    }

    /** Settings and more settings. */
    static Object[] with(Object[] settings, Object... more) {
        return Stream.concat(Arrays.stream(settings), Arrays.stream(more)).toArray();
    }

    private Map<String, Object> consumerConfig(Object... more) {
        Map<String, Object> config = config("auto.offset.reset", "earliest", "enable.auto.commit", false);
        config.putAll(config(more));
        return config;
    }

    /** The value of a future; what it failed with is thrown as it is where it is unchecked. */
    static <T> T get(KafkaFuture<T> future) {
        return get((Future<T>) future.toCompletionStage().toCompletableFuture());
    }

    static <T> T get(Future<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new AssertionError(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}

package io.gokafka.client.producer;

import io.gokafka.api.TopicNames;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Caller;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Deadline;
import io.gokafka.client.cluster.TopicView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The producer: finds the partition of a record, takes memory for it, and puts it into the partition's queue. */
public final class BatchingProducer implements Producer {
    /** What a record costs beside its bytes: its future and where the future's result is kept. */
    private static final int RECORD_OVERHEAD = 64;

    /** Batches settle at their deadline, or as soon as the attempt that runs then has ended. */
    private static final Duration SETTLE_GRACE = Duration.ofSeconds(10);

    private static final Duration ID_TIMEOUT = Duration.ofSeconds(2);

    private final ProducerConfig config;
    private final Cluster cluster;
    private final Caller caller;
    private final Consumer<BatchingProducer> onClose;
    private final MemoryBudget budget;
    private final PartitionSender.Shared shared;
    private final Map<String, TopicQueues> topics = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** A producer; what it needs is passed in, and {@code onClose} is told when it has ended. */
    public BatchingProducer(
            ProducerConfig config,
            ClientConfig client,
            Cluster cluster,
            Caller caller,
            Consumer<BatchingProducer> onClose) {
        this.config = config;
        this.cluster = cluster;
        this.caller = caller;
        this.onClose = onClose;
        this.budget = new MemoryBudget(config.bufferMemory(), this::hurry);
        Backoff backoff = new Backoff(client.minBackoff(), client.maxBackoff(), new SplittableRandom());
        this.shared = new PartitionSender.Shared(
                config, client.requestTimeout(), cluster, new ProducerIds(caller, ID_TIMEOUT), budget, backoff);
    }

    @Override
    public CompletableFuture<RecordMetadata> send(ProducerRecord record) {
        if (closed) {
            throw new IllegalStateException("the producer is closed");
        }
        Deadline deadline = Deadline.in(config.deliveryTimeout());
        try {
            checkSize(record);
            TopicQueues queues = queues(record.topic());
            int size = RecordBatchBuilder.sizeOf(record.key(), record.value(), record.headers());
            PartitionQueue queue = queues.queue(partition(record, size, queues));
            return enqueue(queue, record, size, deadline);
        } catch (RequestException | OperationTimeoutException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void flush() {
        Deadline deadline = Deadline.in(config.deliveryTimeout().plus(SETTLE_GRACE));
        List<ProducerBatch> last =
                allQueues().map(PartitionQueue::hurry).flatMap(Optional::stream).toList();
        last.forEach(batch -> await(batch, deadline));
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        allQueues().forEach(PartitionQueue::close);
        try {
            flush();
        } finally {
            onClose.accept(this);
        }
    }

    private CompletableFuture<RecordMetadata> enqueue(
            PartitionQueue queue, ProducerRecord record, int size, Deadline deadline) {
        int charge = budget.charge(size + RECORD_OVERHEAD);
        budget.take(charge, deadline);
        long timestamp = record.timestamp().orElseGet(System::currentTimeMillis);
        try {
            return queue.append(record, timestamp, size, charge, deadline);
        } catch (RuntimeException e) {
            budget.give(charge);
            throw e;
        }
    }

    private void checkSize(ProducerRecord record) {
        long size = (long) length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() + length(header.value());
        }
        if (size > config.maxRecordBytes()) {
            throw new RequestException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "a record of " + size + " bytes is larger than the producer's limit of " + config.maxRecordBytes());
        }
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private int partition(ProducerRecord record, int size, TopicQueues queues) {
        TopicView topic = topic(record.topic());
        if (record.partition().isPresent()) {
            return checked(topic, record.partition().getAsInt());
        }
        byte[] key = record.key();
        return key == null ? queues.sticky().next(topic, size) : Murmur2.partition(key, topic.partitions());
    }

    private int checked(TopicView topic, int partition) {
        if (partition < topic.partitions()) {
            return partition;
        }
        int now = caller.topic(topic.name(), false).partitions().size(); // it may have grown
        if (partition < now) {
            return partition;
        }
        throw new RequestException(
                ErrorCode.UNKNOWN_PARTITION,
                "topic '" + topic.name() + "' has no partition " + partition + ": it has " + now + ", from 0");
    }

    private TopicView topic(String name) {
        return cluster.known(name).orElseGet(() -> {
            TopicNames.problem(name).ifPresent(problem -> {
                throw new RequestException(ErrorCode.INVALID_TOPIC, problem);
            });
            caller.topic(name, true);
            return cluster.known(name)
                    .orElseThrow(() -> new RequestException(ErrorCode.UNKNOWN_TOPIC, "topic '" + name + "' is gone"));
        });
    }

    private TopicQueues queues(String topic) {
        TopicQueues queues = topics.get(topic);
        return queues != null
                ? queues
                : topics.computeIfAbsent(
                        topic,
                        name -> new TopicQueues(
                                name, new StickyPartition(new SplittableRandom(), config.batchSize()), this::start));
    }

    private PartitionQueue start(TopicPartition partition) {
        PartitionQueue queue = new PartitionQueue(config);
        if (closed) {
            queue.close();
        }
        Thread.ofVirtual().name("gokafka-producer-" + partition).start(new PartitionSender(partition, queue, shared));
        return queue;
    }

    private void hurry() {
        allQueues().forEach(PartitionQueue::hurry);
    }

    private Stream<PartitionQueue> allQueues() {
        return topics.values().stream().flatMap(queues -> queues.all().stream());
    }

    private static void await(ProducerBatch batch, Deadline deadline) {
        try {
            if (!batch.settled().await(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS)) {
                throw new OperationTimeoutException(
                        "records were still being sent some time after the delivery timeout", null);
            }
        } catch (InterruptedException e) {
            throw Blocking.interrupted("records that are being sent");
        }
    }
}

package io.gokafka.client;

import java.util.concurrent.CompletableFuture;

/**
 * Sends records, in batches, each to the leader of its partition.
 *
 * <p><b>Order and duplicates.</b> The records that one thread sends to one partition are appended in that order, and each once,
 * whatever fails on the way: a batch whose outcome is unknown is sent again with the same sequence numbers, and nothing behind
 * it overtakes it. When a future fails with {@link OperationTimeoutException}, that record may be in the log nevertheless.
 *
 * <p><b>Threading.</b> Safe for use by several threads. Futures complete on the producer's own threads: what depends on them
 * must not block, and must not send to a full buffer.
 *
 * {@snippet :
 * void load(GokafkaClient client, List<String> lines) {
 *     try (Producer producer = client.producer(ProducerConfig.defaults())) {
 *         for (String line : lines) {
 *             producer.send(ProducerRecord.of("lines", line)).whenComplete((sent, failure) -> {
 *                 if (failure != null) {
 *                     System.err.println("not sent: " + failure.getMessage());
 *                 }
 *             });
 *         }
 *         producer.flush();
 *     }
 * }
 * }
 */
public interface Producer extends AutoCloseable {
    /**
     * Sends a record as soon as it, or its batch, may go. Blocks while the buffer is full, at most for the delivery timeout, and
     * on the first use of a topic until it is known, at most for the operation timeout.
     *
     * @return where the record is, once it is acknowledged; fails with {@link io.gokafka.api.request.RequestException} when a
     *     broker refuses it, and with {@link OperationTimeoutException} when the delivery timeout has passed
     * @throws IllegalStateException when the producer is closed
     * @throws java.util.concurrent.CancellationException when the thread is interrupted while it blocks; the record is not sent
     */
    CompletableFuture<RecordMetadata> send(ProducerRecord record);

    /**
     * Waits until the futures of all records that were sent before are completed, at most for the delivery timeout. Lingering
     * batches go at once.
     *
     * @throws java.util.concurrent.CancellationException when the thread is interrupted; the records are still being sent
     */
    void flush();

    /** Sends what is left, as {@link #flush} does, and ends. Further calls do nothing. */
    @Override
    void close();
}

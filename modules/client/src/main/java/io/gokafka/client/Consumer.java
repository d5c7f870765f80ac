package io.gokafka.client;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads records, either of partitions that it is given or as a member of a group that shares out the partitions of topics.
 *
 * <p><b>Delivery.</b> Records of a partition come in the order of their offsets. Within a group every record is delivered at
 * least once: after a crash, those that were returned but not committed come again.
 *
 * <p><b>Threading.</b> For one thread, which should poll often: a group's rebalances happen within {@link #poll}. Only
 * {@link #wakeup} may be called by others. Reading ahead and heartbeats run on threads of their own.
 *
 * <p><b>Failures.</b> Brokers that fail, and leaders that move, are retried silently. When that has not helped for the operation
 * timeout, {@code poll} throws {@link OperationTimeoutException}; it may be called again. What retrying cannot help is thrown as
 * {@link io.gokafka.api.request.RequestException}. A blocking call whose thread is interrupted throws
 * {@link java.util.concurrent.CancellationException} and leaves the thread's interrupt flag set.
 *
 * {@snippet :
 * void process(GokafkaClient client) {
 *     ConsumerConfig config = ConsumerConfig.defaults().withGroup("billing").withStartFrom(StartFrom.EARLIEST);
 *     try (Consumer consumer = client.consumer(config)) {
 *         consumer.subscribe(List.of("orders"));
 *         while (!Thread.currentThread().isInterrupted()) {
 *             for (ConsumerRecord record : consumer.poll(Duration.ofSeconds(1))) {
 *                 System.out.println(record.offset() + " " + record.valueText());
 *             }
 *         }
 *     }
 * }
 *
 * List<ConsumerRecord> firstOnes(GokafkaClient client) {
 *     TopicPartition partition = new TopicPartition("orders", 0);
 *     try (Consumer consumer = client.consumer(ConsumerConfig.defaults())) {
 *         consumer.assign(List.of(partition));
 *         consumer.seekToBeginning(List.of(partition));
 *         return consumer.poll(Duration.ofSeconds(5));
 *     }
 * }
 * }
 */
public interface Consumer extends AutoCloseable {
    /**
     * Joins the group, which shares out the partitions of these topics among its members. Replaces an earlier subscription.
     *
     * @throws IllegalStateException when the consumer has no group, or partitions were assigned
     */
    void subscribe(Collection<String> topics);

    /** As {@link #subscribe(Collection)}, with a listener. */
    void subscribe(Collection<String> topics, RebalanceListener listener);

    /**
     * Reads these partitions, without membership in a group; its offsets are used if there is one. Replaces an earlier
     * assignment; partitions that stay keep their position.
     *
     * @throws IllegalStateException when topics were subscribed
     */
    void assign(Collection<TopicPartition> partitions);

    /** The partitions that are read now. */
    Set<TopicPartition> assignment();

    /**
     * Returns records as soon as there are any, or none when the time is up. A rebalance may make it take longer.
     *
     * @param timeout how long to wait, 0 or more
     * @throws io.gokafka.api.request.RequestException of code {@code OFFSET_OUT_OF_RANGE} when an assigned partition does not
     *     have the offset that was sought, and of other codes when retrying does not help
     */
    List<ConsumerRecord> poll(Duration timeout);

    /** Ends a poll that waits, or the next one, early; for any thread. */
    void wakeup();

    /**
     * Commits what the polls so far have returned, for all partitions; durable when it returns.
     *
     * @throws IllegalStateException when the consumer has no group
     * @throws io.gokafka.api.request.RequestException of code {@code UNKNOWN_MEMBER}, {@code FENCED_MEMBER_EPOCH} or {@code
     *     STALE_MEMBER_EPOCH} when the partitions were taken away meanwhile; poll on
     */
    void commit();

    /** Commits these offsets, each that of the next record to read; else as {@link #commit()}. */
    void commit(Map<TopicPartition, Long> offsets);

    /**
     * Goes on at an offset, 0 or more; it is looked at by the next poll.
     *
     * @throws IllegalStateException when the partition is not assigned
     */
    void seek(TopicPartition partition, long offset);

    /** Goes on at the first record that there is. */
    void seekToBeginning(Collection<TopicPartition> partitions);

    /** Goes on after the last record. */
    void seekToEnd(Collection<TopicPartition> partitions);

    /**
     * The offset after the last record that poll has returned, or after those that it skips; waits until it is known.
     *
     * @throws OperationTimeoutException when it could not be found out
     */
    long position(TopicPartition partition);

    /**
     * Commits if it does so by itself, leaves the group, and ends; takes a few seconds at most. Failures are not reported: the
     * group finds out by itself. Further calls do nothing.
     */
    @Override
    void close();
}

package io.gokafka.client;

import io.gokafka.api.request.Acks;
import java.time.Duration;

/**
 * How a producer batches, waits and retries. Immutable.
 *
 * {@snippet :
 * ProducerConfig config = ProducerConfig.defaults().withAcks(Acks.LEADER).withLinger(Duration.ofMillis(5));
 * }
 *
 * @param acks when a record counts as sent; with {@link Acks#NONE} nothing is retried and records may be lost
 * @param linger how long a batch waits for more records while others are in flight, 0 or more; when nothing is in flight, a
 *     record is sent at once
 * @param batchSize bytes at which a batch is full, 1 KiB to 16 MiB; a larger record is a batch of its own
 * @param deliveryTimeout how long a record is tried, from {@code send} on, before its future fails; more than 0
 * @param bufferMemory bytes of records that wait to be sent or answered, {@code maxRecordBytes} or more; {@code send} blocks
 *     when there are more
 * @param maxInFlight batches of one partition that are sent but not answered, 1 to 5: brokers recognise the last five of a
 *     producer when they are sent again
 * @param maxRecordBytes the largest record (key, value and headers), 1 or more
 */
public record ProducerConfig(
        Acks acks,
        Duration linger,
        int batchSize,
        Duration deliveryTimeout,
        long bufferMemory,
        int maxInFlight,
        int maxRecordBytes) {
    public ProducerConfig {
        Require.notNegative("linger", linger);
        Require.inRange("batchSize", batchSize, 1 << 10, 1 << 24);
        Require.positive("deliveryTimeout", deliveryTimeout);
        Require.inRange("maxRecordBytes", maxRecordBytes, 1, 1 << 30);
        Require.inRange("bufferMemory", bufferMemory, maxRecordBytes, Long.MAX_VALUE);
        Require.inRange("maxInFlight", maxInFlight, 1, 5);
    }

    /**
     * {@link Acks#ALL}, linger 2 ms, batches of 256 KiB, delivery within 2 minutes, a buffer of 32 MiB, 5 batches in flight a
     * partition, records of up to 1 MiB less 1 KiB (so that their batch stays below 1 MiB).
     */
    public static ProducerConfig defaults() {
        return new ProducerConfig(
                Acks.ALL, Duration.ofMillis(2), 256 << 10, Duration.ofMinutes(2), 32L << 20, 5, (1 << 20) - 1024);
    }

    /** With another moment at which a record counts as sent. */
    public ProducerConfig withAcks(Acks when) {
        return new ProducerConfig(when, linger, batchSize, deliveryTimeout, bufferMemory, maxInFlight, maxRecordBytes);
    }

    /** With another linger time. */
    public ProducerConfig withLinger(Duration time) {
        return new ProducerConfig(acks, time, batchSize, deliveryTimeout, bufferMemory, maxInFlight, maxRecordBytes);
    }

    /** With another batch size, in bytes. */
    public ProducerConfig withBatchSize(int bytes) {
        return new ProducerConfig(acks, linger, bytes, deliveryTimeout, bufferMemory, maxInFlight, maxRecordBytes);
    }

    /** With another delivery timeout. */
    public ProducerConfig withDeliveryTimeout(Duration timeout) {
        return new ProducerConfig(acks, linger, batchSize, timeout, bufferMemory, maxInFlight, maxRecordBytes);
    }

    /** With another buffer size, in bytes. */
    public ProducerConfig withBufferMemory(long bytes) {
        return new ProducerConfig(acks, linger, batchSize, deliveryTimeout, bytes, maxInFlight, maxRecordBytes);
    }

    /** With another number of batches in flight a partition. */
    public ProducerConfig withMaxInFlight(int batches) {
        return new ProducerConfig(acks, linger, batchSize, deliveryTimeout, bufferMemory, batches, maxRecordBytes);
    }

    /** With another limit of a record, in bytes. */
    public ProducerConfig withMaxRecordBytes(int bytes) {
        return new ProducerConfig(acks, linger, batchSize, deliveryTimeout, bufferMemory, maxInFlight, bytes);
    }
}

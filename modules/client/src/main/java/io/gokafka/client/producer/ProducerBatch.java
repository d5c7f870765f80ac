package io.gokafka.client.producer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import io.gokafka.client.cluster.Deadline;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition that travel together, with the same boundaries however often they are sent.
 *
 * <p><b>Threading.</b> Guarded by the queue's lock while records are added; then it belongs to the partition's sender, except for
 * the attempt and its answer, which the lock guards for ever.
 */
final class ProducerBatch {
    private final RecordBatchBuilder builder;
    private final int limit;
    private final Deadline deadline;
    private final long createdAt = System.nanoTime();
    private final List<CompletableFuture<RecordMetadata>> futures = new ArrayList<>();
    private final CountDownLatch settled = new CountDownLatch(1);
    private long[] timestamps = new long[16];
    private long charged;

    /** The batch as it is sent; each attempt gets a copy, because the bytes given to a broker are the broker's. */
    private @Nullable RecordBatch encoded;

    private boolean numbered;
    private boolean uncertain;
    private int attempts;
    private int refusals;
    private @Nullable Answer answer;

    /** An empty batch that is full at a limit, in bytes. */
    ProducerBatch(int capacity, int limit, Deadline deadline) {
        this.builder = new RecordBatchBuilder(capacity);
        this.limit = limit;
        this.deadline = deadline;
    }

    boolean hasRoomFor(int bytes) {
        return builder.sizeInBytes() + bytes <= limit;
    }

    CompletableFuture<RecordMetadata> append(ProducerRecord record, long timestamp, int charge) {
        builder.append(timestamp, record.key(), record.value(), record.headers());
        if (futures.size() == timestamps.length) {
            timestamps = Arrays.copyOf(timestamps, futures.size() * 2);
        }
        timestamps[futures.size()] = timestamp;
        charged += charge;
        CompletableFuture<RecordMetadata> future = new CompletableFuture<>();
        futures.add(future);
        return future;
    }

    int count() {
        return futures.size();
    }

    int sizeInBytes() {
        return builder.sizeInBytes();
    }

    /** Bytes taken of the producer's budget. */
    long charged() {
        return charged;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Since when there is a first record, as {@link System#nanoTime}. */
    long createdAt() {
        return createdAt;
    }

    // ---- as it is sent: for the sender

    boolean isNumbered() {
        return numbered;
    }

    /** Gives it an identity and a sequence number, or others than before. */
    void number(long producerId, short epoch, int sequence) {
        RecordBatchBuilder source = encoded == null ? builder : rebuilt(encoded);
        encoded = source.producer(producerId, epoch, sequence).build();
        numbered = true;
        uncertain = false; // whoever gives it another number knows that it is not in the log
        refusals = 0;
    }

    /** A copy of the bytes, for one attempt. */
    RecordBatch copy() {
        if (encoded == null) {
            encoded = builder.build(); // without an identity
        }
        ByteBuffer copy = ByteBuffer.allocate(encoded.sizeInBytes()).put(encoded.buffer());
        return RecordBatch.at(copy.flip());
    }

    /** Whether an attempt may have been carried out though it failed. */
    boolean isUncertain() {
        return uncertain;
    }

    /** Counts that a broker refused it for its sequence number; returns how often so far. */
    int refused() {
        return ++refusals;
    }

    /** Completes the futures: the records begin at this place. */
    void succeed(TopicPartition partition, Answer.Appended place) {
        for (int i = 0; i < futures.size(); i++) {
            long offset = place.baseOffset() < 0 ? -1 : place.baseOffset() + i;
            long timestamp = place.appendTime() < 0 ? timestamps[i] : place.appendTime();
            futures.get(i).complete(new RecordMetadata(partition, offset, timestamp));
        }
        settled.countDown();
    }

    /** Fails the futures. */
    void fail(RuntimeException failure) {
        futures.forEach(future -> future.completeExceptionally(failure));
        settled.countDown();
    }

    /** Opens once all futures are completed. */
    CountDownLatch settled() {
        return settled;
    }

    // ---- the attempt: under the queue's lock

    /** Begins an attempt; returns its number. */
    int begin() {
        answer = null;
        return ++attempts;
    }

    /** How many attempts there were so far; the number of the last one. */
    int attempts() {
        return attempts;
    }

    /** Takes the answer to an attempt; that to an earlier one, or a second one, is ignored. */
    boolean answered(int attempt, Answer given) {
        if (attempt != attempts || answer != null) {
            return false;
        }
        answer = given;
        uncertain |= given instanceof Answer.Failed failed && failed.uncertain();
        return true;
    }

    /** What came of the last attempt, once it is known. */
    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    boolean isAppended() {
        return answer instanceof Answer.Appended;
    }

    private static RecordBatchBuilder rebuilt(RecordBatch batch) {
        RecordBatchBuilder builder = new RecordBatchBuilder(batch.sizeInBytes());
        for (Record record : batch.records()) {
            builder.append(record.timestamp(), record.key(), record.value(), record.headers());
        }
        return builder;
    }
}

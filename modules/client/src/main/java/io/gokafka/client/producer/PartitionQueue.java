package io.gokafka.client.producer;

import io.gokafka.client.ProducerConfig;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import io.gokafka.client.cluster.Deadline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one partition, in their order: those in flight, and behind them those that wait, the last of which takes
 * records.
 *
 * <p><b>Threading.</b> Any thread appends, one sender takes steps, any thread answers; one lock guards all.
 */
final class PartitionQueue {
    /** After so long without an answer, the leader may have lost its place without telling. */
    private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ProducerConfig config;
    private final long lingerNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ProducerBatch> waiting = new ArrayDeque<>();
    private final Deque<ProducerBatch> inFlight = new ArrayDeque<>();
    private int capacity = 1024;
    private boolean hurry;
    private boolean failing;
    private boolean closed;
    private long quietSince = System.nanoTime();

    PartitionQueue(ProducerConfig config) {
        this.config = config;
        this.lingerNanos = Deadline.nanosOf(config.linger());
    }

    /** Adds a record to the last batch, or to a new one. */
    CompletableFuture<RecordMetadata> append(
            ProducerRecord record, long timestamp, int size, int charge, Deadline deadline) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the producer is closed");
            }
            ProducerBatch last = waiting.peekLast();
            if (last == null || last.isNumbered() || last.attempts() > 0 || !last.hasRoomFor(size)) {
                last = new ProducerBatch(Math.max(capacity, size), config.batchSize(), deadline);
                waiting.addLast(last);
                changed.signalAll(); // a batch begins to linger, the one before is full
            }
            return last.append(record, timestamp, charge);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is something to do. */
    Step next(boolean pipelined) throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                Step step = stepNow(pipelined ? config.maxInFlight() : 1);
                if (step != null) {
                    return step;
                }
                long nanos = nanosUntilChange();
                if (nanos == Long.MAX_VALUE) {
                    changed.await();
                } else {
                    long left = changed.awaitNanos(nanos);
                    if (left <= 0 && stalled()) {
                        quietSince = System.nanoTime();
                        return new Step.CheckLeader();
                    }
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the answer to an attempt. */
    void answered(ProducerBatch batch, int attempt, Answer answer) {
        lock.lock();
        try {
            if (batch.answered(attempt, answer)) {
                failing |= answer instanceof Answer.Failed;
                quietSince = System.nanoTime();
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Answers all that is in flight and not answered. */
    void abandon(Answer answer) {
        lock.lock();
        try {
            inFlight.forEach(batch -> failing |= batch.answered(batch.attempts(), answer));
        } finally {
            lock.unlock();
        }
    }

    /** Begins an attempt of a batch in flight; returns its number, or none when an earlier one was acknowledged after all. */
    OptionalInt begin(ProducerBatch batch) {
        lock.lock();
        try {
            return batch.isAppended() ? OptionalInt.empty() : OptionalInt.of(batch.begin());
        } finally {
            lock.unlock();
        }
    }

    /** Whether no other batch is in flight than the one just taken. */
    boolean isAlone() {
        lock.lock();
        try {
            return inFlight.size() == 1;
        } finally {
            lock.unlock();
        }
    }

    /** The batches that were sent, are not in the log and wait to be sent again, in order. */
    List<ProducerBatch> sentBefore() {
        lock.lock();
        try {
            return waiting.stream()
                    .filter(batch -> batch.attempts() > 0 && !batch.isAppended())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest batch that waits. */
    Optional<ProducerBatch> oldest() {
        lock.lock();
        try {
            return Optional.ofNullable(waiting.peekFirst());
        } finally {
            lock.unlock();
        }
    }

    /** Takes the oldest batch that waits out of the queue. */
    void removeOldest() {
        lock.lock();
        try {
            waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what lingers; returns the last batch, after which all that was appended before is settled. */
    Optional<ProducerBatch> hurry() {
        lock.lock();
        try {
            ProducerBatch last = waiting.isEmpty() ? inFlight.peekLast() : waiting.peekLast();
            hurry = !waiting.isEmpty();
            changed.signalAll();
            return Optional.ofNullable(last);
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more records and returns all that were not acknowledged. */
    List<ProducerBatch> abort() {
        lock.lock();
        try {
            closed = true;
            inFlight.addAll(waiting);
            waiting.clear();
            List<ProducerBatch> all = List.copyOf(inFlight);
            inFlight.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more records; the sender stops once it has sent what is left. */
    void close() {
        lock.lock();
        try {
            closed = true;
            hurry = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Step stepNow(int window) {
        ProducerBatch oldest = inFlight.peekFirst();
        if (oldest != null && oldest.answer().orElse(null) instanceof Answer.Appended place) {
            inFlight.pollFirst();
            return new Step.Acknowledge(oldest, place);
        }
        if (failing) {
            return inFlight.stream().allMatch(batch -> batch.answer().isPresent()) ? recover() : null;
        }
        if (inFlight.size() < window && nanosUntilDue() <= 0) {
            return transmit();
        }
        return closed && inFlight.isEmpty() && waiting.isEmpty() ? new Step.Stop() : null;
    }

    private Step transmit() {
        ProducerBatch batch = waiting.removeFirst();
        inFlight.addLast(batch);
        capacity = Math.clamp(batch.sizeInBytes() + (batch.sizeInBytes() >> 2), 1024, config.batchSize());
        hurry &= closed || !waiting.isEmpty();
        quietSince = inFlight.size() == 1 ? System.nanoTime() : quietSince;
        return new Step.Transmit(batch);
    }

    private Step recover() {
        failing = false;
        while (!inFlight.isEmpty()) {
            waiting.addFirst(inFlight.removeLast());
        }
        return new Step.Recover();
    }

    /** How long the first batch that waits may linger. */
    private long nanosUntilDue() {
        ProducerBatch first = waiting.peekFirst();
        if (first == null) {
            return Long.MAX_VALUE;
        }
        boolean due = hurry || inFlight.isEmpty() || waiting.size() > 1 || first.attempts() > 0;
        return due ? 0 : Math.max(0, first.createdAt() + lingerNanos - System.nanoTime());
    }

    private long nanosUntilChange() {
        long stall = inFlight.isEmpty() ? Long.MAX_VALUE : quietSince + STALL_NANOS - System.nanoTime();
        long due = nanosUntilDue();
        return Math.max(1, due <= 0 ? stall : Math.min(due, stall));
    }

    private boolean stalled() {
        return !inFlight.isEmpty() && System.nanoTime() - quietSince >= STALL_NANOS;
    }
}

package io.gokafka.client.consumer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.Record;
import io.gokafka.client.ConsumerRecord;
import io.gokafka.client.cluster.Backoff;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Where the consumer stands in one partition, and what it has read ahead.
 *
 * <p>For the consumer's thread. Requests in progress carry the generation at which they were made; their answers are dropped
 * when it is another one by then.
 */
final class PartitionState {
    private final TopicPartition partition;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private @Nullable StartRule rule;
    private long position;
    private long fetchOffset;
    private int nextInChunk;
    private int generation;
    private boolean isSought;
    private boolean isBusy;
    private boolean isUrgent = true;
    private int turn;
    private int failures;
    private long failingSince;
    private long retryAt = System.nanoTime();
    private @Nullable RuntimeException failure;

    PartitionState(TopicPartition partition, StartRule rule) {
        this.partition = partition;
        this.rule = rule;
    }

    TopicPartition partition() {
        return partition;
    }

    int generation() {
        return generation;
    }

    /** How its position is to be found, when it is not known. */
    Optional<StartRule> rule() {
        return Optional.ofNullable(rule);
    }

    /** The offset of the next record for the application, when it is known. */
    OptionalLong position() {
        return rule == null || rule instanceof StartRule.Recheck ? OptionalLong.of(position) : OptionalLong.empty();
    }

    /** Whether there is something to find out before more can be read: not while records are left that come first. */
    boolean needsPosition() {
        return rule != null && chunks.isEmpty() && isReady();
    }

    /** Whether more can be read ahead. */
    boolean canFetch() {
        return rule == null && isReady();
    }

    /** The offset of the next record to read ahead. */
    long fetchOffset() {
        return fetchOffset;
    }

    /** Goes on elsewhere; forgets what was read ahead. */
    void seek(StartRule newRule) {
        isSought = false;
        rule = newRule;
        forget();
    }

    /** Goes on at an offset that the application chose. */
    void seek(long offset) {
        forget();
        isSought = true;
        goOnAt(offset);
    }

    /** A broker says that the offset is out of range: find out whether that is so, after what was read ahead is used up. */
    void recheck() {
        rule = new StartRule.Recheck(fetchOffset, isSought);
    }

    /** The position was found. */
    void positioned(long offset) {
        isBusy = false;
        isUrgent = true;
        goOnAt(offset);
    }

    private boolean isReady() {
        return !isBusy && nanosUntilRetry() <= 0;
    }

    void begin() {
        isBusy = true;
        isUrgent = false;
    }

    /** Whether it should be read even if another request to the same broker is in progress. */
    boolean isUrgent() {
        return isUrgent;
    }

    /** Which of the brokers that keep it is to be asked, where any may be. */
    int turn() {
        return turn;
    }

    /** Asks another of these brokers next, at once: the last one had nothing new, and may be behind. */
    void askAnother() {
        turn++;
        isUrgent = true;
    }

    /** Takes records; an empty chunk may move the offset. */
    void add(Chunk chunk) {
        isBusy = false;
        failures = 0;
        failingSince = 0;
        if (chunk.nextOffset() > fetchOffset) {
            chunks.addLast(chunk);
            fetchOffset = chunk.nextOffset();
        }
    }

    /** Notes a failure that may pass; the next attempt is after a pause, or at once when it is known what to do. */
    void failed(RuntimeException why, Backoff backoff, boolean atOnce) {
        long now = System.nanoTime();
        isBusy = false;
        isUrgent = true;
        turn++;
        failure = why;
        failures++;
        failingSince = failingSince == 0 ? now : failingSince;
        retryAt = atOnce && failures <= 3 ? now : now + backoff.nanosAfter(failures);
    }

    /** Nanoseconds until the next attempt may be made; 0 or less when there is nothing to wait for. */
    long nanosUntilRetry() {
        return failures == 0 || isBusy ? 0 : retryAt - System.nanoTime();
    }

    /** The last failure, when there have been nothing but failures for so long; it is then reported, and the time begins anew. */
    Optional<RuntimeException> takeFailure(long nanos) {
        if (failingSince == 0 || System.nanoTime() - failingSince < nanos) {
            return Optional.empty();
        }
        failingSince = 0;
        return Optional.ofNullable(failure);
    }

    /** Moves records to the application, as many as it takes. */
    void drain(List<ConsumerRecord> to, int max) {
        while (!chunks.isEmpty()) {
            Chunk chunk = chunks.getFirst();
            while (nextInChunk < chunk.records().size()) {
                if (to.size() >= max) {
                    return;
                }
                Record record = chunk.records().get(nextInChunk++);
                to.add(new ConsumerRecord(partition.topic(), partition.partition(), record));
                position = record.offset() + 1;
            }
            chunks.removeFirst();
            nextInChunk = 0;
            position = chunk.nextOffset();
        }
    }

    /** Bytes that are read ahead. */
    int buffered() {
        return chunks.stream().mapToInt(Chunk::bytes).sum();
    }

    private void goOnAt(long offset) {
        rule = null;
        position = offset;
        fetchOffset = offset;
    }

    private void forget() {
        chunks.clear();
        nextInChunk = 0;
        generation++;
        isBusy = false;
        isUrgent = true;
        failures = 0;
        failingSince = 0;
    }
}

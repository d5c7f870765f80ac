package io.gokafka.client.producer;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.ProducerConfig;
import io.gokafka.client.cluster.Backoff;
import io.gokafka.client.cluster.Blocking;
import io.gokafka.client.cluster.Cluster;
import io.gokafka.client.cluster.Leader;
import io.gokafka.client.cluster.Outcomes;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends the batches of one partition, in order and each once.
 *
 * <p>Several batches are in flight as long as all goes well. After a failure it waits until nothing is in flight, finds the
 * leader, and sends again from the oldest batch on, one at a time until one is acknowledged: so nothing is ever sent to a new
 * leader while an old one may still append, and a broker that knows nothing of the producer never sees a gap.
 *
 * <p>A thread of its own; see {@link PartitionQueue} for what it shares with others.
 */
final class PartitionSender implements Runnable {
    private static final long TOPIC_GONE_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** The broker is to answer that the time is up; only if it does not, the client gives up. */
    private static final Duration ANSWER_GRACE = Duration.ofMillis(250);

    /** Hints are followed at once, unless brokers name each other in turn. */
    private static final int MAX_HINTS = 3;

    private final TopicPartition partition;
    private final PartitionQueue queue;
    private final Shared shared;
    private @Nullable Numbering numbering;
    private @Nullable Leader target;
    private @Nullable Failure lastFailure;
    private int failures;
    private long topicUnknownSince;

    /** What all partitions of a producer share. */
    record Shared(
            ProducerConfig config,
            Duration requestTimeout,
            Cluster cluster,
            ProducerIds ids,
            MemoryBudget budget,
            Backoff backoff) {}

    PartitionSender(TopicPartition partition, PartitionQueue queue, Shared shared) {
        this.partition = partition;
        this.queue = queue;
        this.shared = shared;
    }

    @Override
    public void run() {
        try {
            while (act(queue.next(isPipelined()))) {
                // one step after the other
            }
        } catch (InterruptedException e) {
            throw Blocking.interrupted("records to send"); // nobody has a reference to this thread
        } catch (RuntimeException | Error e) {
            // A defect, or no memory: what depends on this thread must not wait for ever.
            queue.abort().forEach(batch -> settle(batch, new IllegalStateException("the sender has failed", e)));
            throw e;
        }
    }

    private boolean act(Step step) {
        switch (step) {
            case Step.Transmit(ProducerBatch batch) -> transmit(batch);
            case Step.Acknowledge(ProducerBatch batch, Answer.Appended place) -> acknowledge(batch, place);
            case Step.Recover() -> recover();
            case Step.CheckLeader() -> checkLeader();
            case Step.Stop() -> {
                return false;
            }
        }
        return true;
    }

    private boolean isPipelined() {
        return isPlain() || (numbering != null && numbering.isProven());
    }

    /** Without acknowledgement there is nothing to retry, and no use for sequence numbers. */
    private boolean isPlain() {
        return shared.config().acks() == Acks.NONE;
    }

    private void transmit(ProducerBatch batch) {
        OptionalInt attempt = queue.begin(batch);
        if (attempt.isEmpty()) {
            return;
        }
        if (queue.isAlone()) {
            target = shared.cluster().leader(partition).orElse(null);
        }
        Optional<Failure> obstacle = prepare(batch);
        Leader leader = target;
        if (obstacle.isPresent() || leader == null) {
            Failure why = obstacle.orElse(Failure.of(ErrorCode.NO_LEADER, partition + " has no leader at the moment"));
            queue.answered(batch, attempt.getAsInt(), Answer.Failed.certainly(why));
            return;
        }
        submit(batch, attempt.getAsInt(), leader);
    }

    private Optional<Failure> prepare(ProducerBatch batch) {
        if (batch.deadline().passed()) {
            Failure unsent = Failure.of(ErrorCode.TIMEOUT, "the batches before it took too long");
            return Optional.of(lastFailure == null ? unsent : lastFailure);
        }
        try {
            number(batch);
            return Optional.empty();
        } catch (RequestException e) {
            return Optional.of(e.failure());
        }
    }

    private void number(ProducerBatch batch) {
        if (isPlain() || batch.isNumbered()) {
            return;
        }
        if (numbering == null) {
            numbering = new Numbering(shared.ids());
        }
        if (numbering.isBroken()) {
            numbering.renew(); // nothing is in flight: a broken numbering is not pipelined
        }
        numbering.number(batch);
    }

    private void submit(ProducerBatch batch, int attempt, Leader leader) {
        Duration timeout = batch.deadline().remaining(shared.requestTimeout());
        Produce request = new Produce(
                partition.topic(), partition.partition(), shared.config().acks(), batch.copy(), timeout);
        var _ = shared.cluster()
                .connections()
                .send(leader.address(), request, timeout.plus(ANSWER_GRACE))
                .whenComplete((result, failure) -> queue.answered(batch, attempt, answer(result, failure)));
    }

    private static Answer answer(Produce.@Nullable Result result, @Nullable Throwable failure) {
        if (result != null) {
            return new Answer.Appended(result.baseOffset(), result.appendTime());
        }
        Failure why = Blocking.asRequestException(failure == null ? new IllegalStateException() : failure)
                .failure();
        return new Answer.Failed(why, Outcomes.mayHaveHappened(why.code()));
    }

    private void acknowledge(ProducerBatch batch, Answer.Appended place) {
        failures = 0;
        lastFailure = null;
        topicUnknownSince = 0;
        if (numbering != null) {
            numbering.acknowledged();
        }
        shared.budget().give(batch.charged());
        batch.succeed(partition, place);
    }

    private void recover() {
        if (numbering != null) {
            numbering.failed();
        }
        Optional<ProducerBatch> oldest = queue.oldest();
        while (oldest.isPresent() && oldest.get().answer().orElse(null) instanceof Answer.Failed failed) {
            if (goOn(oldest.get(), failed.why())) {
                return;
            }
            oldest = queue.oldest();
        }
    }

    /** Whether the batch will be sent again; else it has failed for good. */
    private boolean goOn(ProducerBatch batch, Failure failure) {
        Recovery recovery = Recovery.of(situation(batch, failure.code()));
        if (recovery == Recovery.GIVE_UP) {
            giveUp(batch, failure);
            return false;
        }
        if (recovery != Recovery.RETRY) {
            renumber(recovery);
        }
        findLeader(failure);
        return true;
    }

    private Recovery.Situation situation(ProducerBatch batch, ErrorCode code) {
        long now = System.nanoTime();
        if (code != ErrorCode.UNKNOWN_TOPIC) {
            topicUnknownSince = 0;
        } else if (topicUnknownSince == 0) {
            topicUnknownSince = now;
        }
        return new Recovery.Situation(
                code,
                shared.config().acks(),
                batch.deadline().passed(),
                topicUnknownSince != 0 && now - topicUnknownSince > TOPIC_GONE_NANOS,
                batch.isUncertain(),
                numbering != null && numbering.isBroken(),
                code == ErrorCode.OUT_OF_ORDER_SEQUENCE ? batch.refused() : 0);
    }

    private void giveUp(ProducerBatch batch, Failure failure) {
        queue.removeOldest();
        if (numbering != null && batch.isNumbered()) {
            numbering.leftGap();
        }
        if (target != null && Outcomes.asksForAnother(failure.code())) {
            shared.cluster().failed(partition, target, failure);
            shared.cluster().refreshInBackground(); // for the next one
        }
        settle(batch, Reasons.of(partition, batch, failure, target));
    }

    private void settle(ProducerBatch batch, RuntimeException failure) {
        shared.budget().give(batch.charged());
        batch.fail(failure);
    }

    private void renumber(Recovery recovery) {
        if (numbering == null) {
            return;
        }
        try {
            if (recovery == Recovery.REPLACE) {
                numbering.replace();
            } else {
                numbering.renew();
            }
            queue.sentBefore().forEach(numbering::number);
        } catch (RequestException e) {
            failures++; // it is refused again, and then tried again
        }
    }

    /** Finds out who leads now, and pauses unless there is news. */
    private void findLeader(Failure failure) {
        failures++;
        lastFailure = failure;
        Leader asked = target;
        if (asked != null) {
            shared.cluster().failed(partition, asked, failure);
        }
        boolean isHinted = failure.leader().isPresent() && failures <= MAX_HINTS;
        if (!isHinted && Outcomes.asksForAnother(failure.code())) {
            shared.cluster().refresh();
        }
        boolean isNews = shared.cluster()
                .leader(partition)
                .filter(now -> asked == null || now.differsFrom(asked))
                .filter(now -> !now.hinted() || failures <= MAX_HINTS)
                .isPresent();
        if (!isNews) {
            Blocking.pause(shared.backoff().nanosAfter(failures), "the leader of " + partition);
        }
    }

    /** A leader that was cut off does not answer: what it has is abandoned as soon as another one is known. */
    private void checkLeader() {
        shared.cluster().refresh();
        Leader asked = target;
        if (asked == null) {
            return;
        }
        Optional<Leader> other = shared.cluster().leader(partition).filter(now -> now.differsFrom(asked));
        if (other.isPresent()) {
            Failure why =
                    Failure.of(ErrorCode.TIMEOUT, asked.address() + " did not answer, and another broker leads now");
            queue.abandon(new Answer.Failed(why, true));
        }
    }
}

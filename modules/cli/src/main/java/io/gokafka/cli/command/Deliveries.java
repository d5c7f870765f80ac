package io.gokafka.cli.command;

import io.gokafka.cli.error.CliException;
import io.gokafka.cli.error.ErrorReport;
import io.gokafka.cli.text.Amounts;
import io.gokafka.cli.text.Progress;
import io.gokafka.client.Producer;
import io.gokafka.client.ProducerRecord;
import io.gokafka.client.RecordMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends many records, and knows what became of them. Memory is bounded by the producer, whose {@code send} blocks while too much is
 * under way; of a record that is answered nothing is kept.
 *
 * <p>For one thread; the producer counts on others.
 */
final class Deliveries {
    private final Producer producer;
    private final Progress progress;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicReference<@Nullable Throwable> firstFailure = new AtomicReference<>();

    Deliveries(Producer producer, Progress progress) {
        this.producer = producer;
        this.progress = progress;
    }

    void send(ProducerRecord record) {
        int size = length(record.key()) + length(record.value());
        CompletableFuture<RecordMetadata> sent = producer.send(record);
        var _ = sent.whenComplete((place, failure) -> {
            if (failure == null) {
                records.incrementAndGet();
                bytes.addAndGet(size);
            } else {
                firstFailure.compareAndSet(null, failure);
            }
        });
        progress.update(records.get(), bytes.get());
    }

    /** Whether one was not delivered: no more should be sent, as they would leave a gap. */
    boolean failed() {
        return firstFailure.get() != null;
    }

    /** Waits for what is under way; throws if not all were delivered. */
    void end() {
        producer.flush();
        progress.end();
        Throwable failure = firstFailure.get();
        if (failure != null) {
            throw withOutcome(failure);
        }
    }

    /** No more records can be had or sent: waits for what is under way, and adds to the failure what became of it. */
    CliException cutShort(RuntimeException failure) {
        producer.flush();
        progress.end();
        return withOutcome(failure);
    }

    /** For people: how much is safe. */
    String outcome() {
        long safe = records();
        return safe == 0
                ? "no record was acknowledged"
                : Amounts.plural(safe, "record") + " (" + Amounts.bytes(bytes()) + ") acknowledged";
    }

    private CliException withOutcome(Throwable failure) {
        ErrorReport report = ErrorReport.of(failure);
        return CliException.of(report.exitCode(), report.message() + "; " + outcome(), failure);
    }

    long records() {
        return records.get();
    }

    long bytes() {
        return bytes.get();
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}

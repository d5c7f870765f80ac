package io.gokafka.broker.offline;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Compares all that two stores of one replica have.
 *
 * <p>For one thread.
 */
final class LogComparison {
    private static final long REPORT_BYTES = 1 << 20;

    private final ReplicaStore one;
    private final ReplicaStore other;
    private final LongConsumer compared;

    LogComparison(ReplicaStore one, ReplicaStore other, LongConsumer compared) {
        this.one = one;
        this.other = other;
        this.compared = compared;
    }

    /** What is different, if anything is. */
    Optional<String> difference() {
        PartitionLog a = one.log();
        PartitionLog b = other.log();
        long before = a.bounds().firstIndex() - 1;
        return differs("extent", extent(a.bounds()), extent(b.bounds()))
                .or(() -> differs("terms", a.terms(), b.terms()))
                .or(() -> differs("term before the first entry", a.termAt(before), b.termAt(before)))
                .or(() -> differs("vote", one.votes().load(), other.votes().load()))
                .or(() -> differs(
                        "snapshot", one.snapshots().load(), other.snapshots().load()))
                .or(() -> entries(a, b));
    }

    /** What is durable is each storage's own affair. */
    private static LogBounds extent(LogBounds bounds) {
        return new LogBounds(
                bounds.firstIndex(),
                bounds.lastIndex(),
                bounds.startOffset(),
                bounds.endOffset(),
                bounds.lastTerm(),
                bounds.lastIndex());
    }

    private static Optional<String> differs(String what, Object a, Object b) {
        return Objects.equals(a, b) ? Optional.empty() : Optional.of(what + ": " + a + " and " + b);
    }

    private Optional<String> entries(PartitionLog a, PartitionLog b) {
        Entries left = new Entries(a, a.bounds().firstIndex());
        Entries right = new Entries(b, b.bounds().firstIndex());
        long bytes = 0;
        while (left.hasNext()) {
            long index = left.nextIndex();
            RecordBatch batch = left.next();
            if (!batch.buffer().equals(right.next().buffer())) {
                return Optional.of("entry " + index);
            }
            bytes += batch.sizeInBytes();
            if (bytes >= REPORT_BYTES) {
                compared.accept(bytes);
                bytes = 0;
            }
        }
        compared.accept(bytes);
        return Optional.empty();
    }
}

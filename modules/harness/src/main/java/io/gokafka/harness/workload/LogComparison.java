package io.gokafka.harness.workload;

import io.gokafka.harness.history.FinalLog;
import java.util.List;
import java.util.Optional;

/** Compares what two clients read of the same partition. Pure. */
final class LogComparison {
    private LogComparison() {}

    /**
     * The first difference.
     *
     * @param shortened whether retention may delete from the partition; what it has deleted between the two readings is none
     */
    static Optional<String> difference(FinalLog own, FinalLog kafka, boolean shortened) {
        String where = own.partition() + ": over gRPC ";
        if (own.endOffset() != kafka.endOffset()) {
            return Optional.of(
                    where + "it ends at " + own.endOffset() + ", over Kafka's protocol at " + kafka.endOffset());
        }
        if (own.startOffset() != kafka.startOffset() && !shortened) {
            return Optional.of(
                    where + "it begins at " + own.startOffset() + ", over Kafka's protocol at " + kafka.startOffset());
        }
        long start = Math.max(own.startOffset(), kafka.startOffset());
        List<FinalLog.Entry> first = from(start, own);
        List<FinalLog.Entry> second = from(start, kafka);
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            if (!first.get(i).equals(second.get(i))) {
                return Optional.of(where + "there is " + first.get(i) + ", over Kafka's protocol " + second.get(i));
            }
        }
        return first.size() == second.size()
                ? Optional.empty()
                : Optional.of(where + "there are " + first.size() + " records, over Kafka's protocol " + second.size());
    }

    private static List<FinalLog.Entry> from(long start, FinalLog log) {
        return log.records().stream().filter(e -> e.offset() >= start).toList();
    }
}

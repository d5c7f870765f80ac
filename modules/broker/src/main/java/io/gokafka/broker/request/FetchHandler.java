package io.gokafka.broker.request;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.broker.partition.FetchWait;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.PartitionReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fetches: reads what there is, and waits for more if that is too little. */
final class FetchHandler implements BlockingHandler<Fetch, Fetch.Result> {
    /** No fetch waits longer; the client asks again. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    /** The most that one fetch answers, so that readers cannot fill the memory. */
    private static final int MOST_BYTES = 64 << 20;

    private final TopicLookup lookup;
    private final Failures failures;

    FetchHandler(TopicLookup lookup, Failures failures) {
        this.lookup = lookup;
        this.failures = failures;
    }

    @Override
    public Fetch.Result answer(Fetch request, RequestContext context) throws InterruptedException {
        check(request);
        Duration wait = request.maxWait().compareTo(LONGEST_WAIT) < 0 ? request.maxWait() : LONGEST_WAIT;
        try (FetchWait waiting = FetchWait.start(wait)) {
            boolean all = request.partitions().stream().allMatch(p -> watches(waiting, p));
            while (true) {
                waiting.mark();
                Fetch.Result result = read(request);
                long missing = all ? missing(request, result, waiting) : 0;
                if (missing <= 0 || waiting.isOver()) {
                    return result;
                }
                result.close();
                waiting.await(missing);
            }
        }
    }

    private static void check(Fetch request) {
        boolean negative = request.minBytes() < 0
                || request.maxBytes() < 0
                || request.maxWait().isNegative();
        if (negative || request.partitions().stream().anyMatch(p -> p.maxBytes() < 0)) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "byte counts and waiting times of a fetch are 0 or more");
        }
    }

    /** Whether there is something to wait for; if not, reading says why, and that is the answer. */
    private boolean watches(FetchWait waiting, Fetch.Partition wanted) {
        try {
            waiting.watch(lookup.partition(wanted.topic(), wanted.partition()), wanted.offset());
            return true;
        } catch (RequestException e) {
            return false;
        }
    }

    private Fetch.Result read(Fetch request) {
        List<Fetch.PartitionResult> results =
                new ArrayList<>(request.partitions().size());
        int left = Math.min(request.maxBytes(), MOST_BYTES);
        boolean first = true;
        for (Fetch.Partition wanted : request.partitions()) {
            // The first batch comes whatever its size, so that a reader always gets on; later partitions wait their
            // turn.
            int allowed = Math.min(wanted.maxBytes(), left);
            Fetch.PartitionResult result = read(wanted, request.anyReplica(), first || allowed > 0, allowed);
            if (!first && result.records().size() > left) {
                result.records().close();
                result = withoutRecords(result);
            }
            left -= Math.min(left, result.records().size());
            first &= result.records().size() == 0;
            results.add(result);
        }
        return new Fetch.Result(results);
    }

    private Fetch.PartitionResult read(Fetch.Partition wanted, boolean anyReplica, boolean mayRead, int maxBytes) {
        try {
            HostedPartition partition = lookup.partition(wanted.topic(), wanted.partition());
            failures.checkTerm(partition.replica(), wanted.term());
            if (anyReplica) {
                Failures.checkTakesPart(partition.replica());
            } else {
                failures.checkLeads(partition.replica());
            }
            PartitionReader reader = partition.reader();
            long startOffset = reader.logStartOffset();
            LogSlice slice = mayRead ? reader.read(wanted.offset(), maxBytes) : LogSlice.EMPTY;
            return new Fetch.PartitionResult(
                    wanted.topic(), wanted.partition(), Optional.empty(), reader.highWatermark(), startOffset, slice);
        } catch (RuntimeException e) {
            Failure failure = failures.toRequestException(e).failure();
            return new Fetch.PartitionResult(
                    wanted.topic(), wanted.partition(), Optional.of(failure), -1, -1, LogSlice.EMPTY);
        }
    }

    private static Fetch.PartitionResult withoutRecords(Fetch.PartitionResult result) {
        return new Fetch.PartitionResult(
                result.topic(),
                result.partition(),
                result.failure(),
                result.highWatermark(),
                result.logStartOffset(),
                LogSlice.EMPTY);
    }

    /** How many bytes the answer lacks; 0 when it can be given. */
    private long missing(Fetch request, Fetch.Result result, FetchWait waiting) {
        long bytes = 0;
        for (Fetch.PartitionResult partition : result.partitions()) {
            if (partition.failure().isPresent()) {
                return 0; // the client must know at once
            }
            bytes += partition.records().size();
        }
        long missing = Math.min(request.minBytes(), Math.min(request.maxBytes(), MOST_BYTES)) - bytes;
        return missing > 0 && bytes > 0 && endsBeforeItsTime(request, result, waiting) ? 0 : missing;
    }

    /**
     * A read ends before an entry of the log's own, though there was more: waiting would not make it more. What was committed since it
     * began is none of that, the next read has it.
     */
    private boolean endsBeforeItsTime(Fetch request, Fetch.Result result, FetchWait waiting) {
        for (int i = 0; i < result.partitions().size(); i++) {
            Fetch.Partition wanted = request.partitions().get(i);
            int read = result.partitions().get(i).records().size();
            if (read > 0
                    && lookup.partition(wanted.topic(), wanted.partition())
                            .reader()
                            .hasMoreThan(wanted.offset(), waiting.markedEnd(i), read, wanted.maxBytes())) {
                return true;
            }
        }
        return false;
    }
}

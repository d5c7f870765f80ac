package io.gokafka.transport.kafka.log;

import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.ListOffsets.Query;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes an offset by time exact where the broker could only name the batch, as it has not the codec that this is compressed by: reads
 * that one batch and looks into it.
 *
 * <p>Threading: safe for use by several threads; blocks. Few look into batches at a time, as codecs take memory: zstd up to 128 MiB
 * outside of the heap, when the sender wished so.
 */
final class OffsetRefinement {
    private static final System.Logger LOG = System.getLogger(OffsetRefinement.class.getName());

    /** The most bytes that a batch may unfold to; four times the largest request of the default configuration. */
    private static final int MAX_UNFOLDED = 64 << 20;

    private static final int AT_A_TIME = 2;

    private final Requests requests;
    private final Semaphore permits = new Semaphore(AT_A_TIME);

    OffsetRefinement(Requests requests) {
        this.requests = requests;
    }

    /** The exact answer; or what there was before, when the batch is damaged, too large or gone. */
    ListOffsets.Result refine(ListOffsets asked, ListOffsets.Result found, RequestContext context) {
        try {
            permits.acquire();
            try {
                return look(asked, found, context)
                        .map(record -> new ListOffsets.Result(record.offset(), record.timestamp(), found.term()))
                        .orElse(found);
            } finally {
                permits.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return found;
        } catch (IOException | RuntimeException | LinkageError e) {
            // What a client stored must not hurt another; a library that cannot be loaded is no reason either to have
            // no answer.
            LOG.log(
                    Level.DEBUG,
                    () -> asked.topic() + "-" + asked.partition() + ": the offset " + found.offset()
                            + " that was asked by time is not exact, its batch cannot be looked into",
                    e);
            return found;
        }
    }

    private Optional<CompressedBatch.Found> look(ListOffsets asked, ListOffsets.Result found, RequestContext context)
            throws IOException, InterruptedException {
        Fetch.Partition partition = new Fetch.Partition(asked.topic(), asked.partition(), found.offset(), 1);
        Fetch fetch = new Fetch(List.of(partition), 0, 1, Duration.ZERO, false);
        try (Fetch.Result fetched = Answers.await(requests.submit(fetch, context))) {
            Fetch.PartitionResult result = fetched.partitions().getFirst();
            if (result.records().size() == 0) {
                return Optional.empty(); // this broker leads no more, or the batch was deleted
            }
            CompressedBatch batch = new CompressedBatch(
                    RecordBatches.in(result.records().toBuffer()).iterator().next(),
                    result.logStartOffset(),
                    MAX_UNFOLDED);
            return asked.query() instanceof Query.AtTime(long timestamp) ? batch.firstAt(timestamp) : batch.highest();
        }
    }
}

package io.gokafka.transport.grpc;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Request;
import io.gokafka.tck.transport.CountedSlice;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** One partition's log, as a script for a broker: answers fetches and offsets, and counts what is open. */
final class LogInMemory {
    final AtomicInteger openSlices = new AtomicInteger();
    final AtomicInteger fetches = new AtomicInteger();
    private final List<RecordBatch> batches = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private long end;

    synchronized long append(RecordBatch batch) {
        batch.assign(end, 1);
        batches.add(batch);
        end = batch.nextOffset();
        List<Runnable> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(Runnable::run);
        return batch.baseOffset();
    }

    CompletableFuture<?> answer(Request<?> request) {
        return switch (request) {
            case ListOffsets list ->
                CompletableFuture.completedFuture(new ListOffsets.Result(offset(list.query()), -1));
            case Fetch fetch -> fetch(fetch);
            default -> throw new IllegalArgumentException("not a read: " + request);
        };
    }

    private synchronized long offset(ListOffsets.Query query) {
        return switch (query) {
            case ListOffsets.Query.Earliest() -> 0;
            case ListOffsets.Query.Latest() -> end;
            case ListOffsets.Query.MaxTimestamp() -> end - 1;
            case ListOffsets.Query.AtTime(long time) -> time;
        };
    }

    private synchronized CompletableFuture<Fetch.Result> fetch(Fetch fetch) {
        fetches.incrementAndGet();
        CompletableFuture<Fetch.Result> answer = new CompletableFuture<>();
        if (fetch.minBytes() > 0 && fetch.partitions().getFirst().offset() >= end) {
            waiting.add(() -> {
                Fetch.Result late = read(fetch);
                if (!answer.complete(late)) {
                    late.close();
                }
            });
        } else {
            answer.complete(read(fetch));
        }
        return answer;
    }

    private Fetch.Result read(Fetch fetch) {
        Fetch.Partition wanted = fetch.partitions().getFirst();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (RecordBatch batch : batches) {
            boolean fits = bytes.size() == 0 || bytes.size() + batch.sizeInBytes() <= wanted.maxBytes();
            if (batch.nextOffset() > wanted.offset() && fits) {
                bytes.write(batch.buffer().array(), batch.buffer().arrayOffset(), batch.sizeInBytes());
            }
        }
        return new Fetch.Result(List.of(new Fetch.PartitionResult(
                wanted.topic(),
                wanted.partition(),
                Optional.empty(),
                end,
                0,
                new CountedSlice(ByteBuffer.wrap(bytes.toByteArray()), openSlices))));
    }
}

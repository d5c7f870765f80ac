package io.gokafka.transport.kafka.real;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.storage.LogSlice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The batches of one partition, in memory. Safe for use by several threads. */
final class SmallLog {
    private final long term;
    private final List<RecordBatch> batches = new ArrayList<>();

    SmallLog(long term) {
        this.term = term;
    }

    /** The offset after the last record. */
    synchronized long end() {
        return batches.isEmpty() ? 0 : batches.getLast().nextOffset();
    }

    synchronized List<RecordBatch> batches() {
        return List.copyOf(batches);
    }

    /** Keeps a copy; returns its base offset. */
    synchronized long append(RecordBatch batch) {
        ByteBuffer copy =
                ByteBuffer.allocate(batch.sizeInBytes()).put(batch.buffer()).flip();
        RecordBatch kept = RecordBatch.verified(copy);
        kept.assign(end(), term);
        batches.add(kept);
        return kept.baseOffset();
    }

    /** Whole batches from the one that has an offset on: the first one whatever its size. */
    synchronized LogSlice read(long offset, int maxBytes) {
        List<RecordBatch> read = new ArrayList<>();
        int bytes = 0;
        for (RecordBatch batch : batches) {
            if (batch.lastOffset() >= offset) {
                if (!read.isEmpty() && bytes + batch.sizeInBytes() > maxBytes) {
                    break;
                }
                read.add(batch);
                bytes += batch.sizeInBytes();
            }
        }
        ByteBuffer all = ByteBuffer.allocate(bytes);
        read.forEach(batch -> all.put(batch.buffer()));
        return LogSlice.of(all.flip());
    }

    synchronized ListOffsets.Result find(ListOffsets.Query query) {
        return switch (query) {
            case ListOffsets.Query.Earliest() -> new ListOffsets.Result(0, -1, term);
            case ListOffsets.Query.Latest() -> new ListOffsets.Result(end(), -1, term);
            case ListOffsets.Query.AtTime(long time) ->
                batches.stream()
                        .filter(batch -> batch.maxTimestamp() >= time)
                        .findFirst()
                        .map(batch -> new ListOffsets.Result(batch.baseOffset(), batch.baseTimestamp(), term))
                        .orElseGet(this::nothing);
            case ListOffsets.Query.MaxTimestamp() ->
                batches.stream()
                        .max(Comparator.comparingLong(RecordBatch::maxTimestamp))
                        .map(batch -> new ListOffsets.Result(batch.lastOffset(), batch.maxTimestamp(), term))
                        .orElseGet(this::nothing);
        };
    }

    private ListOffsets.Result nothing() {
        return new ListOffsets.Result(end(), -1);
    }
}

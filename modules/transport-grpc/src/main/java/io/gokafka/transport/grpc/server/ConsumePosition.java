package io.gokafka.transport.grpc.server;

import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.grpc.codec.Batches;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** How far a consume stream is, and what it says about what was read. For one thread. */
final class ConsumePosition {
    private static final long UNKNOWN = -1;

    private final ConsumePlan plan;
    private long offset;
    private long end;
    private boolean exhausted;

    ConsumePosition(long start, ConsumePlan plan) {
        this.plan = plan;
        offset = start;
        end = plan.follow() ? Long.MAX_VALUE : UNKNOWN;
    }

    long offset() {
        return offset;
    }

    boolean isAtEnd() {
        return offset >= end || exhausted;
    }

    /** Moves behind what was read; the messages that say so share its memory. */
    List<ConsumeResponse> advance(Fetch.PartitionResult fetched) {
        if (end == UNKNOWN) {
            end = fetched.highWatermark();
        }
        ByteBuffer bytes = fetched.records().toBuffer();
        // committed records are always there at once: if there are none up to the end, compaction took them
        exhausted = !plan.follow() && !bytes.hasRemaining();
        return plan.records() ? records(bytes, fetched) : batches(bytes, fetched);
    }

    private List<ConsumeResponse> batches(ByteBuffer bytes, Fetch.PartitionResult fetched) {
        int size = 0;
        for (RecordBatch batch : RecordBatches.in(bytes)) {
            if (batch.baseOffset() >= end) {
                break;
            }
            size += batch.sizeInBytes();
            offset = batch.nextOffset();
        }
        if (size == 0) {
            return List.of();
        }
        return List.of(message(fetched)
                .setBatches(UnsafeByteOperations.unsafeWrap(bytes.slice(bytes.position(), size)))
                .setNextOffset(offset)
                .build());
    }

    private List<ConsumeResponse> records(ByteBuffer bytes, Fetch.PartitionResult fetched) {
        List<ConsumeResponse> messages = new ArrayList<>();
        ConsumeResponse.Builder message = message(fetched);
        int size = 0;
        long before = offset;
        for (RecordBatch batch : RecordBatches.in(bytes)) {
            if (batch.baseOffset() >= end) {
                break;
            }
            for (Record record : batch.isControl() ? List.<Record>of() : unpacked(batch)) {
                if (record.offset() < offset || record.offset() >= end) {
                    continue;
                }
                io.gokafka.transport.grpc.proto.Record written = Batches.write(record);
                if (message.getRecordsCount() > 0 && size + written.getSerializedSize() > plan.maxBytes()) {
                    messages.add(message.setNextOffset(offset).build());
                    message = message(fetched);
                    size = 0;
                }
                message.addRecords(written);
                size += written.getSerializedSize();
                offset = record.offset() + 1;
            }
            offset = Math.max(offset, Math.min(batch.nextOffset(), end));
        }
        if (offset > before) {
            messages.add(message.setNextOffset(offset).build());
        }
        return messages;
    }

    private static List<Record> unpacked(RecordBatch batch) {
        try {
            return batch.records();
        } catch (InvalidBatchException e) {
            throw new RequestException(
                    ErrorCode.UNSUPPORTED,
                    "the batch at offset " + batch.baseOffset() + " cannot be unpacked here (" + e.getMessage()
                            + "): ask for CONSUME_FORMAT_BATCHES");
        }
    }

    private static ConsumeResponse.Builder message(Fetch.PartitionResult fetched) {
        return ConsumeResponse.newBuilder()
                .setHighWatermark(fetched.highWatermark())
                .setLogStartOffset(fetched.logStartOffset());
    }
}

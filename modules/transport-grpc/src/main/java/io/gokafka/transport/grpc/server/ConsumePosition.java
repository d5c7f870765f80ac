package io.gokafka.transport.grpc.server;

import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.RawRecord;
import io.gokafka.api.record.RawRecords;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.grpc.codec.Batches;
import io.gokafka.transport.grpc.proto.ConsumeResponse;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;

/** How far a consume stream is, and what it says about what was read. For one thread. */
final class ConsumePosition {
    private static final long UNKNOWN = -1;

    /** What a batch that is unpacked may unfold to; a stream holds one at a time. */
    private static final int MAX_UNFOLDED = 32 << 20;

    private final ConsumePlan plan;
    private long offset;
    private long end;
    private boolean exhausted;

    /** Where messages go. */
    interface Sink {
        void send(ConsumeResponse message) throws InterruptedException;
    }

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

    /** Moves behind what was read, message by message; these share its memory. */
    void advance(Fetch.PartitionResult fetched, Sink sink) throws InterruptedException {
        if (end == UNKNOWN) {
            end = fetched.highWatermark();
        }
        ByteBuffer bytes = fetched.records().toBuffer();
        // committed records are always there at once: if there are none up to the end, compaction took them
        exhausted = !plan.follow() && !bytes.hasRemaining();
        if (plan.records()) {
            sendRecords(bytes, fetched, sink);
        } else {
            sendBatches(bytes, fetched, sink);
        }
    }

    private void sendBatches(ByteBuffer bytes, Fetch.PartitionResult fetched, Sink sink) throws InterruptedException {
        int size = 0;
        for (RecordBatch batch : RecordBatches.in(bytes)) {
            if (batch.baseOffset() >= end) {
                break;
            }
            size += batch.sizeInBytes();
            offset = batch.nextOffset();
        }
        if (size > 0) {
            sink.send(message(fetched)
                    .setBatches(UnsafeByteOperations.unsafeWrap(bytes.slice(bytes.position(), size)))
                    .setNextOffset(offset)
                    .build());
        }
    }

    /** Record by record, as a compressed batch may unfold to many messages. */
    private void sendRecords(ByteBuffer bytes, Fetch.PartitionResult fetched, Sink sink) throws InterruptedException {
        ConsumeResponse.Builder message = message(fetched);
        int size = 0;
        long before = offset;
        for (RecordBatch batch : RecordBatches.in(bytes)) {
            if (batch.baseOffset() >= end) {
                break;
            }
            for (Iterator<RawRecord> records = unpacked(batch); records.hasNext(); ) {
                Record record = decoded(records, batch);
                if (record.offset() < offset || record.offset() >= end) {
                    continue;
                }
                io.gokafka.transport.grpc.proto.Record written = Batches.write(record);
                if (message.getRecordsCount() > 0 && size + written.getSerializedSize() > plan.maxBytes()) {
                    sink.send(message.setNextOffset(offset).build());
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
            sink.send(message.setNextOffset(offset).build());
        }
    }

    private static Iterator<RawRecord> unpacked(RecordBatch batch) {
        if (batch.isControl()) {
            return Collections.emptyIterator();
        }
        try {
            return RawRecords.of(batch, MAX_UNFOLDED).iterator();
        } catch (InvalidBatchException e) {
            throw notUnpacked(batch, e);
        }
    }

    private static Record decoded(Iterator<RawRecord> records, RecordBatch batch) {
        try {
            return records.next().decode();
        } catch (InvalidBatchException e) {
            throw notUnpacked(batch, e);
        }
    }

    private static RequestException notUnpacked(RecordBatch batch, InvalidBatchException e) {
        return new RequestException(
                ErrorCode.UNSUPPORTED,
                "the batch at offset " + batch.baseOffset() + " cannot be unpacked here (" + e.getMessage()
                        + "): ask for CONSUME_FORMAT_BATCHES");
    }

    private static ConsumeResponse.Builder message(Fetch.PartitionResult fetched) {
        return ConsumeResponse.newBuilder()
                .setHighWatermark(fetched.highWatermark())
                .setLogStartOffset(fetched.logStartOffset());
    }
}

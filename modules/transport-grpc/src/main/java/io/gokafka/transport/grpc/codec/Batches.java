package io.gokafka.transport.grpc.codec;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.record.Header;
import io.gokafka.api.record.InvalidBatchException;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.grpc.proto.NewRecord;
import io.gokafka.transport.grpc.proto.NewRecords;
import io.gokafka.transport.grpc.proto.Producer;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Record batches and records as fields of messages. */
public final class Batches {
    private Batches() {}

    static ByteString write(RecordBatch batch) {
        return UnsafeByteOperations.unsafeWrap(batch.buffer());
    }

    /** The one batch of a field, in memory that the broker may write to. */
    static RecordBatch read(ByteString bytes) {
        ByteBuffer buffer = OwnedBytes.of(bytes);
        try {
            RecordBatch batch = RecordBatch.at(buffer);
            if (batch.sizeInBytes() != buffer.remaining()) {
                throw new InvalidBatchException((buffer.remaining() - batch.sizeInBytes())
                        + " bytes follow the batch: send one batch a request");
            }
            return batch;
        } catch (InvalidBatchException e) {
            throw new RequestException(ErrorCode.CORRUPT_BATCH, String.valueOf(e.getMessage()));
        }
    }

    /** Packs records. */
    static RecordBatch pack(NewRecords records, long now) {
        if (records.getRecordsCount() == 0) {
            throw new IllegalArgumentException("the request has no records: send 1 or more");
        }
        RecordBatchBuilder builder = new RecordBatchBuilder(RecordBatch.HEADER_SIZE + records.getSerializedSize() + 64);
        if (records.hasProducer()) {
            identify(builder, records.getProducer());
        }
        for (NewRecord record : records.getRecordsList()) {
            builder.append(
                    record.hasTimestampMs() ? record.getTimestampMs() : now,
                    record.hasKey() ? record.getKey().toByteArray() : null,
                    record.hasValue() ? record.getValue().toByteArray() : null,
                    record.getHeadersList().stream().map(Batches::read).toList());
        }
        return builder.build();
    }

    private static void identify(RecordBatchBuilder builder, Producer producer) {
        if (producer.getId() < 0
                || producer.getEpoch() < 0
                || producer.getEpoch() > Short.MAX_VALUE
                || producer.getSequence() < 0) {
            throw new IllegalArgumentException("a producer has an id from InitProducer, an epoch of 0 to 32767 and a"
                    + " sequence of 0 or more, not " + producer.getId() + ", " + producer.getEpoch() + " and "
                    + producer.getSequence());
        }
        builder.producer(producer.getId(), (short) producer.getEpoch(), producer.getSequence());
    }

    /** A record for a consumer. */
    public static io.gokafka.transport.grpc.proto.Record write(Record record) {
        io.gokafka.transport.grpc.proto.Record.Builder message = io.gokafka.transport.grpc.proto.Record.newBuilder()
                .setOffset(record.offset())
                .setTimestampMs(record.timestamp());
        byte @Nullable [] key = record.key();
        byte @Nullable [] value = record.value();
        if (key != null) {
            message.setKey(UnsafeByteOperations.unsafeWrap(key));
        }
        if (value != null) {
            message.setValue(UnsafeByteOperations.unsafeWrap(value));
        }
        List<Header> headers = record.headers();
        headers.forEach(header -> message.addHeaders(write(header)));
        return message.build();
    }

    private static io.gokafka.transport.grpc.proto.Header write(Header header) {
        io.gokafka.transport.grpc.proto.Header.Builder message =
                io.gokafka.transport.grpc.proto.Header.newBuilder().setKey(header.key());
        byte @Nullable [] value = header.value();
        if (value != null) {
            message.setValue(UnsafeByteOperations.unsafeWrap(value));
        }
        return message.build();
    }

    private static Header read(io.gokafka.transport.grpc.proto.Header header) {
        return new Header(header.getKey(), header.hasValue() ? header.getValue().toByteArray() : null);
    }
}

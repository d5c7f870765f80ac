package io.gokafka.transport.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.Produce;
import io.gokafka.transport.grpc.proto.NewRecord;
import io.gokafka.transport.grpc.proto.NewRecords;
import io.gokafka.transport.grpc.proto.ProduceRequest;
import java.time.Duration;
import java.util.List;

/** Requests to append. */
final class ProduceRequests {
    private ProduceRequests() {}

    static Produce of(int partition, int valueBytes) {
        return new Produce(
                "t",
                partition,
                Acks.ALL,
                RecordBatchBuilder.single(1, null, new byte[valueBytes], List.of()),
                Duration.ofSeconds(30));
    }

    static ProduceRequest batchOf(int valueBytes) {
        return ProduceRequest.newBuilder()
                .setTopic("t")
                .setBatch(UnsafeByteOperations.unsafeWrap(
                        of(0, valueBytes).batch().buffer()))
                .build();
    }

    static ProduceRequest records(NewRecord... records) {
        return ProduceRequest.newBuilder()
                .setTopic("t")
                .setRecords(NewRecords.newBuilder().addAllRecords(List.of(records)))
                .build();
    }

    static NewRecord record(String value) {
        return NewRecord.newBuilder().setValue(ByteString.copyFromUtf8(value)).build();
    }
}

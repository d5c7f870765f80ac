package io.gokafka.transport.grpc.codec;

import com.google.protobuf.UnsafeByteOperations;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.transport.grpc.proto.FetchPartition;
import io.gokafka.transport.grpc.proto.FetchRequest;
import io.gokafka.transport.grpc.proto.FetchResponse;
import io.gokafka.transport.grpc.proto.FetchedPartition;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.Optional;

/** Reading batches as they are stored, from many partitions. */
final class FetchMapping implements Mapping<Fetch, Fetch.Result, FetchRequest, FetchResponse> {
    private static final MethodDescriptor<FetchRequest, FetchResponse> METHOD =
            Methods.aliasing(LogGrpc.getFetchMethod());

    @Override
    public Class<Fetch> type() {
        return Fetch.class;
    }

    @Override
    public MethodDescriptor<FetchRequest, FetchResponse> method() {
        return METHOD;
    }

    @Override
    public FetchRequest write(Fetch request) {
        FetchRequest.Builder message = FetchRequest.newBuilder()
                .setMinBytes(request.minBytes())
                .setMaxBytes(request.maxBytes())
                .setMaxWaitMs(Values.millis(request.maxWait()))
                .setAnyReplica(request.anyReplica());
        request.partitions().forEach(partition -> message.addPartitions(write(partition)));
        return message.build();
    }

    @Override
    public Fetch read(FetchRequest message) {
        if (message.getMaxWaitMs() < 0) {
            throw new IllegalArgumentException("max_wait_ms is negative: allowed are 0 or more");
        }
        return new Fetch(
                message.getPartitionsList().stream().map(FetchMapping::read).toList(),
                message.getMinBytes(),
                message.getMaxBytes(),
                Duration.ofMillis(message.getMaxWaitMs()),
                message.getAnyReplica());
    }

    @Override
    public FetchResponse writeAnswer(Fetch.Result answer) {
        return FetchResponse.newBuilder()
                .addAllPartitions(
                        answer.partitions().stream().map(FetchMapping::write).toList())
                .build();
    }

    @Override
    public Fetch.Result readAnswer(FetchResponse message) {
        return new Fetch.Result(
                message.getPartitionsList().stream().map(FetchMapping::read).toList());
    }

    @Override
    public Duration patience(Fetch request, Duration usual) {
        return request.maxWait().plus(usual);
    }

    private static FetchPartition write(Fetch.Partition partition) {
        FetchPartition.Builder message = FetchPartition.newBuilder()
                .setTopic(partition.topic())
                .setPartition(partition.partition())
                .setOffset(partition.offset())
                .setMaxBytes(partition.maxBytes());
        Terms.present(partition.term()).ifPresent(message::setTerm);
        return message.build();
    }

    private static Fetch.Partition read(FetchPartition partition) {
        return new Fetch.Partition(
                partition.getTopic(),
                partition.getPartition(),
                partition.getOffset(),
                partition.getMaxBytes(),
                Terms.read(partition.hasTerm(), partition.getTerm()));
    }

    private static FetchedPartition write(Fetch.PartitionResult result) {
        FetchedPartition.Builder message = FetchedPartition.newBuilder()
                .setTopic(result.topic())
                .setPartition(result.partition())
                .setHighWatermark(result.highWatermark())
                .setLogStartOffset(result.logStartOffset())
                .setBatches(UnsafeByteOperations.unsafeWrap(result.records().toBuffer()));
        result.failure().map(Failures::write).ifPresent(message::setError);
        return message.build();
    }

    private static Fetch.PartitionResult read(FetchedPartition message) {
        return new Fetch.PartitionResult(
                message.getTopic(),
                message.getPartition(),
                message.hasError() ? Optional.of(Failures.read(message.getError())) : Optional.<Failure>empty(),
                message.getHighWatermark(),
                message.getLogStartOffset(),
                LogSlice.of(message.getBatches().asReadOnlyByteBuffer()));
    }
}

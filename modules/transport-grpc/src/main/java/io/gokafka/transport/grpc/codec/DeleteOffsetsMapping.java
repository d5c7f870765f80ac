package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.transport.grpc.proto.DeleteOffsetsRequest;
import io.gokafka.transport.grpc.proto.DeleteOffsetsResponse;
import io.gokafka.transport.grpc.proto.GroupsGrpc;
import io.gokafka.transport.grpc.proto.OffsetFailure;
import io.grpc.MethodDescriptor;
import java.util.stream.Collectors;

/** Forgetting where a group goes on reading. */
final class DeleteOffsetsMapping
        implements Mapping<DeleteOffsets, DeleteOffsets.Result, DeleteOffsetsRequest, DeleteOffsetsResponse> {
    private static final MethodDescriptor<DeleteOffsetsRequest, DeleteOffsetsResponse> METHOD =
            Methods.aliasing(GroupsGrpc.getDeleteOffsetsMethod());

    @Override
    public Class<DeleteOffsets> type() {
        return DeleteOffsets.class;
    }

    @Override
    public MethodDescriptor<DeleteOffsetsRequest, DeleteOffsetsResponse> method() {
        return METHOD;
    }

    @Override
    public DeleteOffsetsRequest write(DeleteOffsets request) {
        return DeleteOffsetsRequest.newBuilder()
                .setGroup(request.group())
                .addAllPartitions(
                        request.partitions().stream().map(Values::write).toList())
                .build();
    }

    @Override
    public DeleteOffsets read(DeleteOffsetsRequest message) {
        return new DeleteOffsets(
                message.getGroup(),
                message.getPartitionsList().stream().map(Values::read).collect(Collectors.toSet()));
    }

    @Override
    public DeleteOffsetsResponse writeAnswer(DeleteOffsets.Result answer) {
        DeleteOffsetsResponse.Builder message = DeleteOffsetsResponse.newBuilder();
        answer.failures()
                .forEach((partition, failure) -> message.addFailures(OffsetFailure.newBuilder()
                        .setPartition(Values.write(partition))
                        .setError(Failures.write(failure))));
        return message.build();
    }

    @Override
    public DeleteOffsets.Result readAnswer(DeleteOffsetsResponse message) {
        return new DeleteOffsets.Result(message.getFailuresList().stream()
                .collect(Collectors.toMap(
                        failed -> Values.read(failed.getPartition()), failed -> Failures.read(failed.getError()))));
    }
}

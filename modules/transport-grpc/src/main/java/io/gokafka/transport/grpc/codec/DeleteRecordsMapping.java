package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DeleteRecords;
import io.gokafka.transport.grpc.proto.DeleteRecordsRequest;
import io.gokafka.transport.grpc.proto.DeleteRecordsResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.grpc.MethodDescriptor;
import java.time.Duration;

/** Deleting the oldest records of a partition. */
final class DeleteRecordsMapping
        implements Mapping<DeleteRecords, DeleteRecords.Result, DeleteRecordsRequest, DeleteRecordsResponse> {
    private static final MethodDescriptor<DeleteRecordsRequest, DeleteRecordsResponse> METHOD =
            Methods.aliasing(LogGrpc.getDeleteRecordsMethod());

    @Override
    public Class<DeleteRecords> type() {
        return DeleteRecords.class;
    }

    @Override
    public MethodDescriptor<DeleteRecordsRequest, DeleteRecordsResponse> method() {
        return METHOD;
    }

    @Override
    public DeleteRecordsRequest write(DeleteRecords request) {
        return DeleteRecordsRequest.newBuilder()
                .setTopic(request.topic())
                .setPartition(request.partition())
                .setBeforeOffset(request.offset())
                .setTimeoutMs(Values.millis(request.timeout()))
                .build();
    }

    @Override
    public DeleteRecords read(DeleteRecordsRequest message) {
        return new DeleteRecords(
                message.getTopic(),
                message.getPartition(),
                message.getBeforeOffset(),
                Timeouts.read(message.getTimeoutMs()));
    }

    @Override
    public DeleteRecordsResponse writeAnswer(DeleteRecords.Result answer) {
        return DeleteRecordsResponse.newBuilder()
                .setLogStartOffset(answer.logStartOffset())
                .build();
    }

    @Override
    public DeleteRecords.Result readAnswer(DeleteRecordsResponse message) {
        return new DeleteRecords.Result(message.getLogStartOffset());
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public Duration patience(DeleteRecords request, Duration usual) {
        return request.timeout().plus(Timeouts.GRACE);
    }
}

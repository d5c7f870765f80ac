package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DeleteTopic;
import io.gokafka.transport.grpc.proto.DeleteTopicRequest;
import io.gokafka.transport.grpc.proto.DeleteTopicResponse;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** Deleting a topic. */
final class DeleteTopicMapping
        implements Mapping<DeleteTopic, DeleteTopic.Result, DeleteTopicRequest, DeleteTopicResponse> {
    private static final MethodDescriptor<DeleteTopicRequest, DeleteTopicResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getDeleteTopicMethod());

    @Override
    public Class<DeleteTopic> type() {
        return DeleteTopic.class;
    }

    @Override
    public MethodDescriptor<DeleteTopicRequest, DeleteTopicResponse> method() {
        return METHOD;
    }

    @Override
    public DeleteTopicRequest write(DeleteTopic request) {
        DeleteTopicRequest.Builder message = DeleteTopicRequest.newBuilder().setName(request.name());
        request.id().ifPresent(id -> message.setId(id.toString()));
        return message.build();
    }

    @Override
    public DeleteTopic read(DeleteTopicRequest message) {
        return new DeleteTopic(
                message.getName(), message.hasId() ? Optional.of(Values.readUuid(message.getId())) : Optional.empty());
    }

    @Override
    public DeleteTopicResponse writeAnswer(DeleteTopic.Result answer) {
        return DeleteTopicResponse.getDefaultInstance();
    }

    @Override
    public DeleteTopic.Result readAnswer(DeleteTopicResponse message) {
        return new DeleteTopic.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}

package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.CreatePartitions;
import io.gokafka.transport.grpc.proto.CreatePartitionsRequest;
import io.gokafka.transport.grpc.proto.CreatePartitionsResponse;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;

/** Giving a topic more partitions. */
final class CreatePartitionsMapping
        implements Mapping<
                CreatePartitions, CreatePartitions.Result, CreatePartitionsRequest, CreatePartitionsResponse> {
    private static final MethodDescriptor<CreatePartitionsRequest, CreatePartitionsResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getCreatePartitionsMethod());

    @Override
    public Class<CreatePartitions> type() {
        return CreatePartitions.class;
    }

    @Override
    public MethodDescriptor<CreatePartitionsRequest, CreatePartitionsResponse> method() {
        return METHOD;
    }

    @Override
    public CreatePartitionsRequest write(CreatePartitions request) {
        return CreatePartitionsRequest.newBuilder()
                .setTopic(request.topic())
                .setTotal(request.total())
                .addAllAssignments(TopicValues.writeAssignments(request.assignments()))
                .setValidateOnly(request.validateOnly())
                .build();
    }

    @Override
    public CreatePartitions read(CreatePartitionsRequest message) {
        return new CreatePartitions(
                message.getTopic(),
                message.getTotal(),
                TopicValues.readAssignments(message.getAssignmentsList()),
                message.getValidateOnly());
    }

    @Override
    public CreatePartitionsResponse writeAnswer(CreatePartitions.Result answer) {
        return CreatePartitionsResponse.getDefaultInstance();
    }

    @Override
    public CreatePartitions.Result readAnswer(CreatePartitionsResponse message) {
        return new CreatePartitions.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}

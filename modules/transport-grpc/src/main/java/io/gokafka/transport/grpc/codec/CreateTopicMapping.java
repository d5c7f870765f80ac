package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.CreateTopic;
import io.gokafka.transport.grpc.proto.CreateTopicRequest;
import io.gokafka.transport.grpc.proto.CreateTopicResponse;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;

/** Creating a topic. */
final class CreateTopicMapping
        implements Mapping<CreateTopic, CreateTopic.Result, CreateTopicRequest, CreateTopicResponse> {
    private static final MethodDescriptor<CreateTopicRequest, CreateTopicResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getCreateTopicMethod());

    @Override
    public Class<CreateTopic> type() {
        return CreateTopic.class;
    }

    @Override
    public MethodDescriptor<CreateTopicRequest, CreateTopicResponse> method() {
        return METHOD;
    }

    @Override
    public CreateTopicRequest write(CreateTopic request) {
        return CreateTopicRequest.newBuilder()
                .setName(request.name())
                .setPartitions(request.partitions())
                .setReplicationFactor(request.replicationFactor())
                .putAllConfigs(request.configs())
                .setValidateOnly(request.validateOnly())
                .addAllAssignments(TopicValues.writeAssignments(request.assignments()))
                .build();
    }

    @Override
    public CreateTopic read(CreateTopicRequest message) {
        return new CreateTopic(
                message.getName(),
                message.getPartitions(),
                message.getReplicationFactor(),
                message.getConfigsMap(),
                message.getValidateOnly(),
                TopicValues.readAssignments(message.getAssignmentsList()));
    }

    @Override
    public CreateTopicResponse writeAnswer(CreateTopic.Result answer) {
        return CreateTopicResponse.newBuilder()
                .setTopic(TopicValues.write(answer.topic()))
                .build();
    }

    @Override
    public CreateTopic.Result readAnswer(CreateTopicResponse message) {
        return new CreateTopic.Result(TopicValues.read(message.getTopic()));
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}

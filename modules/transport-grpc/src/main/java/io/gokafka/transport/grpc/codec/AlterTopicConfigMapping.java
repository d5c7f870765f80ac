package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.transport.grpc.proto.AlterTopicConfigRequest;
import io.gokafka.transport.grpc.proto.AlterTopicConfigResponse;
import io.gokafka.transport.grpc.proto.ConfigChange;
import io.gokafka.transport.grpc.proto.ConfigOperation;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** Changing settings of a topic. */
final class AlterTopicConfigMapping
        implements Mapping<
                AlterTopicConfig, AlterTopicConfig.Result, AlterTopicConfigRequest, AlterTopicConfigResponse> {
    private static final MethodDescriptor<AlterTopicConfigRequest, AlterTopicConfigResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getAlterTopicConfigMethod());

    private static final EnumNames<AlterTopicConfig.Operation, ConfigOperation> OPERATIONS =
            new EnumNames<>(AlterTopicConfig.Operation.class, ConfigOperation.class, "CONFIG_OPERATION_");

    @Override
    public Class<AlterTopicConfig> type() {
        return AlterTopicConfig.class;
    }

    @Override
    public MethodDescriptor<AlterTopicConfigRequest, AlterTopicConfigResponse> method() {
        return METHOD;
    }

    @Override
    public AlterTopicConfigRequest write(AlterTopicConfig request) {
        AlterTopicConfigRequest.Builder message = AlterTopicConfigRequest.newBuilder()
                .setTopic(request.topic())
                .setReplace(request.replace())
                .setValidateOnly(request.validateOnly());
        request.changes().forEach(change -> message.addChanges(write(change)));
        return message.build();
    }

    @Override
    public AlterTopicConfig read(AlterTopicConfigRequest message) {
        return new AlterTopicConfig(
                message.getTopic(),
                message.getChangesList().stream()
                        .map(AlterTopicConfigMapping::read)
                        .toList(),
                message.getReplace(),
                message.getValidateOnly());
    }

    @Override
    public AlterTopicConfigResponse writeAnswer(AlterTopicConfig.Result answer) {
        return AlterTopicConfigResponse.getDefaultInstance();
    }

    @Override
    public AlterTopicConfig.Result readAnswer(AlterTopicConfigResponse message) {
        return new AlterTopicConfig.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    private static ConfigChange write(AlterTopicConfig.Change change) {
        ConfigChange.Builder message =
                ConfigChange.newBuilder().setName(change.name()).setOperation(OPERATIONS.write(change.operation()));
        change.value().ifPresent(message::setValue);
        return message.build();
    }

    private static AlterTopicConfig.Change read(ConfigChange change) {
        AlterTopicConfig.Operation operation = OPERATIONS
                .read(change.getOperation())
                .orElseThrow(() -> new IllegalArgumentException("the operation on setting '" + change.getName()
                        + "' is not set: allowed are those of ConfigOperation"));
        return new AlterTopicConfig.Change(
                change.getName(), operation, change.hasValue() ? Optional.of(change.getValue()) : Optional.empty());
    }
}

package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Resource;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.ConfigEntry;
import io.gokafka.transport.grpc.proto.ConfigSource;
import io.gokafka.transport.grpc.proto.ConfigType;
import io.gokafka.transport.grpc.proto.DescribeConfigRequest;
import io.gokafka.transport.grpc.proto.DescribeConfigResponse;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** The settings of a topic or a broker. */
final class DescribeConfigMapping
        implements Mapping<DescribeConfig, DescribeConfig.Result, DescribeConfigRequest, DescribeConfigResponse> {
    private static final MethodDescriptor<DescribeConfigRequest, DescribeConfigResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getDescribeConfigMethod());

    private static final EnumNames<DescribeConfig.Source, ConfigSource> SOURCES =
            new EnumNames<>(DescribeConfig.Source.class, ConfigSource.class, "CONFIG_SOURCE_");

    private static final EnumNames<DescribeConfig.Type, ConfigType> TYPES =
            new EnumNames<>(DescribeConfig.Type.class, ConfigType.class, "CONFIG_TYPE_");

    @Override
    public Class<DescribeConfig> type() {
        return DescribeConfig.class;
    }

    @Override
    public MethodDescriptor<DescribeConfigRequest, DescribeConfigResponse> method() {
        return METHOD;
    }

    @Override
    public DescribeConfigRequest write(DescribeConfig request) {
        DescribeConfigRequest.Builder message = DescribeConfigRequest.newBuilder();
        switch (request.resource()) {
            case Resource.Topic(String name) -> message.setTopic(name);
            case Resource.Broker(BrokerId id) -> message.setBroker(id.value());
        }
        return message.build();
    }

    @Override
    public DescribeConfig read(DescribeConfigRequest message) {
        Resource resource = switch (message.getResourceCase()) {
            case TOPIC -> new Resource.Topic(message.getTopic());
            case BROKER -> new Resource.Broker(new BrokerId(message.getBroker()));
            case RESOURCE_NOT_SET ->
                throw new IllegalArgumentException("resource is not set: allowed are topic and broker");
        };
        return new DescribeConfig(resource);
    }

    @Override
    public DescribeConfigResponse writeAnswer(DescribeConfig.Result answer) {
        DescribeConfigResponse.Builder message = DescribeConfigResponse.newBuilder();
        answer.entries().forEach(entry -> message.addEntries(write(entry)));
        return message.build();
    }

    @Override
    public DescribeConfig.Result readAnswer(DescribeConfigResponse message) {
        return new DescribeConfig.Result(message.getEntriesList().stream()
                .map(DescribeConfigMapping::read)
                .toList());
    }

    private static ConfigEntry write(DescribeConfig.Entry entry) {
        ConfigEntry.Builder message = ConfigEntry.newBuilder()
                .setName(entry.name())
                .setSource(SOURCES.write(entry.source()))
                .setType(TYPES.write(entry.type()))
                .setReadOnly(entry.readOnly())
                .setDocumentation(entry.documentation());
        entry.value().ifPresent(message::setValue);
        return message.build();
    }

    private static DescribeConfig.Entry read(ConfigEntry entry) {
        return new DescribeConfig.Entry(
                entry.getName(),
                entry.hasValue() ? Optional.of(entry.getValue()) : Optional.empty(),
                SOURCES.read(entry.getSource()).orElse(DescribeConfig.Source.DEFAULT),
                TYPES.read(entry.getType()).orElse(DescribeConfig.Type.STRING),
                entry.getReadOnly(),
                entry.getDocumentation());
    }
}

package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.Metadata;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.MetadataRequest;
import io.gokafka.transport.grpc.proto.MetadataResponse;
import io.grpc.MethodDescriptor;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Describing the cluster and topics. */
final class MetadataMapping implements Mapping<Metadata, Metadata.Result, MetadataRequest, MetadataResponse> {
    private static final MethodDescriptor<MetadataRequest, MetadataResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getMetadataMethod());

    @Override
    public Class<Metadata> type() {
        return Metadata.class;
    }

    @Override
    public MethodDescriptor<MetadataRequest, MetadataResponse> method() {
        return METHOD;
    }

    @Override
    public MetadataRequest write(Metadata request) {
        return MetadataRequest.newBuilder()
                .addAllTopics(request.topics())
                .setAllTopics(request.allTopics())
                .setCreate(request.create())
                .addAllTopicIds(request.topicIds().stream().map(UUID::toString).toList())
                .build();
    }

    @Override
    public Metadata read(MetadataRequest message) {
        return new Metadata(
                message.getTopicsList(),
                message.getAllTopics(),
                message.getCreate(),
                message.getTopicIdsList().stream().map(Values::readUuid).toList());
    }

    @Override
    public MetadataResponse writeAnswer(Metadata.Result answer) {
        MetadataResponse.Builder message = MetadataResponse.newBuilder()
                .setClusterId(answer.clusterId())
                .addAllBrokers(Values.writeBrokers(answer.brokers()))
                .addAllMetadataVoters(Values.writeIds(answer.metadataVoters()));
        answer.metadataLeader().ifPresent(leader -> message.setMetadataLeader(leader.value()));
        answer.topics().forEach(topic -> message.addTopics(TopicValues.write(topic)));
        answer.failures().forEach((topic, failure) -> message.putFailures(topic, Failures.write(failure)));
        answer.failuresById().forEach((id, failure) -> message.putFailuresById(id.toString(), Failures.write(failure)));
        return message.build();
    }

    @Override
    public Metadata.Result readAnswer(MetadataResponse message) {
        return new Metadata.Result(
                message.getClusterId(),
                Values.readBrokers(message.getBrokersList()),
                Values.readId(message.hasMetadataLeader(), message.getMetadataLeader()),
                Values.readIds(message.getMetadataVotersList()),
                message.getTopicsList().stream().map(TopicValues::read).toList(),
                message.getFailuresMap().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> Failures.read(e.getValue()))),
                message.getFailuresByIdMap().entrySet().stream()
                        .collect(Collectors.toMap(e -> Values.readUuid(e.getKey()), e -> Failures.read(e.getValue()))));
    }
}

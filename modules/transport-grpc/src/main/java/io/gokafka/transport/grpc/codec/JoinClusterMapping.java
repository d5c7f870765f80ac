package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.JoinClusterRequest;
import io.gokafka.transport.grpc.proto.JoinClusterResponse;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** A broker that becomes a member. */
final class JoinClusterMapping
        implements Mapping<JoinCluster, JoinCluster.Result, JoinClusterRequest, JoinClusterResponse> {
    private static final MethodDescriptor<JoinClusterRequest, JoinClusterResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getJoinClusterMethod());

    @Override
    public Class<JoinCluster> type() {
        return JoinCluster.class;
    }

    @Override
    public MethodDescriptor<JoinClusterRequest, JoinClusterResponse> method() {
        return METHOD;
    }

    @Override
    public JoinClusterRequest write(JoinCluster request) {
        JoinClusterRequest.Builder message = JoinClusterRequest.newBuilder()
                .setId(request.id().value())
                .setDirectory(request.directory().toString())
                .putAllEndpoints(Values.writeEndpoints(request.endpoints()));
        request.clusterId().ifPresent(message::setClusterId);
        return message.build();
    }

    @Override
    public JoinCluster read(JoinClusterRequest message) {
        return new JoinCluster(
                new BrokerId(message.getId()),
                Values.readUuid(message.getDirectory()),
                Values.readEndpoints(message.getEndpointsMap()),
                message.hasClusterId() ? Optional.of(message.getClusterId()) : Optional.empty());
    }

    @Override
    public JoinClusterResponse writeAnswer(JoinCluster.Result answer) {
        return JoinClusterResponse.newBuilder()
                .setClusterId(answer.clusterId())
                .addAllBrokers(Values.writeBrokers(answer.brokers()))
                .addAllMetadataVoters(Values.writeIds(answer.metadataVoters()))
                .setMetadataIndex(answer.metadataIndex())
                .build();
    }

    @Override
    public JoinCluster.Result readAnswer(JoinClusterResponse message) {
        return new JoinCluster.Result(
                message.getClusterId(),
                Values.readBrokers(message.getBrokersList()),
                Values.readIds(message.getMetadataVotersList()),
                message.getMetadataIndex());
    }
}

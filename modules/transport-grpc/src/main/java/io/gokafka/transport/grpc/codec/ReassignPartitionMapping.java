package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ReassignPartition;
import io.gokafka.transport.grpc.proto.ReassignPartitionRequest;
import io.gokafka.transport.grpc.proto.ReassignPartitionResponse;
import io.gokafka.transport.grpc.proto.TopicsGrpc;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/** Moving a partition to other brokers. */
final class ReassignPartitionMapping
        implements Mapping<
                ReassignPartition, ReassignPartition.Result, ReassignPartitionRequest, ReassignPartitionResponse> {
    private static final MethodDescriptor<ReassignPartitionRequest, ReassignPartitionResponse> METHOD =
            Methods.aliasing(TopicsGrpc.getReassignPartitionMethod());

    @Override
    public Class<ReassignPartition> type() {
        return ReassignPartition.class;
    }

    @Override
    public MethodDescriptor<ReassignPartitionRequest, ReassignPartitionResponse> method() {
        return METHOD;
    }

    @Override
    public ReassignPartitionRequest write(ReassignPartition request) {
        ReassignPartitionRequest.Builder message =
                ReassignPartitionRequest.newBuilder().setTopic(request.topic()).setPartition(request.partition());
        request.replicas().ifPresent(replicas -> message.setReplicas(TopicValues.writeReplicas(replicas)));
        return message.build();
    }

    @Override
    public ReassignPartition read(ReassignPartitionRequest message) {
        return new ReassignPartition(
                message.getTopic(),
                message.getPartition(),
                message.hasReplicas()
                        ? Optional.of(Values.readIds(message.getReplicas().getBrokersList()))
                        : Optional.empty());
    }

    @Override
    public ReassignPartitionResponse writeAnswer(ReassignPartition.Result answer) {
        return ReassignPartitionResponse.getDefaultInstance();
    }

    @Override
    public ReassignPartition.Result readAnswer(ReassignPartitionResponse message) {
        return new ReassignPartition.Result();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }
}

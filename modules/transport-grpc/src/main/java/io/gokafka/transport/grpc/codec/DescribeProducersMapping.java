package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DescribeProducers;
import io.gokafka.transport.grpc.proto.DescribeProducersRequest;
import io.gokafka.transport.grpc.proto.DescribeProducersResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.gokafka.transport.grpc.proto.ProducerState;
import io.grpc.MethodDescriptor;

/** Listing the producers that a partition remembers. */
final class DescribeProducersMapping
        implements Mapping<
                DescribeProducers, DescribeProducers.Result, DescribeProducersRequest, DescribeProducersResponse> {
    private static final MethodDescriptor<DescribeProducersRequest, DescribeProducersResponse> METHOD =
            Methods.aliasing(LogGrpc.getDescribeProducersMethod());

    @Override
    public Class<DescribeProducers> type() {
        return DescribeProducers.class;
    }

    @Override
    public MethodDescriptor<DescribeProducersRequest, DescribeProducersResponse> method() {
        return METHOD;
    }

    @Override
    public DescribeProducersRequest write(DescribeProducers request) {
        return DescribeProducersRequest.newBuilder()
                .setTopic(request.topic())
                .setPartition(request.partition())
                .build();
    }

    @Override
    public DescribeProducers read(DescribeProducersRequest message) {
        return new DescribeProducers(message.getTopic(), message.getPartition());
    }

    @Override
    public DescribeProducersResponse writeAnswer(DescribeProducers.Result answer) {
        DescribeProducersResponse.Builder message = DescribeProducersResponse.newBuilder();
        answer.producers()
                .forEach(producer -> message.addProducers(ProducerState.newBuilder()
                        .setId(producer.id())
                        .setEpoch(producer.epoch())
                        .setLastSequence(producer.lastSequence())
                        .setLastTimestampMs(producer.lastTimestamp())));
        return message.build();
    }

    @Override
    public DescribeProducers.Result readAnswer(DescribeProducersResponse message) {
        return new DescribeProducers.Result(message.getProducersList().stream()
                .map(producer -> new DescribeProducers.Producer(
                        producer.getId(),
                        (short) producer.getEpoch(),
                        producer.getLastSequence(),
                        producer.getLastTimestampMs()))
                .toList());
    }
}

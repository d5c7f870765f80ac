package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.InitProducer;
import io.gokafka.transport.grpc.proto.InitProducerRequest;
import io.gokafka.transport.grpc.proto.InitProducerResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.grpc.MethodDescriptor;

/** Identity of an idempotent producer. */
final class InitProducerMapping
        implements Mapping<InitProducer, InitProducer.Result, InitProducerRequest, InitProducerResponse> {
    private static final MethodDescriptor<InitProducerRequest, InitProducerResponse> METHOD =
            Methods.aliasing(LogGrpc.getInitProducerMethod());

    @Override
    public Class<InitProducer> type() {
        return InitProducer.class;
    }

    @Override
    public MethodDescriptor<InitProducerRequest, InitProducerResponse> method() {
        return METHOD;
    }

    @Override
    public InitProducerRequest write(InitProducer request) {
        return InitProducerRequest.getDefaultInstance();
    }

    @Override
    public InitProducer read(InitProducerRequest message) {
        return new InitProducer();
    }

    @Override
    public InitProducerResponse writeAnswer(InitProducer.Result answer) {
        return InitProducerResponse.newBuilder()
                .setProducerId(answer.producerId())
                .setProducerEpoch(answer.producerEpoch())
                .build();
    }

    @Override
    public InitProducer.Result readAnswer(InitProducerResponse message) {
        return new InitProducer.Result(message.getProducerId(), (short) message.getProducerEpoch());
    }
}

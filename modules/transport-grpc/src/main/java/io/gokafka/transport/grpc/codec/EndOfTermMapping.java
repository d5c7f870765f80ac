package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.EndOfTerm;
import io.gokafka.transport.grpc.proto.EndOfTermRequest;
import io.gokafka.transport.grpc.proto.EndOfTermResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.grpc.MethodDescriptor;

/** Finding where a term ends. */
final class EndOfTermMapping implements Mapping<EndOfTerm, EndOfTerm.Result, EndOfTermRequest, EndOfTermResponse> {
    private static final MethodDescriptor<EndOfTermRequest, EndOfTermResponse> METHOD =
            Methods.aliasing(LogGrpc.getEndOfTermMethod());

    @Override
    public Class<EndOfTerm> type() {
        return EndOfTerm.class;
    }

    @Override
    public MethodDescriptor<EndOfTermRequest, EndOfTermResponse> method() {
        return METHOD;
    }

    @Override
    public EndOfTermRequest write(EndOfTerm request) {
        EndOfTermRequest.Builder message = EndOfTermRequest.newBuilder()
                .setTopic(request.topic())
                .setPartition(request.partition())
                .setTerm(request.term());
        Terms.present(request.currentTerm()).ifPresent(message::setCurrentTerm);
        return message.build();
    }

    @Override
    public EndOfTerm read(EndOfTermRequest message) {
        return new EndOfTerm(
                message.getTopic(),
                message.getPartition(),
                Terms.read(message.hasCurrentTerm(), message.getCurrentTerm()),
                message.getTerm());
    }

    @Override
    public EndOfTermResponse writeAnswer(EndOfTerm.Result answer) {
        return EndOfTermResponse.newBuilder()
                .setTerm(answer.term())
                .setEndOffset(answer.endOffset())
                .build();
    }

    @Override
    public EndOfTerm.Result readAnswer(EndOfTermResponse message) {
        return new EndOfTerm.Result(message.getTerm(), message.getEndOffset());
    }
}

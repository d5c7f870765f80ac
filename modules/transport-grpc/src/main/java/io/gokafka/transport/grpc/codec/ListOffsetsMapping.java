package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.ListOffsets;
import io.gokafka.transport.grpc.proto.Edge;
import io.gokafka.transport.grpc.proto.ListOffsetsRequest;
import io.gokafka.transport.grpc.proto.ListOffsetsResponse;
import io.gokafka.transport.grpc.proto.LogGrpc;
import io.grpc.MethodDescriptor;

/** Finding an offset of a partition. */
final class ListOffsetsMapping
        implements Mapping<ListOffsets, ListOffsets.Result, ListOffsetsRequest, ListOffsetsResponse> {
    private static final MethodDescriptor<ListOffsetsRequest, ListOffsetsResponse> METHOD =
            Methods.aliasing(LogGrpc.getListOffsetsMethod());

    @Override
    public Class<ListOffsets> type() {
        return ListOffsets.class;
    }

    @Override
    public MethodDescriptor<ListOffsetsRequest, ListOffsetsResponse> method() {
        return METHOD;
    }

    @Override
    public ListOffsetsRequest write(ListOffsets request) {
        ListOffsetsRequest.Builder message =
                ListOffsetsRequest.newBuilder().setTopic(request.topic()).setPartition(request.partition());
        switch (request.query()) {
            case ListOffsets.Query.Earliest() -> message.setEdge(Edge.EDGE_EARLIEST);
            case ListOffsets.Query.Latest() -> message.setEdge(Edge.EDGE_LATEST);
            case ListOffsets.Query.MaxTimestamp() -> message.setEdge(Edge.EDGE_MAX_TIMESTAMP);
            case ListOffsets.Query.AtTime(long timestamp) -> message.setTimestampMs(timestamp);
        }
        Terms.present(request.term()).ifPresent(message::setTerm);
        return message.build();
    }

    @Override
    public ListOffsets read(ListOffsetsRequest message) {
        return new ListOffsets(
                message.getTopic(),
                message.getPartition(),
                query(message),
                Terms.read(message.hasTerm(), message.getTerm()));
    }

    @Override
    public ListOffsetsResponse writeAnswer(ListOffsets.Result answer) {
        ListOffsetsResponse.Builder message = ListOffsetsResponse.newBuilder()
                .setOffset(answer.offset())
                .setTimestampMs(answer.timestamp())
                .setApproximate(!answer.exact());
        Terms.present(answer.term()).ifPresent(message::setTerm);
        return message.build();
    }

    @Override
    public ListOffsets.Result readAnswer(ListOffsetsResponse message) {
        return new ListOffsets.Result(
                message.getOffset(),
                message.getTimestampMs(),
                Terms.read(message.hasTerm(), message.getTerm()),
                !message.getApproximate());
    }

    private static ListOffsets.Query query(ListOffsetsRequest message) {
        return switch (message.getQueryCase()) {
            case EDGE -> Edges.query(message.getEdge());
            case TIMESTAMP_MS -> new ListOffsets.Query.AtTime(message.getTimestampMs());
            case QUERY_NOT_SET ->
                throw new IllegalArgumentException("the request does not say which offset: set edge or timestamp_ms");
        };
    }
}

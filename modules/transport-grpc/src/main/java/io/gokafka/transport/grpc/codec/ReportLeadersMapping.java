package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.LedPartition;
import io.gokafka.transport.grpc.proto.ReportLeadersRequest;
import io.gokafka.transport.grpc.proto.ReportLeadersResponse;
import io.grpc.MethodDescriptor;

/** Brokers that tell which partitions they lead. */
final class ReportLeadersMapping
        implements Mapping<ReportLeaders, ReportLeaders.Result, ReportLeadersRequest, ReportLeadersResponse> {
    private static final MethodDescriptor<ReportLeadersRequest, ReportLeadersResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getReportLeadersMethod());

    @Override
    public Class<ReportLeaders> type() {
        return ReportLeaders.class;
    }

    @Override
    public MethodDescriptor<ReportLeadersRequest, ReportLeadersResponse> method() {
        return METHOD;
    }

    @Override
    public ReportLeadersRequest write(ReportLeaders request) {
        ReportLeadersRequest.Builder message =
                ReportLeadersRequest.newBuilder().setBroker(request.broker().value());
        request.leads().forEach(led -> message.addLeads(write(led)));
        return message.build();
    }

    @Override
    public ReportLeaders read(ReportLeadersRequest message) {
        return new ReportLeaders(
                new BrokerId(message.getBroker()),
                message.getLeadsList().stream().map(ReportLeadersMapping::read).toList());
    }

    @Override
    public ReportLeadersResponse writeAnswer(ReportLeaders.Result answer) {
        return ReportLeadersResponse.getDefaultInstance();
    }

    @Override
    public ReportLeaders.Result readAnswer(ReportLeadersResponse message) {
        return new ReportLeaders.Result();
    }

    private static LedPartition write(ReportLeaders.Led led) {
        return LedPartition.newBuilder()
                .setTopicId(led.topicId().toString())
                .setPartition(led.partition())
                .setTerm(led.term())
                .build();
    }

    private static ReportLeaders.Led read(LedPartition led) {
        return new ReportLeaders.Led(Values.readUuid(led.getTopicId()), led.getPartition(), led.getTerm());
    }
}

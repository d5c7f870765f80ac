package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.DescribeBroker;
import io.gokafka.transport.grpc.proto.ClusterGrpc;
import io.gokafka.transport.grpc.proto.DescribeBrokerRequest;
import io.gokafka.transport.grpc.proto.DescribeBrokerResponse;
import io.grpc.MethodDescriptor;
import java.time.Duration;

/** What a broker says of itself. */
final class DescribeBrokerMapping
        implements Mapping<DescribeBroker, DescribeBroker.Result, DescribeBrokerRequest, DescribeBrokerResponse> {
    private static final MethodDescriptor<DescribeBrokerRequest, DescribeBrokerResponse> METHOD =
            Methods.aliasing(ClusterGrpc.getDescribeBrokerMethod());

    @Override
    public Class<DescribeBroker> type() {
        return DescribeBroker.class;
    }

    @Override
    public MethodDescriptor<DescribeBrokerRequest, DescribeBrokerResponse> method() {
        return METHOD;
    }

    @Override
    public DescribeBrokerRequest write(DescribeBroker request) {
        return DescribeBrokerRequest.getDefaultInstance();
    }

    @Override
    public DescribeBroker read(DescribeBrokerRequest message) {
        return new DescribeBroker();
    }

    @Override
    public DescribeBrokerResponse writeAnswer(DescribeBroker.Result answer) {
        return DescribeBrokerResponse.newBuilder()
                .setBroker(Values.write(answer.info()))
                .setVersion(answer.version())
                .addAllPlugins(answer.plugins())
                .setUptimeMs(Values.millis(answer.uptime()))
                .setReplicas(answer.replicas())
                .setLeaders(answer.leaders())
                .setLogBytes(answer.logBytes())
                .build();
    }

    @Override
    public DescribeBroker.Result readAnswer(DescribeBrokerResponse message) {
        return new DescribeBroker.Result(
                Values.read(message.getBroker()),
                message.getVersion(),
                message.getPluginsList(),
                Duration.ofMillis(message.getUptimeMs()),
                message.getReplicas(),
                message.getLeaders(),
                message.getLogBytes());
    }
}

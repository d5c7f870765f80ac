package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.AuthorizedOperations;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeClusterResponseData;
import org.apache.kafka.common.message.DescribeClusterResponseData.DescribeClusterBroker;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** The brokers of the cluster. */
final class DescribeClusterApi implements Api<DescribeClusterRequestData> {
    private static final byte BROKERS = 1;
    private static final byte CONTROLLERS = 2;

    private final Requests requests;

    DescribeClusterApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_CLUSTER;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 2;
    }

    @Override
    public CompletableFuture<DescribeClusterResponseData> answer(DescribeClusterRequestData request, Call call) {
        byte type = request.endpointType();
        if (type != BROKERS) {
            return CompletableFuture.completedFuture(
                    type == CONTROLLERS
                            ? failed(
                                    Errors.MISMATCHED_ENDPOINT_TYPE,
                                    "this is a listener of brokers: there are no controllers apart from them")
                            : failed(Errors.UNSUPPORTED_ENDPOINT_TYPE, "unsupported endpoint type " + type));
        }
        return Answers.map(
                requests.submit(new Metadata(List.of(), false, false), call.context()),
                metadata -> response(request, metadata),
                failure -> failed(KafkaErrors.of(failure.code()), failure.message()));
    }

    private static DescribeClusterResponseData response(DescribeClusterRequestData request, Metadata.Result metadata) {
        KafkaBrokers brokers = KafkaBrokers.of(metadata);
        DescribeClusterResponseData response = new DescribeClusterResponseData()
                .setClusterId(metadata.clusterId())
                .setControllerId(brokers.controller())
                .setClusterAuthorizedOperations(
                        AuthorizedOperations.cluster(request.includeClusterAuthorizedOperations()));
        List<KafkaBrokers.Node> nodes = request.includeFencedBrokers() ? brokers.all() : brokers.live();
        nodes.forEach(node -> response.brokers()
                .add(new DescribeClusterBroker()
                        .setBrokerId(node.id())
                        .setHost(node.address().host())
                        .setPort(node.address().port())
                        .setIsFenced(!node.alive())));
        return response;
    }

    private static DescribeClusterResponseData failed(Errors error, String message) {
        return new DescribeClusterResponseData().setErrorCode(error.code()).setErrorMessage(message);
    }
}

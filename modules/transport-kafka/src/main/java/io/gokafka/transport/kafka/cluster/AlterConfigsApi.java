package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.AlterConfigsResponseData;
import org.apache.kafka.common.message.AlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.protocol.ApiKeys;

/** Replaces all settings of topics; older clients know nothing else. */
final class AlterConfigsApi implements Api<AlterConfigsRequestData> {
    private final Requests requests;

    AlterConfigsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.ALTER_CONFIGS;
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
    public CompletableFuture<AlterConfigsResponseData> answer(AlterConfigsRequestData request, Call call) {
        Set<ConfigTarget> duplicates =
                Answers.duplicates(request.resources().stream().map(AlterConfigsApi::target));
        List<CompletableFuture<AlterConfigsResourceResponse>> responses = request.resources().stream()
                .map(resource -> alter(resource, duplicates, request.validateOnly(), call))
                .toList();
        return Answers.all(responses).thenApply(done -> new AlterConfigsResponseData().setResponses(done));
    }

    private static ConfigTarget target(AlterConfigsResource resource) {
        return new ConfigTarget(resource.resourceType(), resource.resourceName());
    }

    private CompletableFuture<AlterConfigsResourceResponse> alter(
            AlterConfigsResource resource, Set<ConfigTarget> duplicates, boolean validateOnly, Call call) {
        CompletableFuture<AlterTopicConfig.Result> altered = Answers.attempt(() -> {
            String topic = target(resource).topic(duplicates);
            List<AlterTopicConfig.Change> changes = resource.configs().stream()
                    .map(config -> ConfigTarget.change(config.name(), AlterTopicConfig.Operation.SET, config.value()))
                    .toList();
            ConfigTarget.checkNames(changes);
            return requests.submit(new AlterTopicConfig(topic, changes, true, validateOnly), call.context());
        });
        return Answers.map(
                altered,
                _ -> response(resource),
                failure -> response(resource)
                        .setErrorCode(KafkaErrors.admin(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    private static AlterConfigsResourceResponse response(AlterConfigsResource resource) {
        return new AlterConfigsResourceResponse()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName())
                .setErrorMessage(null);
    }
}

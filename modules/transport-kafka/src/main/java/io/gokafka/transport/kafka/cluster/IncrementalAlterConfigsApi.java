package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterConfigsResource;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData.AlterableConfig;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData;
import org.apache.kafka.common.message.IncrementalAlterConfigsResponseData.AlterConfigsResourceResponse;
import org.apache.kafka.common.protocol.ApiKeys;

/** Changes settings of topics, one by one. */
final class IncrementalAlterConfigsApi implements Api<IncrementalAlterConfigsRequestData> {
    private final Requests requests;

    IncrementalAlterConfigsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.INCREMENTAL_ALTER_CONFIGS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 1;
    }

    @Override
    public CompletableFuture<IncrementalAlterConfigsResponseData> answer(
            IncrementalAlterConfigsRequestData request, Call call) {
        Set<ConfigTarget> duplicates =
                Answers.duplicates(request.resources().stream().map(IncrementalAlterConfigsApi::target));
        List<CompletableFuture<AlterConfigsResourceResponse>> responses = request.resources().stream()
                .map(resource -> alter(resource, duplicates, request.validateOnly(), call))
                .toList();
        return Answers.all(responses).thenApply(done -> new IncrementalAlterConfigsResponseData().setResponses(done));
    }

    private static ConfigTarget target(AlterConfigsResource resource) {
        return new ConfigTarget(resource.resourceType(), resource.resourceName());
    }

    private CompletableFuture<AlterConfigsResourceResponse> alter(
            AlterConfigsResource resource, Set<ConfigTarget> duplicates, boolean validateOnly, Call call) {
        CompletableFuture<AlterTopicConfig.Result> altered = Answers.attempt(() -> {
            String topic = target(resource).topic(duplicates);
            List<AlterTopicConfig.Change> changes = resource.configs().stream()
                    .map(IncrementalAlterConfigsApi::change)
                    .toList();
            ConfigTarget.checkNames(changes);
            return requests.submit(new AlterTopicConfig(topic, changes, false, validateOnly), call.context());
        });
        return Answers.map(
                altered,
                _ -> response(resource),
                failure -> response(resource)
                        .setErrorCode(KafkaErrors.admin(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    private static AlterTopicConfig.Change change(AlterableConfig config) {
        AlterTopicConfig.Operation operation = switch (config.configOperation()) {
            case 0 -> AlterTopicConfig.Operation.SET;
            case 1 -> AlterTopicConfig.Operation.DELETE;
            case 2 -> AlterTopicConfig.Operation.APPEND;
            case 3 -> AlterTopicConfig.Operation.SUBTRACT;
            default ->
                throw new RequestException(
                        ErrorCode.INVALID_REQUEST,
                        "setting '" + config.name() + "' has an unknown operation, " + config.configOperation());
        };
        return operation == AlterTopicConfig.Operation.DELETE
                ? new AlterTopicConfig.Change(config.name(), operation, Optional.empty())
                : ConfigTarget.change(config.name(), operation, config.value());
    }

    private static AlterConfigsResourceResponse response(AlterConfigsResource resource) {
        return new AlterConfigsResourceResponse()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName())
                .setErrorMessage(null);
    }
}

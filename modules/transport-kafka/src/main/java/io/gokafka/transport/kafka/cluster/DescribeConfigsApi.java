package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeConfigsResponseData;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResourceResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsResult;
import org.apache.kafka.common.message.DescribeConfigsResponseData.DescribeConfigsSynonym;
import org.apache.kafka.common.protocol.ApiKeys;

/** The settings of topics and brokers; those of brokers by our names, and by those of Kafka where it has one. */
final class DescribeConfigsApi implements Api<DescribeConfigsRequestData> {
    private final Requests requests;

    DescribeConfigsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_CONFIGS;
    }

    @Override
    public short oldest() {
        return 1;
    }

    @Override
    public short newest() {
        return 4;
    }

    @Override
    public CompletableFuture<DescribeConfigsResponseData> answer(DescribeConfigsRequestData request, Call call)
            throws InterruptedException {
        boolean named = request.resources().stream().anyMatch(DescribeConfigsApi::isBroker);
        Supplier<KafkaBrokers> brokers = named ? KafkaBrokers.asking(requests, call) : KafkaBrokers.unasked();
        List<CompletableFuture<DescribeConfigsResult>> results = request.resources().stream()
                .map(resource -> describe(resource, brokers, request, call))
                .toList();
        return Answers.all(results).thenApply(done -> new DescribeConfigsResponseData().setResults(done));
    }

    private static boolean isBroker(DescribeConfigsResource resource) {
        return resource.resourceType() == ConfigValues.BROKER;
    }

    private CompletableFuture<DescribeConfigsResult> describe(
            DescribeConfigsResource resource,
            Supplier<KafkaBrokers> brokers,
            DescribeConfigsRequestData request,
            Call call) {
        if (isBroker(resource) && resource.resourceName().isEmpty()) {
            return CompletableFuture.completedFuture(result(resource)); // defaults of all brokers: none can be set
        }
        return Answers.map(
                Answers.attempt(() -> requests.submit(read(resource, brokers), call.context())),
                settings -> result(resource)
                        .setConfigs(all(resource, settings.entries())
                                .filter(entry -> isWanted(resource, entry))
                                .map(entry -> setting(entry, request))
                                .toList()),
                failure -> result(resource)
                        .setErrorCode(KafkaErrors.of(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }

    private static DescribeConfig read(DescribeConfigsResource resource, Supplier<KafkaBrokers> brokers) {
        return new DescribeConfig(
                switch (resource.resourceType()) {
                    case ConfigValues.TOPIC -> new DescribeConfig.Resource.Topic(resource.resourceName());
                    case ConfigValues.BROKER ->
                        new DescribeConfig.Resource.Broker(broker(resource.resourceName(), brokers.get()));
                    default -> throw ConfigValues.unsupported(resource.resourceType());
                });
    }

    private static BrokerId broker(String number, KafkaBrokers brokers) {
        try {
            return brokers.id(Integer.parseInt(number))
                    .orElseThrow(() -> new RequestException(
                            ErrorCode.INVALID_REQUEST, "there is no broker " + number + " in the cluster"));
        } catch (NumberFormatException e) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST, "a broker is named by its number, not '" + number + "'");
        }
    }

    private static Stream<DescribeConfig.Entry> all(DescribeConfigsResource resource, List<DescribeConfig.Entry> own) {
        return isBroker(resource)
                ? Stream.concat(
                        own.stream(), KafkaBrokerConfigs.of(Integer.parseInt(resource.resourceName()), own).stream())
                : own.stream();
    }

    private static boolean isWanted(DescribeConfigsResource resource, DescribeConfig.Entry entry) {
        List<String> keys = resource.configurationKeys();
        return keys == null || keys.isEmpty() || keys.contains(entry.name());
    }

    private static DescribeConfigsResult result(DescribeConfigsResource resource) {
        return new DescribeConfigsResult()
                .setResourceType(resource.resourceType())
                .setResourceName(resource.resourceName());
    }

    private static DescribeConfigsResourceResult setting(
            DescribeConfig.Entry entry, DescribeConfigsRequestData request) {
        byte source = ConfigValues.source(entry.source());
        String value = entry.value().orElse(null);
        DescribeConfigsSynonym used = new DescribeConfigsSynonym()
                .setName(entry.name())
                .setValue(value)
                .setSource(source);
        return new DescribeConfigsResourceResult()
                .setName(entry.name())
                .setValue(value)
                .setReadOnly(entry.readOnly())
                .setConfigSource(source)
                .setSynonyms(request.includeSynonyms() ? List.of(used) : List.of())
                .setConfigType(ConfigValues.type(entry.type()))
                .setDocumentation(request.includeDocumentation() ? entry.documentation() : null);
    }
}

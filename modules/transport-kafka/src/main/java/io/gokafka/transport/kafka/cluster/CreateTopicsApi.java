package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsResponseData;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicConfigs;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResult;
import org.apache.kafka.common.message.CreateTopicsResponseData.CreatableTopicResultCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Creates topics, each by itself. */
final class CreateTopicsApi implements Api<CreateTopicsRequestData> {
    /** From there on the settings of new topics are told. */
    private static final short SETTINGS = 5;

    private final Requests requests;

    CreateTopicsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.CREATE_TOPICS;
    }

    @Override
    public short oldest() {
        return 2;
    }

    @Override
    public short newest() {
        return 7;
    }

    @Override
    public CompletableFuture<CreateTopicsResponseData> answer(CreateTopicsRequestData request, Call call)
            throws InterruptedException {
        Set<String> duplicates = Answers.duplicates(request.topics().stream().map(CreatableTopic::name));
        NewTopics newTopics = newTopics(request, call);
        List<CompletableFuture<CreatableTopicResult>> results = new ArrayList<>();
        duplicates.forEach(name -> results.add(CompletableFuture.completedFuture(failed(
                name,
                KafkaErrors.refusal(
                        ErrorCode.INVALID_REQUEST, "topic '" + name + "' is named twice in the request")))));
        request.topics().stream()
                .filter(topic -> !duplicates.contains(topic.name()))
                .forEach(topic -> results.add(create(topic, newTopics, request, call)));
        return Answers.all(results)
                .thenApply(created -> new CreateTopicsResponseData()
                        .setTopics(new CreatableTopicResultCollection(created.iterator())));
    }

    /** The brokers are needed where replicas are placed by hand only. */
    private NewTopics newTopics(CreateTopicsRequestData request, Call call) throws InterruptedException {
        boolean placed =
                request.topics().stream().anyMatch(topic -> !topic.assignments().isEmpty());
        return new NewTopics(placed ? KafkaBrokers.asking(requests, call) : KafkaBrokers.unasked());
    }

    private CompletableFuture<CreatableTopicResult> create(
            CreatableTopic topic, NewTopics newTopics, CreateTopicsRequestData request, Call call) {
        boolean validateOnly = request.validateOnly();
        CompletableFuture<CreateTopic.Result> created = Answers.within(
                Answers.attempt(() -> requests.submit(newTopics.read(topic, validateOnly), call.context())),
                request.timeoutMs());
        CompletableFuture<CreatableTopicResult> result = Answers.map(
                created, done -> result(done.topic(), validateOnly), failure -> failed(topic.name(), failure));
        return call.version() < SETTINGS || validateOnly
                ? result
                // Not on the thread that completes it, since handing over a request may block.
                : result.thenComposeAsync(
                        done -> done.errorCode() == Errors.NONE.code()
                                ? withSettings(done, call)
                                : CompletableFuture.completedFuture(done),
                        Thread::startVirtualThread);
    }

    private CompletableFuture<CreatableTopicResult> withSettings(CreatableTopicResult result, Call call) {
        return Answers.map(
                requests.submit(new DescribeConfig(new DescribeConfig.Resource.Topic(result.name())), call.context()),
                settings -> result.setConfigs(settings.entries().stream()
                        .map(CreateTopicsApi::setting)
                        .toList()),
                failure -> result.setConfigs(null)
                        .setTopicConfigErrorCode(
                                KafkaErrors.admin(failure.code()).code()));
    }

    private static CreatableTopicResult result(Metadata.Topic topic, boolean validateOnly) {
        return new CreatableTopicResult()
                .setName(topic.name())
                .setTopicId(validateOnly ? Uuid.ZERO_UUID : Uuids.of(topic.id()))
                .setNumPartitions(topic.partitions().size())
                .setReplicationFactor((short) topic.replicationFactor())
                .setConfigs(topic.configs().entrySet().stream()
                        .map(CreateTopicsApi::setting)
                        .toList());
    }

    private static CreatableTopicConfigs setting(Map.Entry<String, String> config) {
        return new CreatableTopicConfigs()
                .setName(config.getKey())
                .setValue(config.getValue())
                .setConfigSource(ConfigValues.source(DescribeConfig.Source.TOPIC));
    }

    private static CreatableTopicConfigs setting(DescribeConfig.Entry entry) {
        return new CreatableTopicConfigs()
                .setName(entry.name())
                .setValue(entry.value().orElse(null))
                .setReadOnly(entry.readOnly())
                .setConfigSource(ConfigValues.source(entry.source()));
    }

    private static CreatableTopicResult failed(String name, Failure failure) {
        return new CreatableTopicResult()
                .setName(name)
                .setErrorCode(KafkaErrors.admin(failure.code()).code())
                .setErrorMessage(failure.message())
                .setConfigs(null);
    }
}

package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.TopicNames;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.AuthorizedOperations;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.PartitionView;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseBroker;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponseTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Brokers, topics and their partitions: what every client asks for first, and again whenever a leader moves. */
final class MetadataApi implements Api<MetadataRequestData> {
    /** Before, topics could not be asked for by their ids. */
    private static final short TOPIC_IDS = 12;

    private final Requests requests;

    MetadataApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.METADATA;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 13;
    }

    @Override
    public CompletableFuture<MetadataResponseData> answer(MetadataRequestData request, Call call) {
        boolean all = wantsAll(request, call);
        List<MetadataRequestTopic> topics = all ? List.of() : request.topics();
        if (topics.stream().anyMatch(topic -> isMalformed(topic, call))) {
            return CompletableFuture.completedFuture(failed(topics, Errors.INVALID_REQUEST));
        }
        Metadata question = new Metadata(names(topics), all, request.allowAutoTopicCreation(), ids(topics));
        return Answers.map(
                requests.submit(question, call.context()),
                metadata -> {
                    MetadataResponseData response = response(request, metadata);
                    if (isBetterAskedElsewhere(response, metadata)) {
                        call.hangUp().run();
                    }
                    return response;
                },
                failure -> failed(topics, KafkaErrors.metadata(failure.code())));
    }

    /**
     * A client asks any broker that it is connected with, and so would hear from one that is cut off from the others, time and again,
     * that the leaders are not known. One that leads nothing of what was asked for is of no use to it.
     */
    private static boolean isBetterAskedElsewhere(MetadataResponseData response, Metadata.Result metadata) {
        return !response.topics().isEmpty()
                && response.topics().stream()
                        .flatMap(topic -> topic.partitions().stream())
                        .allMatch(partition -> partition.leaderId() == KafkaBrokers.NONE)
                && KafkaBrokers.of(metadata).isOutOfTouch();
    }

    private static boolean wantsAll(MetadataRequestData request, Call call) {
        return request.topics() == null
                || (call.version() == 0 && request.topics().isEmpty());
    }

    private static boolean isMalformed(MetadataRequestTopic topic, Call call) {
        return hasId(topic) ? call.version() < TOPIC_IDS : topic.name() == null;
    }

    private static boolean hasId(MetadataRequestTopic topic) {
        return !topic.topicId().equals(Uuid.ZERO_UUID);
    }

    private static List<String> names(List<MetadataRequestTopic> topics) {
        return topics.stream()
                .filter(topic -> !hasId(topic))
                .map(MetadataRequestTopic::name)
                .distinct()
                .toList();
    }

    private static List<UUID> ids(List<MetadataRequestTopic> topics) {
        return topics.stream()
                .filter(MetadataApi::hasId)
                .map(topic -> Uuids.of(topic.topicId()))
                .distinct()
                .toList();
    }

    private static MetadataResponseData response(MetadataRequestData request, Metadata.Result metadata) {
        KafkaBrokers brokers = KafkaBrokers.of(metadata);
        MetadataResponseData response = new MetadataResponseData()
                .setClusterId(metadata.clusterId())
                .setControllerId(brokers.controller())
                .setClusterAuthorizedOperations(
                        AuthorizedOperations.cluster(request.includeClusterAuthorizedOperations()));
        brokers.advised()
                .forEach(node -> response.brokers()
                        .add(new MetadataResponseBroker()
                                .setNodeId(node.id())
                                .setHost(node.address().host())
                                .setPort(node.address().port())));
        int operations = AuthorizedOperations.topic(request.includeTopicAuthorizedOperations());
        metadata.topics()
                .forEach(
                        topic -> response.topics().add(topic(topic, brokers).setTopicAuthorizedOperations(operations)));
        metadata.failures().forEach((name, failure) -> response.topics().add(failed(name, failure)));
        metadata.failuresById()
                .forEach((id, failure) ->
                        response.topics().add(failed(null, failure).setTopicId(Uuids.of(id))));
        return response;
    }

    private static MetadataResponseTopic topic(Metadata.Topic topic, KafkaBrokers brokers) {
        return new MetadataResponseTopic()
                .setName(topic.name())
                .setTopicId(Uuids.of(topic.id()))
                .setIsInternal(isInternal(topic.name()))
                .setPartitions(topic.partitions().stream()
                        .map(partition -> partition(brokers.view(partition)))
                        .toList());
    }

    private static MetadataResponsePartition partition(PartitionView view) {
        return new MetadataResponsePartition()
                .setErrorCode(view.error().code())
                .setPartitionIndex(view.index())
                .setLeaderId(view.leader())
                .setLeaderEpoch(view.epoch())
                .setReplicaNodes(view.replicas())
                .setIsrNodes(view.inSync())
                .setOfflineReplicas(view.offline());
    }

    /** Kafka says so of those topics only that clients know of. */
    static boolean isInternal(String topic) {
        return topic.equals(TopicNames.CONSUMER_OFFSETS);
    }

    private static MetadataResponseTopic failed(@Nullable String name, Failure failure) {
        return new MetadataResponseTopic()
                .setName(name)
                .setErrorCode(KafkaErrors.metadata(failure.code()).code())
                .setIsInternal(name != null && isInternal(name));
    }

    /** Nothing is known: without brokers in it, clients keep to what they have, and ask again. */
    private static MetadataResponseData failed(List<MetadataRequestTopic> topics, Errors error) {
        MetadataResponseData response = new MetadataResponseData().setErrorCode(error.code());
        topics.forEach(topic -> response.topics()
                .add(new MetadataResponseTopic()
                        .setName(topic.name() == null ? "" : topic.name())
                        .setTopicId(topic.topicId())
                        .setErrorCode(error.code())));
        return response;
    }
}

package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DeleteTopicsResponseData;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResult;
import org.apache.kafka.common.message.DeleteTopicsResponseData.DeletableTopicResultCollection;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Deletes topics, by name or by id. */
final class DeleteTopicsApi implements Api<DeleteTopicsRequestData> {
    /** From there on topics are named by ids too. */
    private static final short TOPIC_IDS = 6;

    private final Requests requests;
    private final TopicDirectory topics;

    DeleteTopicsApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DELETE_TOPICS;
    }

    @Override
    public short oldest() {
        return 1;
    }

    @Override
    public short newest() {
        return TOPIC_IDS;
    }

    @Override
    public CompletableFuture<DeleteTopicsResponseData> answer(DeleteTopicsRequestData request, Call call) {
        List<Doomed> named = call.version() < TOPIC_IDS
                ? request.topicNames().stream().map(this::named).toList()
                : request.topics().stream().map(this::named).toList();
        Set<String> duplicates = Answers.duplicates(named.stream().flatMap(topic -> topic.name().stream()));
        List<CompletableFuture<DeletableTopicResult>> results = named.stream()
                .distinct()
                .map(topic -> delete(topic, duplicates, request.timeoutMs(), call))
                .toList();
        return Answers.all(results)
                .thenApply(done -> new DeleteTopicsResponseData()
                        .setResponses(new DeletableTopicResultCollection(done.iterator())));
    }

    /**
     * A topic that shall go.
     *
     * @param name its name, when it is known
     * @param id its id, when it is known; else zero
     * @param byId whether the client named it by its id
     * @param problem what is wrong with the way that it was named; none as a rule
     */
    private record Doomed(Optional<String> name, Uuid id, boolean byId, Optional<Failure> problem) {}

    private Doomed named(String name) {
        Uuid id = topics.find(name).map(topic -> Uuids.of(topic.id())).orElse(Uuid.ZERO_UUID);
        return new Doomed(Optional.of(name), id, false, Optional.empty());
    }

    private Doomed named(DeleteTopicState topic) {
        boolean byId = !topic.topicId().equals(Uuid.ZERO_UUID);
        if (byId == (topic.name() != null)) {
            Failure problem = KafkaErrors.refusal(
                    ErrorCode.INVALID_REQUEST, "a topic must be named either by its name or by its id, not by both");
            return new Doomed(Optional.ofNullable(topic.name()), topic.topicId(), byId, Optional.of(problem));
        }
        if (!byId) {
            return named(topic.name());
        }
        Optional<String> name = topics.find(Uuids.of(topic.topicId())).map(TopicDirectory.Topic::name);
        return new Doomed(
                name,
                topic.topicId(),
                true,
                name.isPresent()
                        ? Optional.empty()
                        : Optional.of(KafkaErrors.refusal(
                                ErrorCode.UNKNOWN_TOPIC_ID, "there is no topic of the id " + topic.topicId())));
    }

    private CompletableFuture<DeletableTopicResult> delete(
            Doomed topic, Set<String> duplicates, int timeoutMillis, Call call) {
        if (topic.problem().isPresent() || topic.name().isEmpty()) {
            Failure problem = topic.problem()
                    .orElseGet(() ->
                            KafkaErrors.refusal(ErrorCode.INVALID_REQUEST, "a topic has neither a name nor an id"));
            return CompletableFuture.completedFuture(failed(topic, problem));
        }
        String name = topic.name().orElseThrow();
        if (duplicates.contains(name)) {
            return CompletableFuture.completedFuture(failed(
                    topic,
                    KafkaErrors.refusal(
                            ErrorCode.INVALID_REQUEST, "topic '" + name + "' is named twice in the request")));
        }
        return Answers.map(
                Answers.within(requests.submit(new DeleteTopic(name, meant(topic)), call.context()), timeoutMillis),
                _ -> result(topic),
                failure -> failed(topic, failure));
    }

    /** Who names a topic by its id means no other, whoever has its name by the time that it is deleted (KIP-516). */
    private static Optional<UUID> meant(Doomed topic) {
        return topic.byId() ? Optional.of(Uuids.of(topic.id())) : Optional.empty();
    }

    private static DeletableTopicResult result(Doomed topic) {
        return new DeletableTopicResult().setName(topic.name().orElse(null)).setTopicId(topic.id());
    }

    private static DeletableTopicResult failed(Doomed topic, Failure failure) {
        boolean gone = topic.byId() && failure.code() == ErrorCode.UNKNOWN_TOPIC;
        Errors error = gone ? Errors.UNKNOWN_TOPIC_ID : KafkaErrors.admin(failure.code());
        return result(topic).setErrorCode(error.code()).setErrorMessage(failure.message());
    }
}

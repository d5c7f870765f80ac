package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Acks;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.ConnectionEndException;
import io.gokafka.transport.kafka.api.Uuids;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceRequestData.PartitionProduceData;
import org.apache.kafka.common.message.ProduceRequestData.TopicProduceData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.TopicProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/**
 * Appends batches: one a partition. They are handed to the broker in the order of the request, on the connection's thread, so that
 * a producer's batches get into the log in the order in which it sent them.
 */
final class ProduceApi implements Api<ProduceRequestData> {
    /** From then on topics are named by their ids (KIP-516). */
    private static final short IDS_SINCE = 13;

    private final Requests requests;
    private final TopicDirectory topics;

    ProduceApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.PRODUCE;
    }

    @Override
    public short oldest() {
        return 3;
    }

    @Override
    public short newest() {
        return 13;
    }

    @Override
    public boolean isPipelined() {
        return true;
    }

    @Override
    public boolean isAnswered(ProduceRequestData request) {
        return request.acks() != 0;
    }

    @Override
    public CompletableFuture<ProduceResponseData> answer(ProduceRequestData request, Call call) {
        ProduceResponseData result = new ProduceResponseData();
        List<ProduceOutcome> outcomes = new ArrayList<>();
        for (TopicProduceData topic : request.topicData()) {
            Optional<TopicDirectory.Topic> known = find(topic, call.version());
            String name = known.map(TopicDirectory.Topic::name).orElse("");
            TopicProduceResponse response =
                    new TopicProduceResponse().setName(topic.name()).setTopicId(topic.topicId());
            result.responses().mustAdd(response);
            for (PartitionProduceData partition : topic.partitionData()) {
                CompletableFuture<Produce.Result> appended = append(request, topic, known, partition, call);
                outcomes.add(new ProduceOutcome(response, name, partition.index(), appended));
            }
        }
        CompletableFuture<ProduceResponseData> answer = ProduceAnswer.of(result, outcomes, call, requests);
        return isAnswered(request) ? answer : answer.thenApply(ProduceApi::endIfFailed);
    }

    private Optional<TopicDirectory.Topic> find(TopicProduceData topic, short version) {
        return version >= IDS_SINCE ? topics.find(Uuids.of(topic.topicId())) : topics.find(topic.name());
    }

    private CompletableFuture<Produce.Result> append(
            ProduceRequestData request,
            TopicProduceData topic,
            Optional<TopicDirectory.Topic> known,
            PartitionProduceData partition,
            Call call) {
        try {
            checkRequest(request);
            String name = existing(topic, known, partition.index());
            Produce produce = new Produce(
                    name,
                    call.version() < IDS_SINCE ? Optional.empty() : Optional.of(Uuids.of(topic.topicId())),
                    partition.index(),
                    acks(request),
                    ProducedBatch.of(partition.records(), call.version()),
                    Duration.ofMillis(Math.max(1, request.timeoutMs())));
            return requests.submit(produce, call.context());
        } catch (RefusedBatchException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static void checkRequest(ProduceRequestData request) {
        if (request.acks() < -1 || request.acks() > 1) {
            throw new RefusedBatchException(
                    Errors.INVALID_REQUIRED_ACKS, "acks are -1 (all), 0 or 1, not " + request.acks());
        }
        if (request.transactionalId() != null) {
            throw new RefusedBatchException(Errors.UNSUPPORTED_VERSION, "transactions are not supported");
        }
    }

    /** The topic's name. Topics are created by Metadata requests, not here. */
    private static String existing(TopicProduceData topic, Optional<TopicDirectory.Topic> known, int partition) {
        if (known.isEmpty()) {
            throw topic.name().isEmpty()
                    ? new RefusedBatchException(Errors.UNKNOWN_TOPIC_ID, "no topic has the id " + topic.topicId())
                    : new RefusedBatchException(
                            Errors.UNKNOWN_TOPIC_OR_PARTITION, "topic '" + topic.name() + "' does not exist");
        }
        if (partition < 0 || partition >= known.get().partitions()) {
            throw new RefusedBatchException(
                    Errors.UNKNOWN_TOPIC_OR_PARTITION,
                    "topic '" + known.get().name() + "' has no partition " + partition);
        }
        return known.get().name();
    }

    private static Acks acks(ProduceRequestData request) {
        return switch (request.acks()) {
            case 0 -> Acks.NONE;
            case 1 -> Acks.LEADER;
            default -> Acks.ALL;
        };
    }

    /** As nobody waits for an answer, the client learns of an error when its connection ends: it then looks for the leader again. */
    private static ProduceResponseData endIfFailed(ProduceResponseData answer) {
        boolean failed = answer.responses().stream()
                .flatMap(topic -> topic.partitionResponses().stream())
                .anyMatch(partition -> partition.errorCode() != Errors.NONE.code());
        if (failed) {
            throw new ConnectionEndException("a produce request without an answer failed");
        }
        return answer;
    }
}

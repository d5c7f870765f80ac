package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.Uuids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatRequestData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData;
import org.apache.kafka.common.message.ConsumerGroupHeartbeatResponseData.Assignment;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Joins a group whose coordinator assigns, stays in it, leaves it (KIP-848). */
final class ConsumerGroupHeartbeatApi implements Api<ConsumerGroupHeartbeatRequestData> {
    private final Requests requests;
    private final TopicDirectory topics;
    private final Supplier<String> memberIds;

    /** With a source of unique names for members. */
    ConsumerGroupHeartbeatApi(Requests requests, TopicDirectory topics, Supplier<String> memberIds) {
        this.requests = requests;
        this.topics = topics;
        this.memberIds = memberIds;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.CONSUMER_GROUP_HEARTBEAT;
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
    public CompletableFuture<ConsumerGroupHeartbeatResponseData> answer(
            ConsumerGroupHeartbeatRequestData request, Call call) {
        Optional<String> problem = HeartbeatCheck.problem(request, call.version());
        if (problem.isPresent()) {
            return CompletableFuture.completedFuture(failed(Errors.INVALID_REQUEST, problem.get()));
        }
        // Members of the oldest version do not choose their ids themselves.
        String member = request.memberId().isEmpty() ? memberIds.get() : request.memberId();
        return Answers.map(
                requests.submit(read(request, member), call.context()),
                result -> response(member, result),
                failure -> failed(KafkaErrors.coordinator(failure.code()), failure.message()));
    }

    private GroupHeartbeat read(ConsumerGroupHeartbeatRequestData request, String member) {
        return new GroupHeartbeat(
                request.groupId(),
                member,
                request.memberEpoch(),
                Duration.ofMillis(Math.max(0, request.rebalanceTimeoutMs())),
                wanted(request),
                Optional.ofNullable(request.topicPartitions()).map(this::owned),
                new GroupHeartbeat.Extras(
                        Optional.ofNullable(request.instanceId()),
                        Optional.ofNullable(request.rackId()),
                        Optional.ofNullable(request.subscribedTopicRegex()),
                        Optional.ofNullable(request.serverAssignor())));
    }

    /** One that joins with a pattern only wants no topic by its name. */
    private static Optional<List<String>> wanted(ConsumerGroupHeartbeatRequestData request) {
        List<String> names = request.subscribedTopicNames();
        return names == null && request.memberEpoch() == GroupHeartbeat.JOIN
                ? Optional.of(List.of())
                : Optional.ofNullable(names);
    }

    /** A topic that was deleted has no name any more, and nobody else waits for its partitions. */
    private List<TopicPartition> owned(List<ConsumerGroupHeartbeatRequestData.TopicPartitions> owned) {
        return owned.stream()
                .flatMap(topic -> topics.find(Uuids.of(topic.topicId())).stream()
                        .flatMap(known -> topic.partitions().stream()
                                .map(partition -> new TopicPartition(known.name(), partition))))
                .toList();
    }

    private ConsumerGroupHeartbeatResponseData response(String member, GroupHeartbeat.Result result) {
        return new ConsumerGroupHeartbeatResponseData()
                .setMemberId(member)
                .setMemberEpoch(result.memberEpoch())
                .setHeartbeatIntervalMs((int) result.heartbeatInterval().toMillis())
                .setAssignment(result.assignment().map(this::assignment).orElse(null));
    }

    private Assignment assignment(List<TopicPartition> partitions) {
        Assignment assignment = new Assignment();
        TopicGroups.of(partitions)
                .forEach((name, numbers) -> topics.find(name)
                        .ifPresent(topic -> assignment
                                .topicPartitions()
                                .add(new ConsumerGroupHeartbeatResponseData.TopicPartitions()
                                        .setTopicId(Uuids.of(topic.id()))
                                        .setPartitions(numbers))));
        return assignment;
    }

    private static ConsumerGroupHeartbeatResponseData failed(Errors error, String message) {
        return new ConsumerGroupHeartbeatResponseData()
                .setErrorCode(error.code())
                .setErrorMessage(message);
    }
}

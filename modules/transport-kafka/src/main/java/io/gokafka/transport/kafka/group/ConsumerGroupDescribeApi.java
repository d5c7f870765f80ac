package io.gokafka.transport.kafka.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.AuthorizedOperations;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import io.gokafka.transport.kafka.api.Uuids;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.ConsumerGroupDescribeRequestData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.Assignment;
import org.apache.kafka.common.message.ConsumerGroupDescribeResponseData.DescribedGroup;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Describes groups whose coordinator assigns. */
final class ConsumerGroupDescribeApi implements Api<ConsumerGroupDescribeRequestData> {
    private static final byte CLASSIC_MEMBER = 0;
    private static final byte CONSUMER_MEMBER = 1;

    private final Requests requests;
    private final TopicDirectory topics;

    ConsumerGroupDescribeApi(Requests requests, TopicDirectory topics) {
        this.requests = requests;
        this.topics = topics;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.CONSUMER_GROUP_DESCRIBE;
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
    public CompletableFuture<ConsumerGroupDescribeResponseData> answer(
            ConsumerGroupDescribeRequestData request, Call call) {
        int operations = AuthorizedOperations.group(request.includeAuthorizedOperations());
        List<CompletableFuture<DescribedGroup>> groups = request.groupIds().stream()
                .map(group -> describe(group, operations, call))
                .toList();
        return Answers.all(groups).thenApply(done -> new ConsumerGroupDescribeResponseData().setGroups(done));
    }

    private CompletableFuture<DescribedGroup> describe(String group, int operations, Call call) {
        if (group.isEmpty()) {
            return CompletableFuture.completedFuture(failed(group, Errors.INVALID_GROUP_ID, "the group has no name"));
        }
        return Answers.map(
                requests.submit(new DescribeGroup(group), call.context()),
                found -> found.type() == GroupType.CONSUMER
                        ? group(found).setAuthorizedOperations(operations)
                        : failed(
                                group,
                                Errors.GROUP_ID_NOT_FOUND,
                                "group '" + group + "' is not a consumer group, but a classic one"),
                failure -> failed(group, KafkaErrors.coordinator(failure.code()), failure.message()));
    }

    private DescribedGroup group(DescribeGroup.Result group) {
        return new DescribedGroup()
                .setGroupId(group.name())
                .setGroupState(GroupNames.of(group.state()))
                .setGroupEpoch(group.epoch())
                .setAssignmentEpoch(group.epoch())
                .setAssignorName(group.protocol())
                .setMembers(group.members().stream().map(this::member).toList());
    }

    private ConsumerGroupDescribeResponseData.Member member(DescribeGroup.Member member) {
        DescribeGroup.Details more = member.more();
        return new ConsumerGroupDescribeResponseData.Member()
                .setMemberId(member.id())
                .setInstanceId(more.instanceId().orElse(null))
                .setRackId(more.rack().orElse(null))
                .setMemberEpoch(member.epoch())
                .setClientId(member.clientId())
                .setClientHost(member.remote())
                .setSubscribedTopicNames(member.topics())
                .setSubscribedTopicRegex(more.topicPattern().orElse(null))
                .setAssignment(assignment(member.assigned()))
                .setTargetAssignment(assignment(more.target()))
                .setMemberType(more.classic().isPresent() ? CLASSIC_MEMBER : CONSUMER_MEMBER);
    }

    private Assignment assignment(List<TopicPartition> partitions) {
        Assignment assignment = new Assignment();
        TopicGroups.of(partitions)
                .forEach((name, numbers) -> topics.find(name)
                        .ifPresent(topic -> assignment
                                .topicPartitions()
                                .add(new ConsumerGroupDescribeResponseData.TopicPartitions()
                                        .setTopicId(Uuids.of(topic.id()))
                                        .setTopicName(name)
                                        .setPartitions(numbers))));
        return assignment;
    }

    private static DescribedGroup failed(String group, Errors error, String message) {
        return new DescribedGroup().setGroupId(group).setErrorCode(error.code()).setErrorMessage(message);
    }
}

package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.AuthorizedOperations;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DescribeGroupsRequestData;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroupMember;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Describes classic groups. */
final class DescribeGroupsApi implements Api<DescribeGroupsRequestData> {
    /** From there on a group that is not there is an error (KIP-1043); before, it is a dead one. */
    private static final short NOT_FOUND = 6;

    private static final byte[] NONE = {};

    private final Requests requests;

    DescribeGroupsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DESCRIBE_GROUPS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 6;
    }

    @Override
    public CompletableFuture<DescribeGroupsResponseData> answer(DescribeGroupsRequestData request, Call call) {
        int operations = AuthorizedOperations.group(request.includeAuthorizedOperations());
        List<CompletableFuture<DescribedGroup>> groups = request.groups().stream()
                .map(group -> describe(group, operations, call))
                .toList();
        return Answers.all(groups).thenApply(done -> new DescribeGroupsResponseData().setGroups(done));
    }

    private CompletableFuture<DescribedGroup> describe(String group, int operations, Call call) {
        return Answers.map(
                requests.submit(new DescribeGroup(group), call.context()),
                found -> (found.type() == GroupType.CLASSIC
                                ? group(found)
                                : missing(group, "group '" + group + "' is not a classic group", call))
                        .setAuthorizedOperations(operations),
                failure -> failure.code() == ErrorCode.UNKNOWN_GROUP
                        ? missing(group, failure.message(), call).setAuthorizedOperations(operations)
                        : failed(group, KafkaErrors.coordinator(failure.code()), failure.message(), call));
    }

    private static DescribedGroup group(DescribeGroup.Result group) {
        boolean stable = group.state() == GroupState.STABLE;
        return new DescribedGroup()
                .setGroupId(group.name())
                .setGroupState(GroupNames.of(group.state()))
                .setProtocolType(group.protocolType())
                .setProtocolData(stable ? group.protocol() : "")
                .setMembers(group.members().stream()
                        .map(member -> member(member, stable))
                        .toList());
    }

    /** What members want and have is told while that is settled. */
    private static DescribedGroupMember member(DescribeGroup.Member member, boolean stable) {
        Optional<DescribeGroup.Classic> classic = member.more().classic().filter(_ -> stable);
        return new DescribedGroupMember()
                .setMemberId(member.id())
                .setGroupInstanceId(member.more().instanceId().orElse(null))
                .setClientId(member.clientId())
                .setClientHost(member.remote())
                .setMemberMetadata(classic.map(DescribeGroup.Classic::metadata).orElse(NONE))
                .setMemberAssignment(
                        classic.map(DescribeGroup.Classic::assignment).orElse(NONE));
    }

    private static DescribedGroup missing(String group, String message, Call call) {
        return call.version() < NOT_FOUND
                ? new DescribedGroup().setGroupId(group).setGroupState(GroupNames.DEAD)
                : failed(group, Errors.GROUP_ID_NOT_FOUND, message, call).setGroupState(GroupNames.DEAD);
    }

    private static DescribedGroup failed(String group, Errors error, String message, Call call) {
        return new DescribedGroup()
                .setGroupId(group)
                .setErrorCode(error.code())
                .setErrorMessage(call.version() < NOT_FOUND ? null : message);
    }
}

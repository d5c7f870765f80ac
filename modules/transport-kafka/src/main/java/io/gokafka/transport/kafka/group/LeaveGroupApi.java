package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.common.message.LeaveGroupRequestData;
import org.apache.kafka.common.message.LeaveGroupRequestData.MemberIdentity;
import org.apache.kafka.common.message.LeaveGroupResponseData;
import org.apache.kafka.common.message.LeaveGroupResponseData.MemberResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Takes members out of a group. */
final class LeaveGroupApi implements Api<LeaveGroupRequestData> {
    /** From there on a request may name many members. */
    private static final short BATCHES = 3;

    private final Requests requests;

    LeaveGroupApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.LEAVE_GROUP;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 5;
    }

    @Override
    public CompletableFuture<LeaveGroupResponseData> answer(LeaveGroupRequestData request, Call call) {
        if (request.groupId().isEmpty()) {
            return CompletableFuture.completedFuture(failed(Errors.INVALID_GROUP_ID));
        }
        boolean single = call.version() < BATCHES;
        List<LeaveGroup.Member> members = single
                ? List.of(new LeaveGroup.Member(request.memberId(), Optional.empty(), ""))
                : request.members().stream().map(LeaveGroupApi::member).toList();
        return Answers.map(
                requests.submit(new LeaveGroup(request.groupId(), members), call.context()),
                result -> single ? failed(error(result, 0)) : response(request.members(), result),
                failure -> unknown(failure, request, single));
    }

    private static LeaveGroup.Member member(MemberIdentity member) {
        return new LeaveGroup.Member(
                member.memberId(),
                Optional.ofNullable(member.groupInstanceId()),
                Optional.ofNullable(member.reason()).orElse(""));
    }

    private static LeaveGroupResponseData response(List<MemberIdentity> members, LeaveGroup.Result result) {
        return response(
                members,
                IntStream.range(0, members.size())
                        .mapToObj(i -> error(result, i))
                        .toList());
    }

    private static LeaveGroupResponseData response(List<MemberIdentity> members, List<Errors> errors) {
        LeaveGroupResponseData response = new LeaveGroupResponseData();
        for (int i = 0; i < members.size(); i++) {
            response.members()
                    .add(new MemberResponse()
                            .setMemberId(members.get(i).memberId())
                            .setGroupInstanceId(members.get(i).groupInstanceId())
                            .setErrorCode(errors.get(i).code()));
        }
        return response;
    }

    private static Errors error(LeaveGroup.Result result, int member) {
        return result.failures()
                .get(member)
                .map(failure -> GroupErrors.ofMember(failure.code()))
                .orElse(Errors.NONE);
    }

    /** Where there is no group, each of them is unknown. */
    private static LeaveGroupResponseData unknown(Failure failure, LeaveGroupRequestData request, boolean single) {
        Errors error = GroupErrors.ofMember(failure.code());
        return single || failure.code() != ErrorCode.UNKNOWN_GROUP
                ? failed(error)
                : response(
                        request.members(),
                        request.members().stream().map(_ -> error).toList());
    }

    private static LeaveGroupResponseData failed(Errors error) {
        return new LeaveGroupResponseData().setErrorCode(error.code());
    }
}

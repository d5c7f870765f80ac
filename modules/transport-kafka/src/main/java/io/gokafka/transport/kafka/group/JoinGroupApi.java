package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.JoinGroupRequestData;
import org.apache.kafka.common.message.JoinGroupResponseData;
import org.apache.kafka.common.message.JoinGroupResponseData.JoinGroupResponseMember;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Joins a classic group. */
final class JoinGroupApi implements Api<JoinGroupRequestData> {
    /** Before, a member's session was also the time that others waited for it. */
    private static final short REBALANCE_TIMEOUT = 1;

    /** From there on a new member is told its id first, and joins with that (KIP-394). */
    private static final short MEMBER_ID_REQUIRED = 4;

    /** From there on an answer without a protocol has none, instead of an empty one. */
    private static final short NULLABLE_PROTOCOL = 7;

    /** From there on a leading member may be told to leave the assignment as it is (KIP-814). */
    private static final short SKIP_ASSIGNMENT = 9;

    private final Requests requests;

    JoinGroupApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.JOIN_GROUP;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 9;
    }

    @Override
    public boolean isLongPoll() {
        return true;
    }

    @Override
    public boolean givesMemoryBack() {
        return true; // those that it waits for need some, too
    }

    @Override
    public CompletableFuture<JoinGroupResponseData> answer(JoinGroupRequestData request, Call call) {
        if (request.groupId().isEmpty()) {
            return CompletableFuture.completedFuture(failed(request.memberId(), Errors.INVALID_GROUP_ID, call));
        }
        return Answers.map(
                requests.submit(read(request, call), call.context()),
                result -> switch (result) {
                    case JoinGroup.MemberIdRequired required ->
                        failed(required.memberId(), Errors.MEMBER_ID_REQUIRED, call);
                    case JoinGroup.Joined joined -> joined(joined, call);
                },
                failure -> failed(request.memberId(), GroupErrors.ofMember(failure.code()), call));
    }

    private static JoinGroup read(JoinGroupRequestData request, Call call) {
        Optional<String> instance = Optional.ofNullable(request.groupInstanceId());
        int rebalance = call.version() < REBALANCE_TIMEOUT ? request.sessionTimeoutMs() : request.rebalanceTimeoutMs();
        return new JoinGroup(
                request.groupId(),
                request.memberId(),
                instance,
                call.version() >= MEMBER_ID_REQUIRED && instance.isEmpty(),
                Duration.ofMillis(request.sessionTimeoutMs()),
                Duration.ofMillis(rebalance),
                request.protocolType(),
                request.protocols().stream()
                        .map(protocol -> new JoinGroup.Protocol(protocol.name(), protocol.metadata()))
                        .toList(),
                Optional.ofNullable(request.reason()).orElse(""));
    }

    private static JoinGroupResponseData joined(JoinGroup.Joined joined, Call call) {
        // A leading member that cannot be told to leave the assignment alone must not take itself for the leading one.
        boolean hidden = joined.skipAssignment() && call.version() < SKIP_ASSIGNMENT;
        return new JoinGroupResponseData()
                .setGenerationId(joined.generation())
                .setProtocolType(joined.protocolType())
                .setProtocolName(joined.protocol())
                .setLeader(hidden ? "" : joined.leader())
                .setSkipAssignment(joined.skipAssignment() && !hidden)
                .setMemberId(joined.memberId())
                .setMembers(
                        hidden
                                ? List.of()
                                : joined.members().stream()
                                        .map(JoinGroupApi::member)
                                        .toList());
    }

    private static JoinGroupResponseMember member(JoinGroup.Member member) {
        return new JoinGroupResponseMember()
                .setMemberId(member.id())
                .setGroupInstanceId(member.instanceId().orElse(null))
                .setMetadata(member.metadata());
    }

    private static JoinGroupResponseData failed(String memberId, Errors error, Call call) {
        return new JoinGroupResponseData()
                .setMemberId(memberId)
                .setErrorCode(error.code())
                .setProtocolName(call.version() < NULLABLE_PROTOCOL ? "" : null);
    }
}

package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.Requests;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.SyncGroupRequestData;
import org.apache.kafka.common.message.SyncGroupRequestData.SyncGroupRequestAssignment;
import org.apache.kafka.common.message.SyncGroupResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Gives the members of a classic group their assignments. */
final class SyncGroupApi implements Api<SyncGroupRequestData> {
    private final Requests requests;

    SyncGroupApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.SYNC_GROUP;
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
    public boolean isLongPoll() {
        return true;
    }

    @Override
    public boolean givesMemoryBack() {
        return true; // those that it waits for need some, too
    }

    @Override
    public CompletableFuture<SyncGroupResponseData> answer(SyncGroupRequestData request, Call call) {
        if (request.groupId().isEmpty()) {
            return CompletableFuture.completedFuture(failed(Errors.INVALID_GROUP_ID));
        }
        return Answers.map(
                requests.submit(read(request), call.context()),
                result -> new SyncGroupResponseData()
                        .setProtocolType(result.protocolType())
                        .setProtocolName(result.protocol())
                        .setAssignment(result.assignment()),
                failure -> failed(GroupErrors.ofActiveMember(failure.code())));
    }

    private static SyncGroup read(SyncGroupRequestData request) {
        return new SyncGroup(
                request.groupId(),
                request.memberId(),
                Optional.ofNullable(request.groupInstanceId()),
                request.generationId(),
                Optional.ofNullable(request.protocolType()),
                Optional.ofNullable(request.protocolName()),
                request.assignments().stream()
                        .collect(Collectors.toMap(
                                SyncGroupRequestAssignment::memberId,
                                SyncGroupRequestAssignment::assignment,
                                (_, later) -> later)));
    }

    private static SyncGroupResponseData failed(Errors error) {
        return new SyncGroupResponseData().setErrorCode(error.code());
    }
}

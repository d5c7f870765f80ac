package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.HeartbeatRequestData;
import org.apache.kafka.common.message.HeartbeatResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** A sign of life of a member of a classic group. */
final class HeartbeatApi implements Api<HeartbeatRequestData> {
    private final Requests requests;

    HeartbeatApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.HEARTBEAT;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 4;
    }

    @Override
    public CompletableFuture<HeartbeatResponseData> answer(HeartbeatRequestData request, Call call) {
        if (request.groupId().isEmpty()) {
            return CompletableFuture.completedFuture(response(Errors.INVALID_GROUP_ID));
        }
        ClassicHeartbeat heartbeat = new ClassicHeartbeat(
                request.groupId(),
                request.memberId(),
                Optional.ofNullable(request.groupInstanceId()),
                request.generationId());
        return Answers.map(
                requests.submit(heartbeat, call.context()),
                _ -> response(Errors.NONE),
                failure -> response(GroupErrors.ofActiveMember(failure.code())));
    }

    private static HeartbeatResponseData response(Errors error) {
        return new HeartbeatResponseData().setErrorCode(error.code());
    }
}

package io.gokafka.transport.kafka.group;

import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Answers;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.DeleteGroupsRequestData;
import org.apache.kafka.common.message.DeleteGroupsResponseData;
import org.apache.kafka.common.message.DeleteGroupsResponseData.DeletableGroupResult;
import org.apache.kafka.common.message.DeleteGroupsResponseData.DeletableGroupResultCollection;
import org.apache.kafka.common.protocol.ApiKeys;

/** Forgets groups and their offsets. */
final class DeleteGroupsApi implements Api<DeleteGroupsRequestData> {
    private final Requests requests;

    DeleteGroupsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.DELETE_GROUPS;
    }

    @Override
    public short oldest() {
        return 0;
    }

    @Override
    public short newest() {
        return 3;
    }

    @Override
    public CompletableFuture<DeleteGroupsResponseData> answer(DeleteGroupsRequestData request, Call call) {
        List<CompletableFuture<DeletableGroupResult>> groups = request.groupsNames().stream()
                .distinct()
                .map(group -> delete(group, call))
                .toList();
        return Answers.all(groups)
                .thenApply(done ->
                        new DeleteGroupsResponseData().setResults(new DeletableGroupResultCollection(done.iterator())));
    }

    private CompletableFuture<DeletableGroupResult> delete(String group, Call call) {
        return Answers.map(
                requests.submit(new DeleteGroup(group), call.context()),
                _ -> new DeletableGroupResult().setGroupId(group),
                failure -> new DeletableGroupResult()
                        .setGroupId(group)
                        .setErrorCode(KafkaErrors.coordinator(failure.code()).code())
                        .setErrorMessage(failure.message()));
    }
}

package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.ListOffsetsRequestData;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;

/** Finds offsets: the first, the last, that of a time. All partitions of a request are looked up side by side. */
final class ListOffsetsApi implements Api<ListOffsetsRequestData> {
    private static final short EPOCH_SINCE = 4;

    private final Requests requests;

    ListOffsetsApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.LIST_OFFSETS;
    }

    @Override
    public short oldest() {
        return 1;
    }

    @Override
    public short newest() {
        return 11;
    }

    @Override
    public CompletableFuture<ListOffsetsResponseData> answer(ListOffsetsRequestData request, Call call) {
        ListOffsetsResponseData answer = new ListOffsetsResponseData();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (ListOffsetsTopic topic : request.topics()) {
            ListOffsetsTopicResponse response = new ListOffsetsTopicResponse().setName(topic.name());
            Set<Integer> repeated = repeated(topic);
            for (ListOffsetsPartition partition : topic.partitions()) {
                ListOffsetsPartitionResponse found = unanswered(partition);
                response.partitions().add(found);
                if (repeated.contains(partition.partitionIndex())) {
                    found.setErrorCode(Errors.INVALID_REQUEST.code());
                } else {
                    all.add(find(topic.name(), partition, found, call));
                }
            }
            answer.topics().add(response);
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).thenApply(_ -> answer);
    }

    private static ListOffsetsPartitionResponse unanswered(ListOffsetsPartition partition) {
        return new ListOffsetsPartitionResponse()
                .setPartitionIndex(partition.partitionIndex())
                .setOffset(-1)
                .setTimestamp(-1)
                .setLeaderEpoch(-1);
    }

    private static Set<Integer> repeated(ListOffsetsTopic topic) {
        Set<Integer> seen = new HashSet<>();
        Set<Integer> repeated = new HashSet<>();
        for (ListOffsetsPartition partition : topic.partitions()) {
            if (!seen.add(partition.partitionIndex())) {
                repeated.add(partition.partitionIndex());
            }
        }
        return repeated;
    }

    /** Completes when the partition's part of the answer is written; never fails. */
    private CompletableFuture<?> find(
            String topic, ListOffsetsPartition partition, ListOffsetsPartitionResponse found, Call call) {
        OffsetQuestion question = OffsetQuestion.of(partition.timestamp(), call.version());
        if (question == OffsetQuestion.UNSUPPORTED) {
            found.setErrorCode(Errors.UNSUPPORTED_VERSION.code());
            return CompletableFuture.completedFuture(found);
        }
        ListOffsets asked = new ListOffsets(
                topic,
                partition.partitionIndex(),
                question.query(partition.timestamp()),
                partition.currentLeaderEpoch());
        return requests.submit(asked, call.context()).handle((result, fault) -> {
            if (fault != null) {
                return found.setErrorCode(
                        LogErrors.ofRead(KafkaErrors.failure(fault).code()).code());
            }
            return fill(found, question, result, call.version());
        });
    }

    private static ListOffsetsPartitionResponse fill(
            ListOffsetsPartitionResponse found, OffsetQuestion question, ListOffsets.Result result, short version) {
        if (!question.hasAnswer(result)) {
            return found;
        }
        found.setOffset(result.offset()).setTimestamp(result.timestamp());
        return version < EPOCH_SINCE ? found : found.setLeaderEpoch(Math.toIntExact(result.term()));
    }
}

package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Api;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.protocol.ApiKeys;

/** Tells a consumer where the records of a leader epoch end, so that it sees whether what it read was replaced (KIP-320). */
final class EndOfTermApi implements Api<OffsetForLeaderEpochRequestData> {
    private final Requests requests;

    EndOfTermApi(Requests requests) {
        this.requests = requests;
    }

    @Override
    public ApiKeys key() {
        return ApiKeys.OFFSET_FOR_LEADER_EPOCH;
    }

    @Override
    public short oldest() {
        return 2;
    }

    @Override
    public short newest() {
        return 4;
    }

    @Override
    public CompletableFuture<OffsetForLeaderEpochResponseData> answer(
            OffsetForLeaderEpochRequestData request, Call call) {
        OffsetForLeaderEpochResponseData answer = new OffsetForLeaderEpochResponseData();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (OffsetForLeaderTopic topic : request.topics()) {
            OffsetForLeaderTopicResult result = new OffsetForLeaderTopicResult().setTopic(topic.topic());
            for (OffsetForLeaderPartition partition : topic.partitions()) {
                EpochEndOffset end = new EpochEndOffset().setPartition(partition.partition());
                result.partitions().add(end);
                all.add(find(topic.topic(), partition, end, call));
            }
            answer.topics().mustAdd(result);
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).thenApply(_ -> answer);
    }

    /** Completes when the partition's part of the answer is written; never fails. */
    private CompletableFuture<?> find(String topic, OffsetForLeaderPartition partition, EpochEndOffset end, Call call) {
        EndOfTerm asked =
                new EndOfTerm(topic, partition.partition(), partition.currentLeaderEpoch(), partition.leaderEpoch());
        return requests.submit(asked, call.context()).handle((result, fault) -> {
            if (fault != null) {
                return end.setErrorCode(
                        LogErrors.ofRead(KafkaErrors.failure(fault).code()).code());
            }
            return end.setLeaderEpoch(Math.toIntExact(result.term())).setEndOffset(result.endOffset());
        });
    }
}

package io.gokafka.transport.kafka.log;

import io.gokafka.api.request.Requests;
import io.gokafka.transport.kafka.api.Call;
import io.gokafka.transport.kafka.api.KafkaBrokers.Node;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.LeaderIdAndEpoch;
import org.apache.kafka.common.message.ProduceResponseData.NodeEndpoint;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.jspecify.annotations.Nullable;

/** Puts the answer to a Produce request together, when all its batches have come to their end. */
final class ProduceAnswer {
    private static final int LEADER_SINCE = 10;

    private ProduceAnswer() {}

    /** @param answer has the topics of the outcomes, without partitions yet */
    static CompletableFuture<ProduceResponseData> of(
            ProduceResponseData answer, List<ProduceOutcome> outcomes, Call call, Requests requests) {
        CompletableFuture<?>[] all =
                outcomes.stream().map(ProduceOutcome::result).toArray(CompletableFuture<?>[]::new);
        CompletableFuture<ProduceResponseData> complete = new CompletableFuture<>();
        var _ = CompletableFuture.allOf(all).whenComplete((_, _) -> {
            Set<String> elsewhere = elsewhere(outcomes, call);
            var _ = LeaderHints.of(elsewhere, requests, call.context())
                    .thenApply(hints -> fill(answer, outcomes, call.version(), hints))
                    .whenComplete((filled, defect) -> settle(complete, filled, defect));
        });
        return complete;
    }

    private static void settle(
            CompletableFuture<ProduceResponseData> complete,
            @Nullable ProduceResponseData filled,
            @Nullable Throwable defect) {
        if (filled != null) {
            complete.complete(filled);
        } else {
            complete.completeExceptionally(Objects.requireNonNull(defect));
        }
    }

    private static Set<String> elsewhere(List<ProduceOutcome> outcomes, Call call) {
        if (call.version() < LEADER_SINCE) {
            return Set.of();
        }
        return outcomes.stream()
                .filter(ProduceOutcome::isElsewhere)
                .map(ProduceOutcome::name)
                .collect(Collectors.toSet());
    }

    private static ProduceResponseData fill(
            ProduceResponseData answer, List<ProduceOutcome> outcomes, short version, LeaderHints hints) {
        for (ProduceOutcome outcome : outcomes) {
            PartitionProduceResponse partition = outcome.response(version);
            if (outcome.isElsewhere()) {
                hints.leader(outcome.name(), outcome.partition()).ifPresent(leader -> point(partition, leader));
            }
            outcome.topic().partitionResponses().add(partition);
        }
        hints.nodes().forEach(node -> answer.nodeEndpoints().add(endpoint(node)));
        return answer;
    }

    private static void point(PartitionProduceResponse partition, LeaderHints.Leader leader) {
        partition.setCurrentLeader(
                new LeaderIdAndEpoch().setLeaderId(leader.node()).setLeaderEpoch(leader.epoch()));
    }

    private static NodeEndpoint endpoint(Node node) {
        return new NodeEndpoint()
                .setNodeId(node.id())
                .setHost(node.address().host())
                .setPort(node.address().port());
    }
}

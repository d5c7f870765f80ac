package io.gokafka.broker.request;

import io.gokafka.api.TopicNames;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Partition;
import java.util.concurrent.CompletableFuture;

/** Produces. On the caller's thread, so that the order of its requests is that of the log. */
final class ProduceHandler implements Handler<Produce, Produce.Result> {
    private final TopicLookup lookup;

    ProduceHandler(TopicLookup lookup) {
        this.lookup = lookup;
    }

    @Override
    public CompletableFuture<Produce.Result> handle(Produce request, RequestContext context)
            throws InterruptedException {
        HostedPartition target = target(request, context);
        return switch (target) {
            case Partition p
            when p.replica().isLeader() -> {
                Failures.checkBegun(p.replica());
                yield p.writer().produce(request.batch(), request.acks(), request.timeout());
            }
            case Partition p ->
                CompletableFuture.failedFuture(
                        new ConsensusException.NotLeader(p.replica().role().leader()));
            default ->
                throw new RequestException(
                        ErrorCode.INTERNAL_TOPIC,
                        "topic '" + request.topic() + "' is the cluster's own: clients read but do not write it");
        };
    }

    private HostedPartition target(Produce request, RequestContext context) throws InterruptedException {
        if (request.topicId().isPresent()) {
            return lookup.partition(request.topicId().get(), request.partition());
        }
        if (TopicNames.isInternal(request.topic())) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC,
                    "topic '" + request.topic() + "' is the cluster's own: clients read but do not write it");
        }
        lookup.topic(request.topic(), true, context);
        return lookup.partition(request.topic(), request.partition());
    }
}

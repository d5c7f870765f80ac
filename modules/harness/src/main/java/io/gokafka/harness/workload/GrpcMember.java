package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.RequestException;
import io.gokafka.client.Consumer;
import io.gokafka.client.ConsumerConfig;
import io.gokafka.client.OperationTimeoutException;
import io.gokafka.client.RebalanceListener;
import io.gokafka.client.StartFrom;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** gokafka's consumer as a member of a group. */
final class GrpcMember implements Member {
    private static final Duration REBALANCE = Duration.ofSeconds(15);

    private final GrpcLink link;
    private final Consumer consumer;

    GrpcMember(WorkloadPlan.MemberPlan plan, String bootstrap, String name, ClientTimes times, Listener listener) {
        link = new GrpcLink(bootstrap, name, times.request(), times.operation());
        consumer = link.client()
                .consumer(ConsumerConfig.defaults()
                        .withGroup(plan.group())
                        .withAutoCommit(false)
                        .withStartFrom(StartFrom.EARLIEST)
                        .withRebalanceTimeout(REBALANCE));
        consumer.subscribe(plan.topics(), new RebalanceListener() {
            @Override
            public void onAssigned(Collection<TopicPartition> partitions) {
                listener.assigned(partitions, () -> {
                    Map<TopicPartition, Long> positions = new HashMap<>();
                    partitions.forEach(p -> positions.put(p, consumer.position(p)));
                    return positions;
                });
            }

            @Override
            public void onRevoked(Collection<TopicPartition> partitions) {
                listener.revoked(partitions);
            }

            @Override
            public void onLost(Collection<TopicPartition> partitions) {
                listener.lost(partitions);
            }
        });
    }

    @Override
    public List<Reading.Seen> poll(Duration timeout) {
        return consumer.poll(timeout).stream()
                .map(r -> new Reading.Seen(r.topicPartition(), r.offset(), r.value()))
                .toList();
    }

    @Override
    public Optional<Refused> commit(Map<TopicPartition, Long> offsets) {
        long doubts = link.doubtfulCommits();
        try {
            consumer.commit(offsets);
            return Optional.empty();
        } catch (RequestException | OperationTimeoutException e) {
            return Optional.of(new Refused(Errors.isRefusal(e) && link.doubtfulCommits() == doubts, e));
        }
    }

    @Override
    public void close() {
        link.close();
    }

    @Override
    public void crash() {
        link.crash();
    }
}

package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.workload.WorkloadPlan.Membership;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Kafka's consumer as a member of a group. */
final class KafkaMember implements Member {
    /** A commit is made again after a pause of four fifths of this at least, and then the first attempt is in doubt. */
    private static final int RETRY_PAUSE_MS = 300;

    private static final Duration SURELY_ONE_ATTEMPT = Duration.ofMillis(RETRY_PAUSE_MS / 2);
    private static final int SESSION_MS = 6_000;
    private static final int MAX_POLL_INTERVAL_MS = 30_000;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Duration patience;
    private final Listener listener;

    KafkaMember(WorkloadPlan.MemberPlan plan, String bootstrap, String name, ClientTimes times, Listener listener) {
        Map<String, Object> config = KafkaConfigs.consumer(bootstrap, name, times);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, plan.group());
        config.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, (long) RETRY_PAUSE_MS);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
        if (plan.membership() == Membership.CONSUMER) {
            config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        } else {
            config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
            config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, SESSION_MS / 3);
            config.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                    List.of(CooperativeStickyAssignor.class.getName()));
        }
        patience = times.operation();
        this.listener = listener;
        consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(plan.topics(), new Rebalances());
    }

    @Override
    public List<Reading.Seen> poll(Duration timeout) {
        try {
            return KafkaReading.seen(consumer.poll(timeout));
        } catch (OffsetOutOfRangeException e) {
            goOnAfterRetention(e);
            return List.of();
        }
    }

    /** Retention has overtaken the group; an offset that is out of range for another reason is nobody's to bear. */
    private void goOnAfterRetention(OffsetOutOfRangeException outOfRange) {
        Map<org.apache.kafka.common.TopicPartition, Long> positions = outOfRange.offsetOutOfRangePartitions();
        consumer.beginningOffsets(positions.keySet()).forEach((partition, first) -> {
            if (positions.getOrDefault(partition, Long.MAX_VALUE) >= first) {
                throw outOfRange;
            }
            consumer.seek(partition, first);
            listener.overtaken(KafkaNames.own(partition), first);
        });
    }

    @Override
    public Optional<Refused> commit(Map<TopicPartition, Long> offsets) {
        Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
        offsets.forEach(
                (partition, offset) -> committed.put(KafkaNames.kafka(partition), new OffsetAndMetadata(offset)));
        long begun = System.nanoTime();
        try {
            consumer.commitSync(committed, patience);
            return Optional.empty();
        } catch (KafkaException e) {
            boolean once = System.nanoTime() - begun < SURELY_ONE_ATTEMPT.toNanos();
            return Optional.of(new Refused(Errors.isRefusal(e) && once, e));
        }
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(CLOSING));
    }

    @Override
    public void crash() {
        consumer.close(CloseOptions.timeout(Duration.ZERO)
                .withGroupMembershipOperation(GroupMembershipOperation.REMAIN_IN_GROUP));
    }

    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<org.apache.kafka.common.TopicPartition> partitions) {
            if (!partitions.isEmpty()) {
                listener.assigned(own(partitions), () -> positions(partitions));
            }
        }

        private Map<TopicPartition, Long> positions(Collection<org.apache.kafka.common.TopicPartition> partitions) {
            Set<org.apache.kafka.common.TopicPartition> added = new HashSet<>(partitions);
            Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> committed = consumer.committed(added);
            added.removeIf(p -> committed.get(p) != null);
            if (!added.isEmpty()) {
                consumer.beginningOffsets(added).forEach(consumer::seek); // else there would be no position to go on at
            }
            Map<TopicPartition, Long> positions = new HashMap<>();
            partitions.forEach(p -> positions.put(KafkaNames.own(p), consumer.position(p)));
            return positions;
        }

        @Override
        public void onPartitionsRevoked(Collection<org.apache.kafka.common.TopicPartition> partitions) {
            listener.revoked(own(partitions));
        }

        @Override
        public void onPartitionsLost(Collection<org.apache.kafka.common.TopicPartition> partitions) {
            listener.lost(own(partitions));
        }

        private List<TopicPartition> own(Collection<org.apache.kafka.common.TopicPartition> partitions) {
            return partitions.stream().map(KafkaNames::own).toList();
        }
    }
}

package io.gokafka.transport.kafka.api;

import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/**
 * A partition as Kafka describes it.
 *
 * @param index its number
 * @param leader the number of the broker that leads it, or {@link KafkaBrokers#NONE}
 * @param epoch the leader's term
 * @param replicas the brokers that keep it, the preferred leader first
 * @param inSync those of them that can be reached
 * @param offline the others
 */
public record PartitionView(
        int index, int leader, int epoch, List<Integer> replicas, List<Integer> inSync, List<Integer> offline) {
    /** What clients are told of it. */
    public Errors error() {
        return leader == KafkaBrokers.NONE ? Errors.LEADER_NOT_AVAILABLE : Errors.NONE;
    }
}

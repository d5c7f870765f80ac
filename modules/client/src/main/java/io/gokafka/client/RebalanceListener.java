package io.gokafka.client;

import io.gokafka.api.TopicPartition;
import java.util.Collection;

/**
 * Is told when a consumer of a group is given partitions, and when it must give some up.
 *
 * <p><b>Threading.</b> Called within {@code poll} and {@code close}, by their thread. The consumer may be used, to commit for
 * example.
 *
 * {@snippet :
 * RebalanceListener listener = new RebalanceListener() {
 *     @Override
 *     public void onAssigned(Collection<TopicPartition> partitions) {
 *         System.err.println("reads " + partitions);
 *     }
 * };
 * }
 */
public interface RebalanceListener {
    /** These partitions are read from now on. */
    default void onAssigned(Collection<TopicPartition> partitions) {}

    /** These partitions are given up; nobody else has them yet, so this is the time to commit. */
    default void onRevoked(Collection<TopicPartition> partitions) {}

    /** These partitions were taken away: others may have them already, and commits are refused. */
    default void onLost(Collection<TopicPartition> partitions) {
        onRevoked(partitions);
    }
}

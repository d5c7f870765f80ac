/**
 * One partition on this broker: its replica (log and consensus group), producing to it and fetching from it.
 *
 * <p>The write path: {@link io.gokafka.broker.partition.PartitionWriter} checks a batch and its sequence and proposes it through
 * {@link io.gokafka.broker.partition.Replica}; consensus appends it to the log that
 * {@link io.gokafka.broker.partition.ObservedLog} watches, and the answer follows the commit. The read path:
 * {@link io.gokafka.broker.partition.PartitionReader}.
 */
@NullMarked
package io.gokafka.broker.partition;

import org.jspecify.annotations.NullMarked;

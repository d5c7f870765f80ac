/**
 * What the cluster agrees on: its brokers, its topics, where their partitions are. One replicated state machine
 * ({@link io.gokafka.broker.metadata.ClusterState}) on the log {@code __cluster}; every broker replays it and reads its image.
 */
@NullMarked
package io.gokafka.broker.metadata;

import org.jspecify.annotations.NullMarked;

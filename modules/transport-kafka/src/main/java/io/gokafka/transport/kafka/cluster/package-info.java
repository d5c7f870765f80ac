/** The Kafka APIs of brokers, topics, their settings, logs and producers. */
@NullMarked
package io.gokafka.transport.kafka.cluster;

import org.jspecify.annotations.NullMarked;

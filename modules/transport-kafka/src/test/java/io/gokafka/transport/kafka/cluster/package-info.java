/** Brokers, topics and settings. */
@NullMarked
package io.gokafka.transport.kafka.cluster;

import org.jspecify.annotations.NullMarked;

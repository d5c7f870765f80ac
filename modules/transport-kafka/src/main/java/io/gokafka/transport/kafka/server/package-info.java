/** The listener of the Kafka protocol: connections, frames, limits, and the order of answers; no policy. */
@NullMarked
package io.gokafka.transport.kafka.server;

import org.jspecify.annotations.NullMarked;

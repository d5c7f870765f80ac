/** The Kafka APIs of groups and their offsets. */
@NullMarked
package io.gokafka.transport.kafka.group;

import org.jspecify.annotations.NullMarked;

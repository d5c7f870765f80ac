/** The Kafka protocol as a transport: the plugin's entry. */
@NullMarked
package io.gokafka.transport.kafka;

import org.jspecify.annotations.NullMarked;

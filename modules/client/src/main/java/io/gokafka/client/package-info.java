/** The Java client; begin with {@link io.gokafka.client.GokafkaClient}. */
@NullMarked
package io.gokafka.client;

import org.jspecify.annotations.NullMarked;

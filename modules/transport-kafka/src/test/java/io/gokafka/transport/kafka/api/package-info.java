/** Shared parts, and a broker that says what it is told to. */
@NullMarked
package io.gokafka.transport.kafka.api;

import org.jspecify.annotations.NullMarked;

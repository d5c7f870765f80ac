package io.gokafka.transport.kafka.server;

import java.util.function.LongSupplier;

/**
 * What all connections of a listener share.
 *
 * @param frames how large a request may be
 * @param memory of requests in progress
 * @param strangers says why connections were closed
 * @param nanos as {@link System#nanoTime}
 */
record ConnectionLimits(FrameLimits frames, MemoryBudget memory, StrangersLog strangers, LongSupplier nanos) {}

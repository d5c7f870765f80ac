package io.gokafka.broker.state;

import org.jspecify.annotations.Nullable;

/**
 * A record to append: a change of the state.
 *
 * @param key what it is about
 * @param value the change; null removes what the key names
 */
public record StateRecord(byte[] key, byte @Nullable [] value) {}

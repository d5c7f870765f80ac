package io.gokafka.simulation.invariant;

/**
 * A batch that a client has begun to send.
 *
 * @param name tells it from all others
 * @param crc its checksum
 * @param producer its producer's id, -1 when that is not idempotent
 */
public record SentBatch(long name, int crc, long producer) {}

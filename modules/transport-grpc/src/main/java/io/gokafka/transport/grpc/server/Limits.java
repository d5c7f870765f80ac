package io.gokafka.transport.grpc.server;

import java.time.Duration;

/**
 * What all calls of a listener share.
 *
 * @param requests memory of requests in progress
 * @param answers memory of answers on their way
 * @param maxRequestBytes the largest message that is read
 * @param maxFetchBytes the most batches in one answer
 */
record Limits(MemoryBudget requests, MemoryBudget answers, int maxRequestBytes, int maxFetchBytes) {
    /** What a message has beside its batch: names, tags, lengths. */
    private static final int ENVELOPE = 64 << 10;

    /** How long a request waits for memory before it is refused. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    static Limits of(ServerSettings settings, int maxRequestBytes) {
        return new Limits(
                new MemoryBudget(settings.maxInFlightBytes(), PATIENCE),
                new MemoryBudget(settings.maxInFlightBytes(), PATIENCE),
                (int) Math.min((long) maxRequestBytes + ENVELOPE, Integer.MAX_VALUE - 8),
                settings.maxFetchBytes());
    }
}

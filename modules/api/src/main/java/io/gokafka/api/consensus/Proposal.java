package io.gokafka.api.consensus;

import java.util.concurrent.CompletableFuture;

/**
 * An entry on its way. Both futures fail with a {@link ConsensusException}.
 *
 * @param appended completes when the entry is in the leader's own log, as durable as {@link Durability} demands
 * @param committed completes when a majority has it: the entry will never be taken back
 */
public record Proposal(CompletableFuture<Entry> appended, CompletableFuture<Entry> committed) {
    /**
     * Where an entry stands.
     *
     * @param index its index
     * @param term its term
     * @param baseOffset offset of its first record
     */
    public record Entry(long index, long term, long baseOffset) {}

    /** A proposal that failed before it began. */
    public static Proposal failed(ConsensusException why) {
        return new Proposal(CompletableFuture.failedFuture(why), CompletableFuture.failedFuture(why));
    }
}

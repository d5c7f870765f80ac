package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.consensus.Durability;
import io.gokafka.api.storage.PartitionLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log durable beside the group's thread: while a sync runs, more is appended, and the next sync is for all of it.
 *
 * <p><b>Threading.</b> For the group's thread, except for the sync itself, whose end is posted to that thread.
 */
final class LogSyncer {
    private final PartitionLog log;
    private final Durability durability;
    private final Executor executor;
    private final Mailbox owner;
    private final LongConsumer onDurable;
    private long wanted;
    private @Nullable CompletableFuture<Long> running;

    LogSyncer(PartitionLog log, Durability durability, Executor executor, Mailbox owner, LongConsumer onDurable) {
        this.log = log;
        this.durability = durability;
        this.executor = executor;
        this.owner = owner;
        this.onDurable = onDurable;
    }

    /** Has everything up to an index made durable; {@code onDurable} is told. */
    void request(long index) {
        if (durability == Durability.OS) {
            onDurable.accept(index); // appended is as durable as demanded
            return;
        }
        wanted = Math.max(wanted, index);
        if (running == null) {
            start();
        }
    }

    private void start() {
        CompletableFuture<Long> sync = new CompletableFuture<>();
        running = sync;
        executor.execute(() -> {
            try {
                sync.complete(log.sync());
            } catch (Throwable fault) {
                sync.completeExceptionally(fault);
            }
            owner.post(() -> ended(sync));
        });
    }

    @SuppressWarnings("ReferenceEquality") // whether it is still the sync that is waited for
    private void ended(CompletableFuture<Long> sync) {
        if (running != sync) {
            return; // awaited by quiesce
        }
        running = null;
        long durable = resultOf(sync);
        onDurable.accept(durable);
        if (wanted > durable) {
            start();
        }
    }

    /** Waits until no sync runs, and forgets what was wanted: before entries are taken back. */
    void quiesce() {
        CompletableFuture<Long> sync = running;
        running = null;
        wanted = 0;
        if (sync != null) {
            onDurable.accept(resultOf(sync));
        }
    }

    private static long resultOf(CompletableFuture<Long> sync) {
        try {
            return sync.join();
        } catch (java.util.concurrent.CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.consensus.Durability;
import io.gokafka.api.storage.PartitionLog;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a log durable outside of the group's mailbox: while a sync runs, more is appended, and the next sync is for all of it.
 *
 * <p><b>Threading.</b> For the group's thread, except for the sync itself, whose end is posted to that thread.
 */
final class LogSyncer {
    /** One sync, done by whoever comes first. */
    private final class Sync {
        private final AtomicBoolean begun = new AtomicBoolean();
        private final CompletableFuture<Long> done = new CompletableFuture<>();

        void run() {
            if (begun.compareAndSet(false, true)) {
                try {
                    done.complete(log.sync());
                } catch (Throwable fault) {
                    done.completeExceptionally(fault);
                }
            }
        }

        long result() {
            try {
                return done.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException fault ? fault : e;
            }
        }
    }

    private final PartitionLog log;
    private final Durability durability;
    private final Mailbox owner;
    private final LongConsumer onDurable;
    private long wanted;
    private @Nullable Sync running;

    LogSyncer(PartitionLog log, Durability durability, Mailbox owner, LongConsumer onDurable) {
        this.log = log;
        this.durability = durability;
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
        Sync sync = new Sync();
        running = sync;
        owner.leave(sync::run, () -> ended(sync));
    }

    @SuppressWarnings("ReferenceEquality") // whether it is still the sync that is waited for
    private void ended(Sync sync) {
        if (running != sync) {
            return; // awaited by quiesce
        }
        running = null;
        long durable = sync.result();
        onDurable.accept(durable);
        if (wanted > durable) {
            start();
        }
    }

    /** Returns when no sync runs, and forgets what was wanted: before entries are taken back. */
    void quiesce() {
        Sync sync = running;
        running = null;
        wanted = 0;
        if (sync != null) {
            sync.run();
            onDurable.accept(sync.result());
        }
    }
}

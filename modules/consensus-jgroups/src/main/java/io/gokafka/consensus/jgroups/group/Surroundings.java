package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all parts of a replica work with: who it is, what it stores, the network, the clock. For the group's thread. */
abstract class Surroundings {
    private final Env env;
    private final Mailbox mailbox;
    private final Wire wire;
    private final Book book;
    private final TermBook terms;
    private final LogSyncer syncer;
    private final Snapshots snapshots;

    Surroundings(Env env, Mailbox mailbox, Wire wire) {
        this.env = env;
        this.mailbox = mailbox;
        this.wire = wire;
        ReplicaStore store = env.store();
        LogVoters logVoters = new LogVoters(env.spec(), store.log(), store.snapshots());
        book = new Book(store.log(), logVoters, store.snapshots().load());
        snapshots = new Snapshots(store.snapshots());
        terms = new TermBook(store.votes());
        syncer = new LogSyncer(store.log(), env.durability(), mailbox, this::onDurable);
    }

    /** The log has become durable up to an index. */
    abstract void onDurable(long index);

    Env env() {
        return env;
    }

    BrokerId self() {
        return env.self();
    }

    JGroupsSettings settings() {
        return env.settings();
    }

    ReplicaStore store() {
        return env.store();
    }

    PartitionLog log() {
        return env.store().log();
    }

    Book book() {
        return book;
    }

    TermBook terms() {
        return terms;
    }

    LogSyncer syncer() {
        return syncer;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    Wire wire() {
        return wire;
    }

    long now() {
        return env.timers().nanos();
    }

    long wallMillis() {
        return env.timers().wallMillis();
    }

    /** Runs something later on the group's thread. */
    void after(Duration delay, Runnable task) {
        env.timers().after(delay, () -> mailbox.post(task));
    }

    /** Does something that blocks beside the group's thread, and goes on there with its result. */
    <T> void async(Supplier<T> work, Consumer<T> next) {
        env.reads().execute(() -> {
            try {
                T result = work.get();
                mailbox.post(() -> next.accept(result));
            } catch (Throwable fault) {
                mailbox.post(() -> {
                    throw fault;
                });
            }
        });
    }

    /** Makes the log durable before the call returns. */
    void syncNow() {
        if (book.durable() < book.lastIndex()) {
            syncer.quiesce();
            onDurable(env.durability() == Durability.OS ? book.lastIndex() : log().sync());
        }
    }
}

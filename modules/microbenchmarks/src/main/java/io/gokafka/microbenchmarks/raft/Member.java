package io.gokafka.microbenchmarks.raft;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.consensus.jgroups.group.Env;
import io.gokafka.consensus.jgroups.group.Replica;
import io.gokafka.consensus.jgroups.group.Timers;
import io.gokafka.consensus.jgroups.group.Wire;
import io.gokafka.microbenchmarks.Stored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One replica of a group without threads and network: what it does, it does on the thread that calls it. Keeps its log short. */
record Member(BrokerId id, Stored stored, Replica replica) implements AutoCloseable {
    private static final LogId GROUP = new LogId("group");
    private static final int SEGMENT = 32 << 20;

    /** Opens a replica that has voted before, so that it counts, on a log in memory. */
    static Member open(BrokerId id, List<BrokerId> voters, Wire wire, Executor executor) {
        Stored stored = Stored.inMemory("file", SEGMENT);
        stored.store().votes().store(new Vote(1, Optional.of(voters.getFirst())));
        Env env = new Env(
                id,
                new GroupSpec(GROUP, voters),
                stored.store(),
                new Deaf(),
                Durability.OS,
                JGroupsSettings.of(Settings.defaults()),
                new Untimed(),
                executor,
                Runnable::run,
                executor);
        return new Member(id, stored, new Replica(env, wire, () -> {}));
    }

    /** Drops what is committed. */
    void trim() {
        long commit = replica.status().commitIndex();
        replica.snapshot(commit, new byte[0]);
        replica.dropPrefix(commit);
    }

    @Override
    public void close() {
        replica.close();
        stored.close();
    }

    /** The broker behind it, which takes no notice; a replica that fails shows that by refusing what comes next. */
    static final class Deaf implements ReplicaListener {
        @Override
        public void onRole(Role role) {
            // nobody asks
        }

        @Override
        public void onCommit(long commitIndex, long highWatermark) {
            // nobody asks
        }

        @Override
        public void onSnapshot(Snapshot snapshot) {
            // there are none but empty ones
        }

        @Override
        public void onFailure(Throwable fault) {
            throw new IllegalStateException("a replica has failed", fault);
        }
    }

    /** No message gets lost, so no timer is needed. */
    private static final class Untimed implements Timers {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long wallMillis() {
            return System.currentTimeMillis();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            // never
        }
    }
}

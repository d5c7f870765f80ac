package io.gokafka.tck.storage;

import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Vote;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;

/** What a storage in memory has of each replica, whether it is open or not. */
final class InMemoryDisk {
    /** One replica's. */
    static final class Replica {
        final InMemoryEntries entries;
        volatile Vote vote;
        volatile Optional<Snapshot> snapshot;

        Replica(InMemoryEntries entries, Vote vote, Optional<Snapshot> snapshot) {
            this.entries = entries;
            this.vote = vote;
            this.snapshot = snapshot;
        }
    }

    final Map<LogId, Replica> replicas = new ConcurrentHashMap<>();

    Replica replica(LogId id) {
        return replicas.computeIfAbsent(id, absent -> new Replica(new InMemoryEntries(), Vote.NONE, Optional.empty()));
    }

    InMemoryDisk afterCrash(ToLongFunction<LogBounds> lastIndex) {
        InMemoryDisk copy = new InMemoryDisk();
        replicas.forEach((id, replica) -> copy.replicas.put(
                id,
                new Replica(
                        replica.entries.copyUpTo(lastIndex.applyAsLong(replica.entries.bounds())),
                        replica.vote,
                        replica.snapshot)));
        return copy;
    }
}

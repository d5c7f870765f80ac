package io.gokafka.tck.storage;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSegment;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.Vote;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Chooses what is done with one replica's store. A function of the random numbers, what the store has, and its log's pieces alone. */
final class Operations {
    private final LogId log;
    private final LogConfig config;
    private final Random random;

    Operations(LogId log, LogConfig config, Random random) {
        this.log = log;
        this.config = config;
        this.random = random;
    }

    /** Where the pieces begin that an open log consists of; none when the storage does not compact. */
    static List<Long> pieces(Storage storage, ReplicaStore store) {
        return storage.canCompact()
                ? store.log().segments().stream().map(LogSegment::firstIndex).toList()
                : List.of();
    }

    /**
     * @param now what the store has
     * @param pieces its {@linkplain #pieces pieces}, which are the storage's affair; asked for when they are needed
     */
    Operation next(Replica now, Supplier<List<Long>> pieces) {
        return switch (random.nextInt(28)) {
            case 0 -> new Operation("close and open", now.synced(), this::reopen);
            case 1 -> remove(now);
            case 2, 3 -> truncate(now);
            case 4 -> drop(now);
            case 5 -> reset(now);
            case 6, 7 -> vote(now);
            case 8, 9 -> snapshot(now);
            case 10, 11, 12, 13 -> sync(now);
            case 14, 15 -> compact(now, pieces.get());
            default -> append(now);
        };
    }

    /** Of a life in which a log grows and is compacted, and nothing else. */
    Operation nextOfCompaction(Replica now, Supplier<List<Long>> pieces) {
        List<Long> there = pieces.get();
        return there.size() < 3 || random.nextInt(3) == 0 ? append(now) : compact(now, there);
    }

    private static Operation on(String name, Replica after, Consumer<ReplicaStore> change) {
        return new Operation(name, after, (_, store) -> {
            change.accept(store);
            return store;
        });
    }

    private ReplicaStore reopen(Storage storage, ReplicaStore store) {
        store.close();
        return storage.open(log, config);
    }

    private ReplicaStore recreate(Storage storage, ReplicaStore store) {
        store.close();
        storage.delete(log);
        return storage.open(log, config);
    }

    private Operation remove(Replica now) {
        return switch (random.nextInt(4)) {
            case 0 -> new Operation("delete and open", Replica.NEW, this::recreate);
            case 1 -> new Operation("set aside and open", Replica.NEW, this::beginAnew);
            case 2 ->
                new Operation("discard what was set aside", now, (storage, store) -> {
                    storage.discardAside(log);
                    return store;
                });
            default -> sync(now);
        };
    }

    private ReplicaStore beginAnew(Storage storage, ReplicaStore store) {
        store.close();
        storage.setAside(log);
        return storage.open(log, config);
    }

    /** Only what is committed is compacted, and only what is not is truncated. */
    private Operation truncate(Replica now) {
        long lowest = Math.max(now.firstIndex(), now.compacted() + 1);
        if (lowest > now.lastIndex() + 1) {
            return sync(now);
        }
        long from = random.nextLong(lowest, now.lastIndex() + 2);
        return on(
                "truncate from " + from,
                now.truncated(from),
                store -> store.log().truncateSuffix(from));
    }

    private Operation drop(Replica now) {
        long first = random.nextLong(now.firstIndex(), now.lastIndex() + 2);
        return on(
                "drop before " + first, now.dropped(first), store -> store.log().dropPrefix(first));
    }

    private Operation reset(Replica now) {
        long first = random.nextInt(1, 1000);
        long offset = random.nextInt(5000);
        long term = now.lastTerm();
        return on(
                "reset to " + first,
                now.reset(first, offset, term),
                store -> store.log().reset(first, offset, term));
    }

    private Operation vote(Replica now) {
        Vote vote = new Vote(now.vote().term() + 1, Optional.of(new BrokerId("n" + random.nextInt(5))));
        return on(
                "vote in " + vote.term(),
                now.voted(vote),
                store -> store.votes().store(vote));
    }

    private Operation snapshot(Replica now) {
        byte[] state = new byte[random.nextInt(3000)];
        random.nextBytes(state);
        Snapshot snapshot = new Snapshot(now.lastIndex(), now.lastTerm(), now.endOffset(), List.of(), state);
        return on("snapshot", now.with(snapshot), store -> store.snapshots().store(snapshot));
    }

    private Operation compact(Replica now, List<Long> pieces) {
        if (pieces.size() < 2) {
            return sync(now);
        }
        return random.nextInt(3) == 0 ? note(now) : rewrite(now, pieces);
    }

    /** Of what is durable: a crash takes back nothing that was compacted. */
    private Operation note(Replica now) {
        long index = now.durableEndAt(random.nextLong(now.firstIndex(), now.lastIndex() + 1));
        return on(
                "note of compaction to " + index,
                now.noted(index),
                store -> store.log().noteCompacted(index));
    }

    private Operation rewrite(Replica now, List<Long> pieces) {
        int first = random.nextInt(pieces.size() - 1);
        int next = random.nextInt(first + 1, pieces.size());
        long from = pieces.get(first);
        long to = pieces.get(next) - 1;
        int number = random.nextInt(1_000_000);
        SeededFilter filter = new SeededFilter(number);
        Replica left = now.rewritten(from, to, filter);
        boolean changes = filter.leftOut() || next - first > 1;
        return on(
                "rewrite from " + from + " to " + to,
                changes ? left : now,
                store -> store.log().rewrite(from, to, new SeededFilter(number)));
    }

    private static Operation sync(Replica now) {
        return on(
                "sync up to " + now.lastIndex(),
                now.synced(),
                store -> store.log().sync());
    }

    Operation append(Replica now) {
        long term = Math.max(1, now.lastTerm() + (random.nextInt(10) == 0 ? 1 : 0));
        List<ByteBuffer> batches = new ArrayList<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            batches.add(batch(term));
        }
        long next = now.lastIndex() + 1;
        return on(
                "append of " + batches.size() + " at " + next,
                now.appended(batches),
                store -> store.log().append(next, batches));
    }

    private ByteBuffer batch(long term) {
        return switch (random.nextInt(16)) {
            case 0 -> Batches.ofSize(term, random.nextInt(9000));
            case 1 -> Batches.control(Batches.TIME, term);
            case 2 -> {
                int entries = random.nextInt(1, 20);
                yield Batches.hole(term, entries, entries + random.nextInt(20));
            }
            default -> Batches.of(term, Long.toString(random.nextLong()));
        };
    }
}

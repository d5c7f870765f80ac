package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.Vote;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.consensus.jgroups.rules.Canvassing.Kind;
import io.gokafka.consensus.jgroups.rules.Canvassing.Verdict;
import io.gokafka.consensus.jgroups.rules.LogEnd;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.consensus.jgroups.wire.VotersValue;
import io.gokafka.tck.consensus.RecordingListener;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * One replica on a bench: the network, the clock and the threads are the test's. Nothing runs but what {@link #run} runs, in a
 * fixed order.
 */
final class Bench implements Wire, Timers {
    static final BrokerId ME = new BrokerId("me");
    static final BrokerId B = new BrokerId("b");
    static final BrokerId C = new BrokerId("c");
    static final LogId GROUP = new LogId("g");

    record Sent(BrokerId to, Rpc rpc, ByteBuffer payload) {}

    private record Alarm(long at, long order, Runnable task) implements Comparable<Alarm> {
        @Override
        public int compareTo(Alarm other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    final WatchedStore store = new WatchedStore(new InMemoryStorageProvider()
            .open(new StorageContext(Path.of("bench"), Settings.defaults(), Clock.systemUTC()))
            .open(GROUP, LogConfig.DEFAULT));
    final RecordingListener listener = new RecordingListener();
    final List<Sent> sent = new ArrayList<>();
    private final Queue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
    private final List<BrokerId> voters;
    private final Map<String, String> settings;
    private boolean mayBeNew = true;
    private boolean promptCommits = true;
    private Optional<Replica> replica = Optional.empty();
    List<BrokerId> shown = List.of();
    private long now;
    private long order;

    Bench(Map<String, String> settings, BrokerId... voters) {
        this.voters = List.of(voters);
        this.settings = settings;
    }

    /** A voter of {me, b, c} that has voted before. */
    static Bench voter() {
        Bench bench = new Bench(Map.of(), ME, B, C);
        bench.store.store(new Vote(1, Optional.of(B)));
        return bench;
    }

    /** The broker knows that the group has begun. */
    Bench notNew() {
        mayBeNew = false;
        return this;
    }

    /** Followers need not learn at once what is committed. */
    Bench notPrompt() {
        promptCommits = false;
        return this;
    }

    Bench open() {
        Env env = new Env(
                ME,
                new GroupSpec(GROUP, voters, () -> mayBeNew, promptCommits),
                store,
                listener,
                Durability.SYNC,
                JGroupsSettings.of(new Settings(settings)),
                this,
                work::add,
                work::add,
                work::add);
        replica = Optional.of(new Replica(env, this, () -> {}));
        return this;
    }

    /** Closes the replica and opens it again on the same store. */
    Bench reopen() {
        close();
        return open();
    }

    /** Closes the replica. */
    void close() {
        Thread closing = Thread.startVirtualThread(replica()::close);
        while (closing.isAlive()) {
            run();
        }
    }

    Replica replica() {
        return replica.orElseThrow();
    }

    /** Puts entries of terms into the log before it is opened: each the first of its term or a value. */
    Bench log(long... terms) {
        long last = 0;
        for (long term : terms) {
            ByteBuffer entry = term == last ? Batches.of(term, "old") : first(term, voters);
            store.append(store.bounds().lastIndex() + 1, List.of(entry));
            last = term;
        }
        store.sync();
        store.forget();
        return this;
    }

    /** The first entry of a term. */
    static ByteBuffer first(long term, List<BrokerId> voters) {
        RecordBatch batch = VotersValue.toBatch(voters, false, 0);
        batch.assign(0, term);
        return batch.buffer();
    }

    /** Everybody named can be reached. */
    Bench reach(BrokerId... others) {
        Map<BrokerId, Object> incarnations = new LinkedHashMap<>();
        incarnations.put(ME, "me");
        for (BrokerId other : others) {
            incarnations.put(other, other + " first life");
        }
        replica().reachChanged(incarnations, () -> {});
        return this;
    }

    /** Lets a message arrive. */
    Bench arrives(BrokerId from, Rpc rpc, ByteBuffer... batches) {
        ByteBuffer payload = ByteBuffer.allocate(
                List.of(batches).stream().mapToInt(ByteBuffer::remaining).sum());
        for (ByteBuffer batch : batches) {
            payload.put(batch.duplicate());
        }
        replica().received(from, rpc, payload.flip());
        return this;
    }

    /** Runs until nothing is left to do now. */
    Bench run() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
        return this;
    }

    /** Runs the next thing that is to be done now. */
    Bench runOne() {
        Optional.ofNullable(work.poll()).ifPresent(Runnable::run);
        return this;
    }

    /** Lets time go by. */
    Bench pass(Duration time) {
        long until = now + time.toNanos();
        run();
        for (Alarm next = alarms.peek(); next != null && next.at() <= until; next = alarms.peek()) {
            alarms.remove(next);
            now = next.at();
            next.task().run();
            run();
        }
        now = until;
        return this;
    }

    /** What was sent of a kind, and forgets it. */
    <T extends Rpc> List<T> take(Class<T> kind) {
        List<T> found = sent.stream()
                .filter(s -> kind.isInstance(s.rpc()))
                .map(s -> kind.cast(s.rpc()))
                .toList();
        sent.removeIf(s -> kind.isInstance(s.rpc()));
        return found;
    }

    Proposal propose(String value) {
        return replica().propose(RecordBatch.at(Batches.of(0, value)));
    }

    /** Has b and c elect this replica in term 2, and answer its probes; both have its log. */
    Bench lead() {
        open();
        replica().reachChanged(Map.of(ME, "me", B, "b", C, "c"), replica()::startElection);
        run();
        for (BrokerId voter : List.of(B, C)) {
            arrives(voter, ballot(2, Kind.PROBE)).run();
        }
        for (BrokerId voter : List.of(B, C)) {
            arrives(voter, ballot(2, Kind.VOTE)).run();
        }
        return this;
    }

    private static Rpc ballot(long term, Kind kind) {
        return new Rpc.Ballot(1, term, kind, Verdict.GRANTED, new LogEnd(0, 0), List.of(ME, B, C), Optional.empty());
    }

    @Override
    public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
        sent.add(new Sent(to, rpc, ByteBuffer.wrap(payload, offset, length).slice()));
    }

    @Override
    public void replicas(List<BrokerId> replicas) {
        shown = replicas; // the test decides who is reached
    }

    @Override
    public void leaderIs(Optional<BrokerId> leader) {
        // no view to judge
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long wallMillis() {
        return Batches.TIME;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        alarms.add(new Alarm(now + delay.toNanos(), order++, task));
    }
}

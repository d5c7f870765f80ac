package io.gokafka.broker.state;

import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.storage.Snapshot;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/**
 * Runs one {@link ReplicatedState} on the log of a replica: replays what is committed and, on the leader, turns decisions into
 * records. Decisions under one key wait for each other, so that each sees what the one before it changed.
 *
 * <p>Threading: one thread of its own ({@link Mailbox}) owns the state and all fields that are not final.
 *
 * @param <S> the state
 */
public final class StateMachine<S extends ReplicatedState>
        implements StateOperations<S>, ReplicaListener, AutoCloseable {
    private final S state;
    private final ReplayLog log;
    private final StateFailures failures;
    private final InstantSource clock;
    private final ObjLongConsumer<S> onApplied;
    private final Mailbox mailbox;
    private final AtomicLong commitIndex = new AtomicLong();
    private final Map<String, Queue<Operation<?>>> busyKeys = new HashMap<>();
    private final TreeMap<Long, List<Operation<?>>> awaitingReplay = new TreeMap<>();
    private final ConfirmedReads confirmedReads;
    private long appliedIndex;
    private volatile Role role = new Role.Follower(0, java.util.Optional.empty());
    private volatile boolean leaderReady;
    private volatile long shownIndex;

    /** Who waits for an answer; when this ends, they are told. */
    private final Set<Pending<?>> pending = ConcurrentHashMap.newKeySet();

    private volatile boolean ended;

    private StateMachine(S state, ReplayLog log, InstantSource clock, String name, ObjLongConsumer<S> onApplied) {
        this.state = state;
        this.log = log;
        this.failures = new StateFailures(log.name());
        this.clock = clock;
        this.onApplied = onApplied;
        this.mailbox = new Mailbox(name, this::fault);
        this.confirmedReads = new ConfirmedReads(log::readBarrier, mailbox::post);
    }

    /**
     * Starts from the replica's snapshot.
     *
     * @param onApplied is told, on the state's thread or before that starts, of the state and the index of the last entry in it
     */
    public static <S extends ReplicatedState> StateMachine<S> start(
            S state, ReplayLog log, InstantSource clock, String name, ObjLongConsumer<S> onApplied) {
        StateMachine<S> machine = new StateMachine<>(state, log, clock, name, onApplied);
        log.snapshot().ifPresent(machine::restore);
        machine.mailbox.start();
        return machine;
    }

    @Override
    public <T> CompletableFuture<T> decide(String key, Function<S, Decision<T>> function) {
        Operation<T> operation = new Operation<>(key, function);
        submit(operation, () -> run(operation));
        return operation.answer;
    }

    @Override
    public <T> CompletableFuture<T> read(Function<S, T> query) {
        Pending<T> reading = new Pending<>();
        submit(reading, () -> answer(reading, query));
        return reading.answer;
    }

    @Override
    public <T> CompletableFuture<T> readConfirmed(Function<S, T> query) {
        Pending<T> reading = new Pending<>();
        submit(reading, () -> {
            if (leaderReady) {
                confirmedReads.add(() -> answer(reading, query), fault -> reading.fail(failures.ofBarrier(fault)));
            } else {
                reading.fail(failures.notLeader());
            }
        });
        return reading.answer;
    }

    private <T> void answer(Pending<T> reading, Function<S, T> query) {
        try {
            reading.answer.complete(query.apply(state));
        } catch (RuntimeException e) {
            reading.fail(failures.ofFunction(e));
        }
    }

    private void submit(Pending<?> asked, Runnable task) {
        pending.add(asked);
        var _ = asked.answer.whenComplete((answer, fault) -> pending.remove(asked));
        if (ended || mailbox.isClosed()) {
            asked.abandon();
        } else if (!mailbox.offer(task)) {
            asked.fail(failures.overloaded());
        }
    }

    @Override
    public boolean isLeaderReady() {
        return leaderReady;
    }

    /** Up to which index the log is in what {@code onApplied} was last told of; 0 before the first commit. */
    public long shownIndex() {
        return shownIndex;
    }

    @Override
    public void onRole(Role newRole) {
        mailbox.post(() -> {
            role = newRole;
            updateReadiness();
        });
    }

    @Override
    public void onCommit(long index, long highWatermark) {
        // Coalesced: one replay covers all commits that came meanwhile.
        if (commitIndex.getAndSet(index) < index) {
            mailbox.post(this::replayCommitted);
        }
    }

    @Override
    public void onSnapshot(Snapshot snapshot) {
        mailbox.post(() -> {
            restore(snapshot);
            replayCommitted();
        });
    }

    @Override
    public void onFailure(Throwable fault) {
        onRole(new Role.Follower(role.term(), java.util.Optional.empty()));
    }

    /** Stores a snapshot of what was replayed, for a quick next start, and ends. */
    @Override
    public void close() {
        mailbox.post(() -> log.saveSnapshot(appliedIndex, state.image()));
        mailbox.close();
        end();
    }

    private void fault(Throwable why) {
        leaderReady = false;
        log.fail(why);
        end();
    }

    private void end() {
        ended = true;
        leaderReady = false;
        pending.forEach(Pending::abandon);
    }

    private void restore(Snapshot snapshot) {
        state.restore(snapshot.state());
        appliedIndex = snapshot.index();
        log.snapshotTaken(appliedIndex);
        onApplied.accept(state, appliedIndex);
    }

    private void updateReadiness() {
        leaderReady = role instanceof Role.Leader leader && appliedIndex >= leader.termStartIndex();
    }

    private void run(Operation<?> operation) {
        Queue<Operation<?>> waiting = busyKeys.get(operation.key);
        if (waiting != null) {
            waiting.add(operation);
        } else {
            execute(operation);
        }
    }

    private <T> void execute(Operation<T> operation) {
        if (operation.answer.isDone()) {
            return; // nobody waits any more
        }
        if (!leaderReady) {
            operation.fail(failures.notLeader());
            return;
        }
        Decision<T> decision;
        try {
            decision = operation.function.apply(state);
        } catch (RuntimeException e) {
            operation.fail(failures.ofFunction(e));
            return;
        }
        if (decision.records().isEmpty()) {
            operation.answer.complete(decision.answer());
            return;
        }
        RecordBatch batch = batch(decision.records());
        operation.decided = decision.answer();
        operation.proposed = true;
        busyKeys.put(operation.key, new ArrayDeque<>());
        Proposal proposal = log.propose(batch, role.term());
        var _ = proposal.committed()
                .whenComplete((entry, fault) -> mailbox.post(() -> settle(operation, entry, fault)));
    }

    private RecordBatch batch(List<StateRecord> records) {
        RecordBatchBuilder builder = new RecordBatchBuilder(1024);
        long now = clock.millis();
        records.forEach(r -> builder.append(now, r.key(), r.value(), List.of()));
        return builder.build();
    }

    private void settle(Operation<?> operation, Proposal.Entry entry, Throwable fault) {
        if (fault != null) {
            operation.fail(failures.ofProposal(fault));
            release(operation.key);
        } else if (entry.index() <= appliedIndex) {
            finish(operation);
        } else {
            awaitingReplay
                    .computeIfAbsent(entry.index(), i -> new ArrayList<>())
                    .add(operation);
        }
    }

    private void finish(Operation<?> operation) {
        operation.complete();
        release(operation.key);
    }

    /** Lets those run that waited for the key; the first that changes something makes the rest wait again. */
    private void release(String key) {
        Queue<Operation<?>> waiting = busyKeys.remove(key);
        if (waiting != null) {
            waiting.forEach(this::run);
        }
    }

    private void replayCommitted() {
        long until = commitIndex.get();
        while (appliedIndex < until) {
            long last = log.replay(appliedIndex + 1, until, state::replay);
            if (last == appliedIndex) {
                return; // the snapshot to go on from is on its way
            }
            appliedIndex = last;
        }
        onApplied.accept(state, appliedIndex);
        shownIndex = appliedIndex;
        updateReadiness();
        while (!awaitingReplay.isEmpty() && awaitingReplay.firstKey() <= appliedIndex) {
            awaitingReplay.pollFirstEntry().getValue().forEach(this::finish);
        }
        confirmedReads.applied(appliedIndex);
        if (log.isSnapshotDue(appliedIndex)) {
            log.saveSnapshot(appliedIndex, state.image());
        }
    }

    /** A decision to be made, and whom to tell. */
    private final class Operation<T> extends Pending<T> {
        private final String key;
        private final Function<S, Decision<T>> function;
        private @org.jspecify.annotations.Nullable T decided;

        Operation(String key, Function<S, Decision<T>> function) {
            this.key = key;
            this.function = function;
        }

        @SuppressWarnings("NullAway") // set before the operation can be completed
        void complete() {
            answer.complete(decided);
        }
    }
}

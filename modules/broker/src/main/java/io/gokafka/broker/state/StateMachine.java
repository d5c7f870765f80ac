package io.gokafka.broker.state;

import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.Snapshot;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs one {@link ReplicatedState} on the log of a replica: replays what is committed and, on the leader, turns decisions into
 * records. Decisions under one key wait for each other, so that each sees what the one before it changed.
 *
 * <p>Threading: one thread of its own ({@link Mailbox}) owns the state and all fields that are not final.
 *
 * @param <S> the state
 */
public final class StateMachine<S extends ReplicatedState> implements StateOperations<S>, ReplicaListener, AutoCloseable {
    private final S state;
    private final ReplayLog log;
    private final InstantSource clock;
    private final Consumer<S> onApplied;
    private final Mailbox mailbox;
    private final AtomicLong commitIndex = new AtomicLong();

    private final Map<String, Queue<Operation<?>>> busyKeys = new HashMap<>();
    private final TreeMap<Long, List<Operation<?>>> awaitingReplay = new TreeMap<>();
    private long appliedIndex;
    private volatile Role role = new Role.Follower(0, java.util.Optional.empty());
    private volatile boolean leaderReady;

    private StateMachine(S state, ReplayLog log, InstantSource clock, String name, Consumer<S> onApplied) {
        this.state = state;
        this.log = log;
        this.clock = clock;
        this.onApplied = onApplied;
        this.mailbox = new Mailbox(name, log::fail);
    }

    /**
     * Starts from the replica's snapshot.
     *
     * @param onApplied is told, on the state's thread, after the state has changed
     */
    public static <S extends ReplicatedState> StateMachine<S> start(
            S state, ReplayLog log, InstantSource clock, String name, Consumer<S> onApplied) {
        StateMachine<S> machine = new StateMachine<>(state, log, clock, name, onApplied);
        log.snapshot().ifPresent(machine::restore);
        machine.mailbox.start();
        return machine;
    }

    @Override
    public <T> CompletableFuture<T> decide(String key, Function<S, Decision<T>> function) {
        Operation<T> operation = new Operation<>(key, function);
        if (!mailbox.post(() -> run(operation))) {
            operation.fail(new RequestException(ErrorCode.UNAVAILABLE, "the broker is closing this replica"));
        }
        return operation.answer;
    }

    @Override
    public <T> CompletableFuture<T> read(Function<S, T> query) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        boolean posted = mailbox.post(() -> {
            try {
                answer.complete(query.apply(state));
            } catch (RequestException e) {
                answer.completeExceptionally(e);
            }
        });
        if (!posted) {
            answer.completeExceptionally(new RequestException(ErrorCode.UNAVAILABLE, "the broker is closing this replica"));
        }
        return answer;
    }

    @Override
    public boolean isLeaderReady() {
        return leaderReady;
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
            onApplied.accept(state);
        });
    }

    @Override
    public void onFailure(Throwable fault) {
        mailbox.post(() -> {
            role = new Role.Follower(role.term(), java.util.Optional.empty());
            updateReadiness();
        });
    }

    /** Stores a snapshot of what was replayed, for a quick next start, and ends. */
    @Override
    public void close() {
        mailbox.post(this::saveSnapshot);
        mailbox.close();
    }

    private void restore(Snapshot snapshot) {
        state.restore(snapshot.state());
        appliedIndex = snapshot.index();
        log.snapshotTaken(appliedIndex);
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
        if (!leaderReady) {
            operation.fail(new RequestException(ErrorCode.NOT_LEADER, "this broker does not lead " + log.name()));
            return;
        }
        Decision<T> decision;
        try {
            decision = operation.function.apply(state);
        } catch (RequestException refused) {
            operation.fail(refused);
            return;
        }
        if (decision.records().isEmpty()) {
            operation.answer.complete(decision.answer());
            return;
        }
        operation.decided = decision.answer();
        busyKeys.put(operation.key, new ArrayDeque<>());
        Proposal proposal = log.propose(batch(decision.records()));
        var _ = proposal.committed().whenComplete((entry, fault) -> mailbox.post(() -> settle(operation, entry, fault)));
    }

    private RecordBatch batch(List<StateRecord> records) {
        RecordBatchBuilder builder = new RecordBatchBuilder(1024);
        long now = clock.millis();
        records.forEach(r -> builder.append(now, r.key(), r.value(), List.of()));
        return builder.build();
    }

    private void settle(Operation<?> operation, Proposal.Entry entry, Throwable fault) {
        if (fault != null) {
            operation.fail(failure(fault));
            release(operation.key);
        } else if (entry.index() <= appliedIndex) {
            finish(operation);
        } else {
            awaitingReplay.computeIfAbsent(entry.index(), i -> new ArrayList<>()).add(operation);
        }
    }

    private RequestException failure(Throwable fault) {
        return switch (fault) {
            case ConsensusException.NotLeader e ->
                new RequestException(ErrorCode.NOT_LEADER, "this broker does not lead " + log.name());
            case ConsensusException.Indeterminate e -> new RequestException(ErrorCode.INDETERMINATE, String.valueOf(e.getMessage()));
            case ConsensusException.Overloaded e -> new RequestException(ErrorCode.OVERLOADED, String.valueOf(e.getMessage()));
            default -> new RequestException(ErrorCode.STORAGE_ERROR, "the replica of " + log.name() + " failed");
        };
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
            appliedIndex = log.replay(appliedIndex + 1, until, state::replay);
        }
        onApplied.accept(state);
        updateReadiness();
        while (!awaitingReplay.isEmpty() && awaitingReplay.firstKey() <= appliedIndex) {
            awaitingReplay.pollFirstEntry().getValue().forEach(this::finish);
        }
        if (log.isSnapshotDue(appliedIndex)) {
            saveSnapshot();
        }
    }

    private void saveSnapshot() {
        log.saveSnapshot(appliedIndex, state.image());
    }

    /** A decision to be made, and whom to tell. */
    private final class Operation<T> {
        private final String key;
        private final Function<S, Decision<T>> function;
        private final CompletableFuture<T> answer = new CompletableFuture<>();
        private @org.jspecify.annotations.Nullable T decided;

        Operation(String key, Function<S, Decision<T>> function) {
            this.key = key;
            this.function = function;
        }

        @SuppressWarnings("NullAway") // set before the operation can be completed
        void complete() {
            answer.complete(decided);
        }

        void fail(RequestException why) {
            answer.completeExceptionally(why);
        }
    }
}

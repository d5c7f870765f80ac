package io.gokafka.broker.group;

import io.gokafka.api.record.Record;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateOperations;
import io.gokafka.broker.state.StateRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A log of one replica that commits at once, on the caller's thread, or fails as it is told. Not thread-safe. */
final class InMemoryOperations implements StateOperations<GroupsState> {
    /** What becomes of decisions. */
    enum Mode {
        /** They are committed. */
        LEADER,
        /** They are refused. */
        NOT_LEADER,
        /** They are committed, and nobody learns of it. */
        ANSWER_UNKNOWN,
        /** They are lost, and nobody learns of it. */
        LOST
    }

    private final List<Record> log = new ArrayList<>();
    private GroupsState state = new GroupsState();
    private Mode mode = Mode.LEADER;

    void become(Mode next) {
        mode = next;
    }

    @Override
    public <T> CompletableFuture<T> decide(String key, Function<GroupsState, Decision<T>> operation) {
        if (mode == Mode.NOT_LEADER) {
            return CompletableFuture.failedFuture(new RequestException(ErrorCode.NOT_LEADER, "another one leads"));
        }
        Decision<T> decision;
        try {
            decision = operation.apply(state);
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (mode != Mode.LOST) {
            decision.records().forEach(this::append);
        }
        return mode == Mode.LEADER
                ? CompletableFuture.completedFuture(decision.answer())
                : CompletableFuture.failedFuture(new RequestException(ErrorCode.INDETERMINATE, "leadership lost"));
    }

    @Override
    public <T> CompletableFuture<T> read(Function<GroupsState, T> query) {
        return CompletableFuture.completedFuture(query.apply(state));
    }

    @Override
    public <T> CompletableFuture<T> readConfirmed(Function<GroupsState, T> query) {
        return decide("", current -> Decision.unchanged(query.apply(current)));
    }

    @Override
    public boolean isLeaderReady() {
        return mode != Mode.NOT_LEADER;
    }

    /** Another replica takes over, which has replayed the same log. */
    void failOver() {
        state = replica();
    }

    /** What a replica makes of the log. */
    GroupsState replica() {
        GroupsState replica = new GroupsState();
        log.forEach(replica::replay);
        return replica;
    }

    GroupsState state() {
        return state;
    }

    int logSize() {
        return log.size();
    }

    // javac writes no type annotations for the parameters of a compact constructor, so NullAway cannot see that they
    // are nullable.
    @SuppressWarnings("NullAway")
    private void append(StateRecord record) {
        Record appended = new Record(log.size(), 0, record.key(), record.value(), List.of());
        log.add(appended);
        state.replay(appended);
    }
}

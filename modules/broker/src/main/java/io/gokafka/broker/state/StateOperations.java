package io.gokafka.broker.state;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * What can be done with a replicated state.
 *
 * <p>Threading: safe for use by several threads; functions run on the state's own thread and must not block.
 *
 * @param <S> the state
 */
public interface StateOperations<S extends ReplicatedState> {
    /**
     * Decides on the leader. The function sees the state with everything applied that was decided under the same key before;
     * decisions under different keys do not wait for each other.
     *
     * @param key what the decision is about, as a group's name
     * @return the answer, once the records are committed and replayed here; fails with
     *     {@link io.gokafka.api.request.RequestException}: {@code NOT_LEADER} when another replica leads,
     *     {@code INDETERMINATE} when leadership was lost in between
     */
    <T> CompletableFuture<T> decide(String key, Function<S, Decision<T>> operation);

    /** Reads the state of this replica, leader or not, as far as it has been replayed. */
    <T> CompletableFuture<T> read(Function<S, T> query);

    /**
     * Reads the state of the leader: with everything applied that was committed anywhere before the call, so that nothing that
     * one reader has seen is missing for the next. Costs a round of messages, which all share that ask meanwhile.
     *
     * @return the answer; fails with {@link io.gokafka.api.request.RequestException}: {@code NOT_LEADER} when another replica
     *     leads or may lead
     */
    <T> CompletableFuture<T> readConfirmed(Function<S, T> query);

    /** Whether this replica leads and has applied all that was committed before its term; may change at any moment. */
    boolean isLeaderReady();
}

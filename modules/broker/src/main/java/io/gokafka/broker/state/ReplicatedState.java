package io.gokafka.broker.state;

import io.gokafka.api.record.Record;

/**
 * State that is a function of a log's records. It changes in {@link #replay} and {@link #restore} only, and both depend on nothing
 * but their arguments: every replica arrives at the same state.
 *
 * <p>Threading: all methods are called by the one thread of the {@link StateMachine} that owns it.
 */
public interface ReplicatedState {
    /** Applies one committed record. A record that it does not understand is a reason to throw: the replica stops. */
    void replay(Record record);

    /** The whole state as bytes. */
    byte[] image();

    /** Replaces the state by that of an image; an empty image is the initial state. */
    void restore(byte[] image);
}

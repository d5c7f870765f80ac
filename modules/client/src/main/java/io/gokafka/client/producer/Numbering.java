package io.gokafka.client.producer;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.InitProducer;

/**
 * The identity under which the batches of one partition are sent, and the next sequence number.
 *
 * <p>For the partition's sender thread.
 */
final class Numbering {
    private final ProducerIds ids;
    private InitProducer.Result identity;
    private int nextSequence;
    private State state = State.UNPROVEN;

    private enum State {
        /** No batch of the identity was acknowledged since it was new, or since something failed: one batch at a time. */
        UNPROVEN,
        /** All is well: several batches may be in flight. */
        PROVEN,
        /** A batch failed for good and left a gap: a new identity is needed for what has no number yet. */
        BROKEN
    }

    Numbering(ProducerIds ids) {
        this.ids = ids;
        this.identity = ids.shared();
    }

    /** Gives a batch its number; the identity must not be broken. */
    void number(ProducerBatch batch) {
        batch.number(identity.producerId(), identity.producerEpoch(), nextSequence);
        nextSequence = RecordBatch.addSequence(nextSequence, batch.count());
    }

    /** Goes on under an identity that no broker knows, from sequence 0: nothing of the old one may be in flight. */
    void renew() {
        identity = ids.fresh();
        nextSequence = 0;
        state = State.UNPROVEN;
    }

    void acknowledged() {
        state = state == State.BROKEN ? State.BROKEN : State.PROVEN;
    }

    void failed() {
        state = state == State.BROKEN ? State.BROKEN : State.UNPROVEN;
    }

    void leftGap() {
        state = State.BROKEN;
    }

    boolean isBroken() {
        return state == State.BROKEN;
    }

    boolean isProven() {
        return state == State.PROVEN;
    }
}

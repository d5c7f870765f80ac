package io.gokafka.client.producer;

import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.InitProducer;

/**
 * The identity under which the batches of one partition are sent, and the next sequence number. Epochs are counted for each partition,
 * as brokers compare them for each partition.
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
        /** A batch failed for good and left a gap: the next epoch is needed for what has no number yet. */
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

    /**
     * Goes on in the next epoch, from sequence 0: nothing of the last one may be waited for any more. A batch of it that was given up, and
     * is still on its way, is refused by the broker from now on, or else it would overtake what is sent now (KIP-360).
     */
    void renew() {
        if (identity.producerEpoch() == Short.MAX_VALUE) {
            replace();
        } else {
            begin(new InitProducer.Result(identity.producerId(), (short) (identity.producerEpoch() + 1)));
        }
    }

    /** Goes on under an identity that no broker knows, as a broker knows a later epoch of this one. */
    void replace() {
        begin(ids.fresh());
    }

    private void begin(InitProducer.Result next) {
        identity = next;
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

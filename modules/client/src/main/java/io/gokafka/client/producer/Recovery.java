package io.gokafka.client.producer;

import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;

/** How to go on after the oldest batch of a partition has failed, and nothing of the partition is in flight: a pure decision. */
enum Recovery {
    /** Send it again, with the same sequence number, and those behind it after it. */
    RETRY,
    /** Neither it nor anything behind it is in the log: send all in the next epoch. */
    RENUMBER,
    /** The same, but the broker knows a later epoch: send all under a new identity. */
    REPLACE,
    /** Fail its futures. */
    GIVE_UP;

    /** After so many refusals, from brokers found anew each time, what the sequence follows on is lost for good. */
    static final int MANY_REFUSALS = 5;

    /**
     * What is known of the failure.
     *
     * @param code the failure
     * @param acks what the producer waits for
     * @param expired whether the delivery timeout has passed
     * @param topicIsGone whether the topic has been unknown for a while
     * @param uncertain whether an attempt with an unknown outcome was made
     * @param gapBefore whether a batch before it has failed for good
     * @param refusals how often it was refused for its sequence number
     */
    record Situation(
            ErrorCode code,
            Acks acks,
            boolean expired,
            boolean topicIsGone,
            boolean uncertain,
            boolean gapBefore,
            int refusals) {}

    static Recovery of(Situation s) {
        if (s.acks == Acks.NONE || s.expired || s.topicIsGone) {
            return GIVE_UP;
        }
        return switch (s.code) {
            case OUT_OF_ORDER_SEQUENCE, PRODUCER_FENCED -> refused(s);
            default -> s.code.isRetriable() ? RETRY : GIVE_UP;
        };
    }

    /**
     * The broker does not have what the batch must follow. A batch whose outcome was never unknown is not in the log; then
     * nothing behind it is either, as a broker takes sequences without gaps only.
     */
    private static Recovery refused(Situation s) {
        if (!s.uncertain) {
            return s.code == ErrorCode.PRODUCER_FENCED ? REPLACE : RENUMBER;
        }
        if (s.gapBefore || s.code == ErrorCode.PRODUCER_FENCED) {
            return GIVE_UP;
        }
        // With acks=leader, a new leader may lack what the old one had acknowledged. By Raft's log matching it then
        // lacks this
        // batch as well, and the old leader's copy will be truncated. With acks=all that cannot be: do not risk a
        // duplicate.
        return s.acks == Acks.LEADER && s.refusals >= MANY_REFUSALS ? RENUMBER : RETRY;
    }
}

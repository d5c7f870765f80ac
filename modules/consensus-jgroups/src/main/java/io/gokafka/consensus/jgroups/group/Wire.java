package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.consensus.jgroups.wire.Rpc;

/** The way to the other replicas of a group; messages may get lost, and arrive in order if they arrive. */
public interface Wire {
    /** Sends a message with a payload, which is not copied and must not be changed any more. */
    void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length);

    /** Sends a message without a payload. */
    default void send(BrokerId to, Rpc rpc) {
        send(to, rpc, new byte[0], 0, 0);
    }

    /** Which brokers the group's view shows, besides those that lead or vote. */
    void replicas(java.util.List<BrokerId> replicas);

    /** Who leads, for the judgement of views. */
    void leaderIs(java.util.Optional<BrokerId> leader);
}

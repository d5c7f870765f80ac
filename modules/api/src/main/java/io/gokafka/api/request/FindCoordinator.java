package io.gokafka.api.request;

import io.gokafka.api.BrokerInfo;

/**
 * Finds the broker that coordinates a group: the leader of its partition of the topic of committed offsets. For any broker.
 *
 * @param group the group
 */
public record FindCoordinator(String group) implements Request<FindCoordinator.Result> {
    /** The coordinator. */
    public record Result(BrokerInfo coordinator) implements Response {}
}

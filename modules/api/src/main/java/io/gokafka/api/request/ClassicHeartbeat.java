package io.gokafka.api.request;

import java.util.Optional;

/**
 * A sign of life of a member of a classic group. Fails with {@code REBALANCE_IN_PROGRESS} when it has to join again. For the group's
 * coordinator.
 *
 * @param group the group
 * @param memberId the member
 * @param instanceId its name when it is static
 * @param generation the generation that it has joined
 */
public record ClassicHeartbeat(String group, String memberId, Optional<String> instanceId, int generation)
        implements Request<ClassicHeartbeat.Result> {
    /** All is as it was. */
    public record Result() implements Response {}
}

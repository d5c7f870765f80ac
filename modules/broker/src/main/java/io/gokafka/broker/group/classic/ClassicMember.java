package io.gokafka.broker.group.classic;

import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A member of a classic group.
 *
 * @param instanceId its name when it is static (KIP-345)
 * @param clientId what it calls itself, for people
 * @param remote its address, for people
 * @param sessionTimeout without a sign of life for so long it is removed
 * @param rebalanceTimeout how long the others wait for it in a rebalance
 * @param protocols what it can do, best first
 * @param assignment what it was assigned; empty when nothing was
 */
public record ClassicMember(
        Optional<String> instanceId,
        String clientId,
        String remote,
        Duration sessionTimeout,
        Duration rebalanceTimeout,
        List<JoinGroup.Protocol> protocols,
        byte[] assignment) {
    public ClassicMember {
        protocols = List.copyOf(protocols);
    }
}

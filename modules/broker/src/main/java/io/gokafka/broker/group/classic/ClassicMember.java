package io.gokafka.broker.group.classic;

import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.Arrays;
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
    private static final byte[] NOTHING = {};

    public ClassicMember {
        protocols = List.copyOf(protocols);
    }

    /** What it wants, for a protocol; empty when it does not know it. Not copied, do not change it. */
    public byte[] metadata(String protocol) {
        return protocols.stream()
                .filter(p -> p.name().equals(protocol))
                .findFirst()
                .map(JoinGroup.Protocol::metadata)
                .orElse(NOTHING);
    }

    ClassicMember withAssignment(byte[] assigned) {
        return new ClassicMember(instanceId, clientId, remote, sessionTimeout, rebalanceTimeout, protocols, assigned);
    }

    /** Whether it can do the same, in the same order of preference and with the same wishes. */
    boolean canTheSame(List<JoinGroup.Protocol> others) {
        if (protocols.size() != others.size()) {
            return false;
        }
        for (int i = 0; i < protocols.size(); i++) {
            JoinGroup.Protocol mine = protocols.get(i);
            JoinGroup.Protocol other = others.get(i);
            if (!mine.name().equals(other.name()) || !Arrays.equals(mine.metadata(), other.metadata())) {
                return false;
            }
        }
        return true;
    }
}

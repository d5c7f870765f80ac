package io.gokafka.broker.group;

import io.gokafka.api.request.JoinGroup;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * What sets a member apart that speaks the classic protocol in a group whose coordinator assigns (KIP-848, migration).
 *
 * @param sessionTimeout its own session timeout
 * @param protocols what it can do, best first; at least one
 */
record ClassicTraits(Duration sessionTimeout, List<JoinGroup.Protocol> protocols) {
    ClassicTraits {
        protocols = List.copyOf(protocols);
    }

    /** The protocol that it is told is in use: it would choose this itself. */
    JoinGroup.Protocol protocol() {
        return protocols.getFirst();
    }

    boolean supports(String protocol) {
        return protocols.stream().anyMatch(p -> p.name().equals(protocol));
    }

    // A record compares arrays by identity, and a member that joins again with the same bytes has not changed.
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassicTraits that
                && sessionTimeout.equals(that.sessionTimeout)
                && sameProtocols(protocols, that.protocols);
    }

    @Override
    public int hashCode() {
        return 31 * sessionTimeout.hashCode() + protocols.size();
    }

    private static boolean sameProtocols(List<JoinGroup.Protocol> a, List<JoinGroup.Protocol> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            JoinGroup.Protocol left = a.get(i);
            JoinGroup.Protocol right = b.get(i);
            if (!left.name().equals(right.name()) || !Arrays.equals(left.metadata(), right.metadata())) {
                return false;
            }
        }
        return true;
    }
}

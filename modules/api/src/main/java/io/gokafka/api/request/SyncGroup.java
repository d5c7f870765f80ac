package io.gokafka.api.request;

import java.util.Map;
import java.util.Optional;

/**
 * Asks for the assignment of a member of a classic group; the leading member brings that of all. Answered when it is there. For the
 * group's coordinator.
 *
 * @param group the group
 * @param memberId the member
 * @param instanceId its name when it is static
 * @param generation the generation that it has joined
 * @param protocolType that of the group, if the client says it; another is refused
 * @param protocol the chosen one, if the client says it; another is refused
 * @param assignments by member id, from the leading member; else empty. Not copied, do not change them
 */
public record SyncGroup(
        String group,
        String memberId,
        Optional<String> instanceId,
        int generation,
        Optional<String> protocolType,
        Optional<String> protocol,
        Map<String, byte[]> assignments)
        implements Request<SyncGroup.Result> {
    public SyncGroup {
        assignments = Map.copyOf(assignments);
    }

    /**
     * The assignment.
     *
     * @param protocolType that of the group
     * @param protocol the chosen one
     * @param assignment the member's; empty when it has none
     */
    public record Result(String protocolType, String protocol, byte[] assignment) implements Response {}
}

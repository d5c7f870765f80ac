package io.gokafka.api.request;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Joins a classic group, or joins again after a rebalance has begun. Answered when all members have joined or the time for it is up;
 * one of them is then told to assign ({@link SyncGroup}). For the group's coordinator.
 *
 * @param group the group
 * @param memberId what the coordinator has called it; empty at first
 * @param instanceId its name when it is a static member (KIP-345)
 * @param memberIdRequired whether one that joins for the first time is only told its id, and joins again with it (KIP-394)
 * @param sessionTimeout without a sign of life for so long it is removed
 * @param rebalanceTimeout how long the others wait for it in a rebalance
 * @param protocolType what the members are to each other, as {@code consumer}; the same for all
 * @param protocols what it can do, best first; one that all can is chosen
 * @param reason why it joins, for people; may be empty
 * @see <a href="https://kafka.apache.org/protocol#The_Messages_JoinGroup">JoinGroup</a>
 */
public record JoinGroup(
        String group,
        String memberId,
        Optional<String> instanceId,
        boolean memberIdRequired,
        Duration sessionTimeout,
        Duration rebalanceTimeout,
        String protocolType,
        List<Protocol> protocols,
        String reason)
        implements Request<JoinGroup.Result> {
    public JoinGroup {
        protocols = List.copyOf(protocols);
    }

    /**
     * A protocol that a member knows.
     *
     * @param name its name, as that of an assignor
     * @param metadata what the member that assigns is told; opaque to brokers. Not copied, do not change it
     */
    public record Protocol(String name, byte[] metadata) {}

    /** What came of it. */
    public sealed interface Result extends Response {}

    /**
     * It shall join again with this id.
     *
     * @param memberId its id from now on
     */
    public record MemberIdRequired(String memberId) implements Result {}

    /**
     * It has joined.
     *
     * @param generation counts the rebalances
     * @param protocolType that of the group
     * @param protocol the chosen one
     * @param leader the id of the member that assigns; empty when the coordinator does
     * @param skipAssignment whether the one that assigns need not, because all is as before (KIP-814)
     * @param memberId its own id
     * @param members all members, for the one that assigns; else empty
     */
    public record Joined(
            int generation,
            String protocolType,
            String protocol,
            String leader,
            boolean skipAssignment,
            String memberId,
            List<Member> members)
            implements Result {
        public Joined {
            members = List.copyOf(members);
        }
    }

    /**
     * A member, as the one that assigns sees it.
     *
     * @param id its id
     * @param instanceId its name when it is static
     * @param metadata what it wants, for the chosen protocol
     */
    public record Member(String id, Optional<String> instanceId, byte[] metadata) {}
}

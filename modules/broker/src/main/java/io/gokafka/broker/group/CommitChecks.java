package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.Collection;
import java.util.Optional;

/**
 * Who may store and read a group's offsets. A refusal is a {@link RequestException}.
 *
 * @param classic knows who belongs to a classic group
 */
record CommitChecks(ClassicCoordinator classic) {
    /** A member of the group as it is now, or, while it has none, anybody who does not claim to be one. */
    void checkCommit(Group group, Optional<CommitOffsets.Member> by, Collection<TopicPartition> partitions) {
        if (!group.members().isEmpty()) {
            CommitOffsets.Member member = by.orElseThrow(() -> notEmpty(group));
            checkEpoch(group, member, partitions);
        } else if (classic.current(group).isPresent()) {
            classic.checkCommit(group, by);
        } else {
            checkNobody(group, by);
        }
    }

    /** Anybody, but one that claims to be a member has to be one, and up to date. */
    static void checkFetch(Group group, Optional<CommitOffsets.Member> by) {
        if (by.isEmpty() || group.classic().isPresent()) {
            return;
        }
        CommitOffsets.Member claimed = by.get();
        Member member = member(group, claimed);
        if (claimed.epoch() != member.epoch()) {
            throw outdated(group, claimed, member);
        }
    }

    /** Throws {@code GROUP_NOT_EMPTY} when the group has members, of whichever protocol. */
    void checkNoMembers(Group group) {
        if (hasMembers(group)) {
            throw notEmpty(group);
        }
    }

    /** Whether the group has members, of whichever protocol, be they stored or not yet. */
    boolean hasMembers(Group group) {
        return !group.members().isEmpty()
                || classic.current(group).filter(g -> !g.members().isEmpty()).isPresent();
    }

    /**
     * An older epoch of the member's will do for partitions that it still holds: the epoch moves on with heartbeats,
     * while a commit is on its way (as KIP-1251).
     */
    private static void checkEpoch(Group group, CommitOffsets.Member by, Collection<TopicPartition> partitions) {
        Member member = member(group, by);
        boolean late = by.epoch() > 0
                && by.epoch() < member.epoch()
                && partitions.stream().allMatch(member::holds);
        if (by.epoch() != member.epoch() && !late) {
            throw outdated(group, by, member);
        }
    }

    private static Member member(Group group, CommitOffsets.Member by) {
        by.instanceId()
                .filter(name -> group.memberIdOf(name).isPresent())
                .ifPresent(name -> StaticMembers.checkNotFenced(group, name, by.id()));
        return group.member(by.id()).orElseThrow(() -> MembershipDecisions.unknown(group, by.id()));
    }

    private static RequestException outdated(Group group, CommitOffsets.Member by, Member member) {
        if (member.classic().isPresent()) {
            return new RequestException(
                    ErrorCode.ILLEGAL_GENERATION,
                    "generation " + by.epoch() + " of member " + by.id() + " of group " + group.name()
                            + " is out of date, the current one is " + member.epoch() + ": join again");
        }
        if (by.epoch() > member.epoch()) {
            return MembershipDecisions.fenced(group, by.id(), by.epoch(), member.epoch());
        }
        return new RequestException(
                ErrorCode.STALE_MEMBER_EPOCH,
                "epoch " + by.epoch() + " of member " + by.id() + " of group " + group.name()
                        + " is behind, the current one is " + member.epoch() + ": take it from the next heartbeat");
    }

    private static void checkNobody(Group group, Optional<CommitOffsets.Member> by) {
        by.ifPresent(member -> {
            throw MembershipDecisions.unknown(group, member.id());
        });
    }

    private RequestException notEmpty(Group group) {
        int count = group.members().size()
                + classic.current(group).map(g -> g.members().size()).orElse(0);
        return new RequestException(
                ErrorCode.GROUP_NOT_EMPTY, "group " + group.name() + " has " + count + " members: stop them first");
    }
}

package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Signs of life of members, and their leaving. For the thread of the groups' state. */
final class Attendance {
    private final LiveGroup group;
    private final Roster roster;

    Attendance(LiveGroup group) {
        this.group = group;
        this.roster = group.roster();
    }

    ClassicHeartbeat.Result heartbeat(ClassicHeartbeat request) {
        LiveMember member = present(request.memberId(), request.instanceId(), request.generation());
        member.renewSession(group.rules().times());
        if (group.phase().isJoining()) {
            throw Refusals.rebalancing(group.name());
        }
        return new ClassicHeartbeat.Result();
    }

    /** Refuses a commit by somebody who is no member of this generation. */
    void checkCommit(Optional<CommitOffsets.Member> by) {
        int generation = by.map(CommitOffsets.Member::epoch).orElse(-1);
        if (roster.isEmpty() && generation < 0) {
            return; // a consumer with its own assignment, or an operator
        }
        String id = by.map(CommitOffsets.Member::id).orElse("");
        LiveMember member = present(id, by.flatMap(CommitOffsets.Member::instanceId), generation);
        if (group.phase() instanceof Phase.Completing) {
            // It is a member, but has not got its assignment: it cannot know what to commit.
            throw Refusals.rebalancing(group.name());
        }
        member.renewSession(group.rules().times());
    }

    LeaveGroup.Result leave(LeaveGroup request) {
        int before = roster.size();
        List<Optional<Failure>> failures = new ArrayList<>();
        for (LeaveGroup.Member leaving : request.members()) {
            failures.add(leave(leaving));
        }
        afterRemoval(roster.size() < before, "members have left");
        return new LeaveGroup.Result(failures);
    }

    /** Those who are left join again; those who were told an id and have gone are no longer waited for. */
    void afterRemoval(boolean ofMembers, String why) {
        if (ofMembers) {
            group.rebalance(why);
        } else {
            group.proceedIfComplete();
        }
    }

    private Optional<Failure> leave(LeaveGroup.Member leaving) {
        if (roster.pending().remove(leaving.id()) != null) {
            return Optional.empty();
        }
        try {
            group.remove(leaver(leaving));
            return Optional.empty();
        } catch (RequestException e) {
            return Optional.of(e.failure());
        }
    }

    /** An operator that removes a static member knows its name only. */
    private LiveMember leaver(LeaveGroup.Member leaving) {
        if (leaving.id().isEmpty() && leaving.instanceId().isPresent()) {
            return roster.named(leaving.instanceId().get())
                    .orElseThrow(() -> Refusals.unknownMember(
                            group.name(), leaving.instanceId().get()));
        }
        return roster.checked(leaving.id(), leaving.instanceId());
    }

    private LiveMember present(String id, Optional<String> instance, int generation) {
        LiveMember member = roster.checked(id, instance);
        if (generation != group.generation()) {
            throw Refusals.generation(group.name(), generation, group.generation());
        }
        return member;
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Who belongs to a group, and what a member is told: functions of the group's state, the request and the cluster's
 * topics. A refusal is a {@link RequestException}.
 *
 * @see <a
 *     href="https://cwiki.apache.org/confluence/display/KAFKA/KIP-848%3A+The+Next+Generation+of+the+Consumer+Rebalance+Protocol">
 *     KIP-848, ConsumerGroupHeartbeat API</a>
 */
record MembershipDecisions(Topics topics, GroupSettings settings) {
    /**
     * Joins, stays or leaves.
     *
     * @param lastOwned the partitions that the member last said it has, if that is known
     * @param now the time of day
     */
    Outcome<GroupHeartbeat.Result> heartbeat(
            Group group,
            GroupHeartbeat request,
            RequestContext caller,
            Optional<? extends Set<TopicPartition>> lastOwned,
            long now) {
        Optional<SortedSet<TopicPartition>> said = request.owned().map(PartitionSets::copyOf);
        Optional<Set<TopicPartition>> owned =
                said.<Set<TopicPartition>>map(o -> o).or(() -> lastOwned.map(o -> o));
        return switch (request.memberEpoch()) {
            case GroupHeartbeat.LEAVE -> leave(group, request, now);
            case GroupHeartbeat.LEAVE_FOR_A_MOMENT -> leaveForAMoment(group, request);
            case GroupHeartbeat.JOIN -> proceed(group, request, joining(group, request, caller), owned, now);
            default -> proceed(group, request, staying(group, request, owned), owned, now);
        };
    }

    /**
     * Removes members that are overdue, and follows a change of the topics.
     *
     * @param overdue ids of members to remove
     */
    Outcome<Boolean> maintain(Group group, Collection<String> overdue, long now) {
        List<GroupRecord> changes = List.of();
        if (!overdue.isEmpty()) {
            changes = without(group, overdue, now);
        } else if (isOutdated(group)) {
            changes = Rebalance.of(group, group.members(), topics, now).changes();
        }
        return new Outcome<>(changes, !changes.isEmpty());
    }

    /** Whether the topics have changed since the group's target was made. */
    boolean isOutdated(Group group) {
        return !group.members().isEmpty()
                && !topics.partitionCounts(group.members())
                        .equals(group.header().partitionCounts());
    }

    /** What is left of a group when members have gone. */
    List<GroupRecord> without(Group group, Collection<String> ids, long now) {
        SortedMap<String, Member> remaining = new TreeMap<>(group.members());
        remaining.keySet().removeAll(Set.copyOf(ids));
        List<GroupRecord> changes = new ArrayList<>();
        ids.forEach(id -> changes.add(new GroupRecord.Membership(group.name(), id, Optional.empty())));
        changes.addAll(Rebalance.of(group, remaining, topics, now).changes());
        return changes;
    }

    /** Refuses one more member when the group is full. */
    void checkRoom(Group group) {
        if (group.members().size() >= settings.maxMembers()) {
            throw new RequestException(
                    ErrorCode.GROUP_FULL,
                    "group " + group.name() + " has " + group.members().size()
                            + " members: more are not allowed (group-max-members)");
        }
    }

    private Outcome<GroupHeartbeat.Result> leave(Group group, GroupHeartbeat request, long now) {
        String id = request.memberId();
        request.extras().instanceId().ifPresent(name -> StaticMembers.checkNotFenced(group, name, id));
        // One who leaves twice has left: the first answer may be lost.
        List<GroupRecord> changes = group.member(id).isEmpty() ? List.of() : without(group, List.of(id), now);
        return left(changes, GroupHeartbeat.LEAVE);
    }

    private Outcome<GroupHeartbeat.Result> leaveForAMoment(Group group, GroupHeartbeat request) {
        String id = request.memberId();
        StaticMembers.check(group, request.extras().instanceId().orElse(""), id);
        Member member = group.member(id).orElseThrow(() -> unknown(group, id));
        List<GroupRecord> changes = member.isAway()
                ? List.of()
                : List.of(new GroupRecord.Membership(group.name(), id, Optional.of(member.away())));
        return left(changes, GroupHeartbeat.LEAVE_FOR_A_MOMENT);
    }

    private Outcome<GroupHeartbeat.Result> left(List<GroupRecord> changes, int epoch) {
        return new Outcome<>(changes, new GroupHeartbeat.Result(epoch, settings.heartbeatInterval(), Optional.empty()));
    }

    private Entrant joining(Group group, GroupHeartbeat request, RequestContext caller) {
        String id = request.memberId();
        Identity who = Introductions.identity(
                caller, request.extras().instanceId(), request.extras().rack());
        Duration timeout = Introductions.rebalanceTimeout(request.rebalanceTimeout());
        Subscription wants = Introductions.changed(Subscription.to(List.of()), request);
        Member introduced = Member.joining(who, timeout, wants);
        Entrant entrant = StaticMembers.entrant(group, id, introduced);
        if (entrant.before().isEmpty()) {
            checkRoom(group);
        }
        topics.check(wants);
        return entrant;
    }

    private Entrant staying(Group group, GroupHeartbeat request, Optional<Set<TopicPartition>> owned) {
        String id = request.memberId();
        request.extras().instanceId().ifPresent(name -> StaticMembers.check(group, name, id));
        Member member = group.member(id).orElseThrow(() -> unknown(group, id));
        checkEpoch(group, request, member, owned);
        Subscription wants = Introductions.changed(member.wants(), request);
        if (!wants.equals(member.wants())) {
            topics.check(wants);
        }
        return Entrant.of(group, id, member.wanting(wants));
    }

    /**
     * Accepts the epoch before as well, when the member has nothing that others may have: the answer with its new epoch
     * may be lost.
     */
    private static void checkEpoch(
            Group group, GroupHeartbeat request, Member member, Optional<Set<TopicPartition>> owned) {
        int epoch = request.memberEpoch();
        boolean answerLost = epoch == member.previousEpoch()
                && owned.isPresent()
                && owned.get().stream().allMatch(member::holds);
        if (member.classic().isPresent() || (epoch != member.epoch() && !answerLost)) {
            throw fenced(group, request.memberId(), epoch, member.epoch());
        }
    }

    private Outcome<GroupHeartbeat.Result> proceed(
            Group group, GroupHeartbeat request, Entrant entrant, Optional<Set<TopicPartition>> owned, long now) {
        Entrant.Progress progress =
                entrant.proceed(group, request.memberEpoch(), request.owned().map(Set::copyOf), topics, now);
        return new Outcome<>(progress.changes(), answer(request, progress.member(), owned, progress.stable()));
    }

    /** Tells the assignment until the member says that it has just this: answers may be lost. */
    private GroupHeartbeat.Result answer(
            GroupHeartbeat request, Member next, Optional<Set<TopicPartition>> owned, boolean stable) {
        boolean told = request.memberEpoch() != GroupHeartbeat.JOIN
                && next.revoking().isEmpty()
                && owned.isPresent()
                && owned.get().equals(next.assigned());
        return new GroupHeartbeat.Result(
                next.epoch(),
                stable ? settings.heartbeatInterval() : settings.rebalanceInterval(),
                told ? Optional.empty() : Optional.of(List.copyOf(next.assigned())));
    }

    static RequestException unknown(Group group, String memberId) {
        return new RequestException(
                ErrorCode.UNKNOWN_MEMBER, "group " + group.name() + " has no member " + memberId + ": join again");
    }

    static RequestException fenced(Group group, String memberId, int epoch, int current) {
        return new RequestException(
                ErrorCode.FENCED_MEMBER_EPOCH,
                "epoch " + epoch + " of member " + memberId + " of group " + group.name()
                        + " is out of date, the current one is " + current + ": join again");
    }
}

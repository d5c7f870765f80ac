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
record MembershipDecisions(TopicView topics, GroupSettings settings) {
    private static final int MAX_LABEL = 256;

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
            case GroupHeartbeat.LEAVE -> leave(group, request.memberId(), now);
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
                && !Rebalance.partitionCounts(group.members(), topics)
                        .equals(group.header().partitionCounts());
    }

    private Outcome<GroupHeartbeat.Result> leave(Group group, String id, long now) {
        // One who leaves twice has left: the first answer may be lost.
        List<GroupRecord> changes = group.member(id).isEmpty() ? List.of() : without(group, List.of(id), now);
        return new Outcome<>(
                changes,
                new GroupHeartbeat.Result(GroupHeartbeat.LEAVE, settings.heartbeatInterval(), Optional.empty()));
    }

    private List<GroupRecord> without(Group group, Collection<String> ids, long now) {
        SortedMap<String, Member> remaining = new TreeMap<>(group.members());
        remaining.keySet().removeAll(Set.copyOf(ids));
        List<GroupRecord> changes = new ArrayList<>();
        ids.forEach(id -> changes.add(new GroupRecord.Membership(group.name(), id, Optional.empty())));
        changes.addAll(Rebalance.of(group, remaining, topics, now).changes());
        return changes;
    }

    private Member joining(Group group, GroupHeartbeat request, RequestContext caller) {
        Member introduced = Member.joining(
                label(caller.clientId()),
                label(caller.remote()),
                shorter(request.rebalanceTimeout(), GroupSettings.MAX_REBALANCE_TIMEOUT),
                request.topics().orElse(List.of()));
        Optional<Member> known = group.member(request.memberId());
        if (known.isEmpty() && group.members().size() >= settings.maxMembers()) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "group " + group.name() + " has " + group.members().size()
                            + " members: more are not allowed (group-max-members)");
        }
        // One that joins again keeps what nobody else may have: it gets its state again.
        return known.map(member -> member.introducedAs(introduced)).orElse(introduced);
    }

    private static Member staying(Group group, GroupHeartbeat request, Optional<Set<TopicPartition>> owned) {
        Member member = group.member(request.memberId()).orElseThrow(() -> unknown(group, request.memberId()));
        checkEpoch(group, request, member, owned);
        return request.topics().map(member::withTopics).orElse(member);
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
        if (epoch != member.epoch() && !answerLost) {
            throw fenced(group, request.memberId(), epoch, member.epoch());
        }
    }

    private Outcome<GroupHeartbeat.Result> proceed(
            Group group, GroupHeartbeat request, Member member, Optional<Set<TopicPartition>> owned, long now) {
        String id = request.memberId();
        Optional<Member> known = group.member(id);
        boolean sameTopics = known.isPresent() && known.get().topics().equals(member.topics());
        Rebalance rebalance =
                sameTopics ? Rebalance.none(group) : Rebalance.of(group, with(group, id, member), topics, now);
        Member next = Reconciler.reconcile(
                member,
                request.memberEpoch(),
                rebalance.target(id),
                rebalance.epoch(),
                request.owned().map(Set::copyOf),
                partition -> group.isHeldByAnother(partition, id));

        List<GroupRecord> changes = new ArrayList<>(rebalance.changes());
        if (!known.equals(Optional.of(next))) {
            changes.add(new GroupRecord.Membership(group.name(), id, Optional.of(next)));
        }
        boolean stable = next.isStable(rebalance.epoch(), rebalance.target(id));
        return new Outcome<>(changes, answer(request, next, owned, stable));
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

    private static SortedMap<String, Member> with(Group group, String id, Member member) {
        SortedMap<String, Member> members = new TreeMap<>(group.members());
        members.put(id, member);
        return members;
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

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }

    private static String label(String text) {
        return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A member that has just said something, on its way into the next state of its group.
 *
 * @param id its id
 * @param member as it describes itself now, before it is reconciled
 * @param before as it was known, perhaps under another id; empty when it is new
 * @param replaces the id that its static member had until now, if that was another
 */
record Entrant(String id, Member member, Optional<Member> before, Optional<String> replaces) {
    /** One that keeps its id, or is new. */
    static Entrant of(Group group, String id, Member member) {
        return new Entrant(id, member, group.member(id), Optional.empty());
    }

    /** Where it and its group go from here; only the records and the member are of interest. */
    record Progress(List<GroupRecord> changes, Member member, boolean stable) {}

    /**
     * Brings the member, and the group if it must, one step on.
     *
     * @param knownEpoch the epoch that the member knows
     * @param owned the partitions that it says it has; empty when it says nothing
     * @param now the time of day
     */
    Progress proceed(Group group, int knownEpoch, Optional<Set<TopicPartition>> owned, Topics topics, long now) {
        Rebalance rebalance = rebalance(group, topics, now);
        Member next = Reconciler.reconcile(
                member,
                knownEpoch,
                rebalance.target(id),
                rebalance.epoch(),
                owned,
                partition -> isHeldByAnother(group, partition));
        List<GroupRecord> changes = new ArrayList<>();
        // Gone before its successor comes: what it holds has one holder at a time.
        replaces.ifPresent(old -> changes.add(new GroupRecord.Membership(group.name(), old, Optional.empty())));
        changes.addAll(rebalance.changes());
        if (replaces.isPresent() || !before.equals(Optional.of(next))) {
            changes.add(new GroupRecord.Membership(group.name(), id, Optional.of(next)));
        }
        return new Progress(changes, next, next.isStable(rebalance.epoch(), rebalance.target(id)));
    }

    private boolean isHeldByAnother(Group group, TopicPartition partition) {
        Optional<String> holder = group.holderOf(partition);
        return holder.isPresent() && !holder.get().equals(id) && !holder.equals(replaces);
    }

    private Rebalance rebalance(Group group, Topics topics, long now) {
        Map<String, SortedSet<TopicPartition>> previous = new TreeMap<>(group.targets());
        replaces.map(previous::remove).ifPresent(target -> previous.put(id, target));
        if (before.isPresent() && before.get().wants().equals(member.wants())) {
            return Rebalance.none(group, previous);
        }
        TreeMap<String, Member> members = new TreeMap<>(group.members());
        replaces.ifPresent(members::remove);
        members.put(id, member);
        boolean sameTopics = before.isPresent() && before.get().wants().hasSameTopics(member.wants());
        boolean sameAssignor = Assignors.preferredBy(members.values())
                .equals(Assignors.preferredBy(group.members().values()));
        return sameTopics && sameAssignor
                ? Rebalance.none(group, previous)
                : Rebalance.of(group, members, previous, topics, now);
    }
}

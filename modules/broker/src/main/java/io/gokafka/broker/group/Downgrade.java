package io.gokafka.broker.group;

import io.gokafka.api.request.JoinGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes a group a classic one when the last member has gone that speaks the consumer protocol, and others remain (KIP-848,
 * online downgrade). They keep what they have until they have joined again. Pure.
 */
record Downgrade(GroupSettings settings) {
    /** Some changes of a group, and those that make it a classic one if it has become one by them. */
    List<GroupRecord> after(Group group, List<GroupRecord> changes) {
        if (changes.isEmpty() || !settings.migration().allowsDowngrade() || !hasClassicMembers(group)) {
            return changes;
        }
        Group next = group.with(changes);
        if (next.members().isEmpty()
                || !next.members().values().stream().allMatch(m -> m.classic().isPresent())) {
            return changes;
        }
        List<GroupRecord> all = new ArrayList<>(changes);
        all.addAll(records(next, group.header().epoch()));
        // One that is too large for one step stays what it is: it works like this as well.
        return Decider.bytes(all) <= Decider.MAX_CHANGE ? all : changes;
    }

    private static boolean hasClassicMembers(Group group) {
        return group.members().values().stream().anyMatch(m -> m.classic().isPresent());
    }

    private static List<GroupRecord> records(Group group, int number) {
        List<GroupRecord> records = new ArrayList<>();
        group.targets().keySet().forEach(id -> records.add(new GroupRecord.Target(group.name(), id, Optional.empty())));
        group.members()
                .keySet()
                .forEach(id -> records.add(new GroupRecord.Membership(group.name(), id, Optional.empty())));
        records.add(new GroupRecord.Header(group.name(), Optional.empty()));
        records.add(new GroupRecord.Classic(group.name(), Optional.of(generation(group, number))));
        return records;
    }

    /** Its number is the epoch that the members know: so they are asked to join again, and not taken for strangers. */
    private static ClassicGeneration generation(Group group, int number) {
        SortedMap<String, ClassicMember> members = new TreeMap<>();
        group.members().forEach((id, member) -> members.put(id, convert(member)));
        return new ClassicGeneration(
                number,
                Upgrade.CONSUMER,
                Optional.of(commonProtocol(members)),
                Optional.of(members.firstKey()),
                0,
                members);
    }

    /** One that all know, as far as there is one: that was a condition for joining. */
    private static String commonProtocol(SortedMap<String, ClassicMember> members) {
        List<JoinGroup.Protocol> candidates = members.values().iterator().next().protocols();
        return candidates.stream()
                .map(JoinGroup.Protocol::name)
                .filter(name -> members.values().stream()
                        .allMatch(m ->
                                m.protocols().stream().anyMatch(p -> p.name().equals(name))))
                .findFirst()
                .orElse(candidates.getFirst().name());
    }

    private static ClassicMember convert(Member member) {
        ClassicTraits traits = member.classic().orElseThrow();
        return new ClassicMember(
                member.who().instanceId(),
                member.who().clientId(),
                member.who().remote(),
                traits.sessionTimeout(),
                member.rebalanceTimeout(),
                traits.protocols(),
                Handout.assignment(member, traits));
    }
}

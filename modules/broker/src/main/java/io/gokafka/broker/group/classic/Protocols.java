package io.gokafka.broker.group.classic;

import io.gokafka.api.request.JoinGroup;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the members of a group can do in common. Pure. */
final class Protocols {
    private Protocols() {}

    /** Whether one that comes to some members knows a protocol that all of them know. */
    static boolean fit(Collection<ClassicMember> members, List<JoinGroup.Protocol> newcomer) {
        Set<String> common = common(members);
        return newcomer.stream().anyMatch(p -> common.contains(p.name()));
    }

    /**
     * The protocol that most members like best among those that all know. Where votes are equal, the first in the order of the first
     * member wins. Throws {@link IllegalStateException} when they have none in common.
     */
    static String choose(Collection<ClassicMember> members) {
        Set<String> common = common(members);
        Map<String, Integer> votes = new TreeMap<>();
        for (ClassicMember member : members) {
            names(member).stream()
                    .filter(common::contains)
                    .findFirst()
                    .ifPresent(name -> votes.merge(name, 1, Integer::sum));
        }
        String best = null;
        for (String name : common) {
            if (best == null || votes.getOrDefault(name, 0) > votes.getOrDefault(best, 0)) {
                best = name;
            }
        }
        if (best == null) {
            throw new IllegalStateException("members without a common protocol were let in");
        }
        return best;
    }

    /** In the order of the first member. */
    private static Set<String> common(Collection<ClassicMember> members) {
        Set<String> common = new LinkedHashSet<>();
        boolean first = true;
        for (ClassicMember member : members) {
            if (first) {
                common.addAll(names(member));
                first = false;
            } else {
                common.retainAll(Set.copyOf(names(member)));
            }
        }
        return common;
    }

    private static List<String> names(ClassicMember member) {
        return member.protocols().stream().map(JoinGroup.Protocol::name).toList();
    }
}

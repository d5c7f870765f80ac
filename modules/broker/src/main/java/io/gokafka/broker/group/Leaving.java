package io.gokafka.broker.group;

import io.gokafka.api.request.Failure;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes members out of a group whose coordinator assigns: they leave, or an operator removes them (KIP-345). */
record Leaving(MembershipDecisions membership, Migration migration) {
    Outcome<Optional<LeaveGroup.Result>> leave(Group group, LeaveGroup request, long now) {
        Set<String> gone = new LinkedHashSet<>();
        List<Optional<Failure>> failures = new ArrayList<>();
        for (LeaveGroup.Member leaver : request.members()) {
            try {
                gone.add(id(group, leaver));
                failures.add(Optional.empty());
            } catch (RequestException e) {
                failures.add(Optional.of(e.failure()));
            }
        }
        List<GroupRecord> changes = gone.isEmpty() ? List.of() : membership.without(group, gone, now);
        return migration.downgrading(group, new Outcome<>(changes, Optional.of(new LeaveGroup.Result(failures))));
    }

    private static String id(Group group, LeaveGroup.Member leaver) {
        if (leaver.instanceId().isEmpty()) {
            return group.member(leaver.id())
                    .map(member -> leaver.id())
                    .orElseThrow(() -> MembershipDecisions.unknown(group, leaver.id()));
        }
        String name = leaver.instanceId().get();
        String present = group.memberIdOf(name).orElseThrow(() -> MembershipDecisions.unknown(group, name));
        if (!leaver.id().isEmpty()) {
            StaticMembers.checkNotFenced(group, name, leaver.id());
        }
        return present;
    }
}

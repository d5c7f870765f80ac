package io.gokafka.broker.group;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import java.util.Optional;

/**
 * Members with a name of their own, under which another process may come back and find what it had (KIP-345). Pure.
 */
final class StaticMembers {
    private StaticMembers() {}

    /**
     * Who joins: a new member, one that joins again, or the successor of a static member that left for a moment.
     * Throws {@code UNRELEASED_INSTANCE_ID} when its name is in use.
     */
    static Entrant entrant(Group group, String id, Member introduced) {
        Optional<String> formerId =
                introduced.who().instanceId().flatMap(group::memberIdOf).filter(former -> !former.equals(id));
        if (formerId.isEmpty()) {
            // One that joins again keeps what nobody else may have: it gets its state again.
            Member member =
                    group.member(id).map(m -> m.introducedAs(introduced)).orElse(introduced);
            return Entrant.of(group, id, member);
        }
        Member former = group.member(formerId.get()).orElseThrow();
        // One that speaks the classic protocol never says that it leaves: its successor takes over at once, as there.
        boolean bothAssigned =
                former.classic().isEmpty() && introduced.classic().isEmpty();
        if (bothAssigned && !former.isAway()) {
            throw new RequestException(
                    ErrorCode.UNRELEASED_INSTANCE_ID,
                    "static member " + introduced.who().instanceId().orElse("") + " of group " + group.name()
                            + " is still there as " + formerId.get() + ": stop it, or wait for the end of its session");
        }
        return new Entrant(id, former.introducedAs(introduced), Optional.of(former), formerId);
    }

    /** Throws {@code UNKNOWN_MEMBER} when there is no static member of this name, else as {@link #checkNotFenced}. */
    static void check(Group group, String instanceId, String memberId) {
        if (group.memberIdOf(instanceId).isEmpty()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_MEMBER,
                    "group " + group.name() + " has no static member " + instanceId + ": join again");
        }
        checkNotFenced(group, instanceId, memberId);
    }

    /** Throws {@code FENCED_INSTANCE_ID} when another member has the name. */
    static void checkNotFenced(Group group, String instanceId, String memberId) {
        if (group.memberIdOf(instanceId).filter(id -> !id.equals(memberId)).isPresent()) {
            throw new RequestException(
                    ErrorCode.FENCED_INSTANCE_ID,
                    "static member " + instanceId + " of group " + group.name() + " has another id than " + memberId
                            + " by now: another process has taken over");
        }
    }
}

package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** A member asks for its assignment, and the leader brings that of all. For the thread of the groups' state. */
final class Syncing {
    private static final byte[] NOTHING = {};

    private final LiveGroup group;
    private final SyncGroup request;

    Syncing(LiveGroup group, SyncGroup request) {
        this.group = group;
        this.request = request;
    }

    CompletableFuture<SyncGroup.Result> decide() {
        LiveMember member = group.roster().checked(request.memberId(), request.instanceId());
        if (request.generation() != group.generation()) {
            throw Refusals.generation(group.name(), request.generation(), group.generation());
        }
        checkProtocol(request.protocolType(), group.protocolType());
        checkProtocol(request.protocol(), group.protocol().orElse(""));
        return switch (group.phase()) {
            case Phase.Empty e -> throw Refusals.unknownMember(group.name(), member.id);
            case Phase.Gathering g -> throw rebalancing(member);
            case Phase.Preparing p -> throw rebalancing(member);
            case Phase.Completing c -> waitFor(member);
            case Phase.Stable s -> present(member);
        };
    }

    private CompletableFuture<SyncGroup.Result> present(LiveMember member) {
        member.owesSync(false);
        member.renewSession(group.rules().times());
        return CompletableFuture.completedFuture(group.assignment(member));
    }

    private RequestException rebalancing(LiveMember member) {
        member.renewSession(group.rules().times());
        return Refusals.rebalancing(group.name());
    }

    private CompletableFuture<SyncGroup.Result> waitFor(LiveMember member) {
        if (!group.roster().isLeader(member)) {
            member.owesSync(false);
            return member.waitForAssignment(group.name());
        }
        ClassicGeneration assigned = assigned();
        long bytes = ClassicLimits.bytes(assigned);
        if (bytes > ClassicLimits.MAX_GENERATION) {
            group.rebalance("its assignment is too large");
            throw new RequestException(
                    ErrorCode.RECORD_TOO_LARGE,
                    "the assignment of group " + group.name() + " would take " + bytes
                            + " bytes, with the metadata: at most " + ClassicLimits.MAX_GENERATION + " are allowed");
        }
        member.owesSync(false);
        group.store(new Storing.Assignment(assigned));
        return member.waitForAssignment(group.name());
    }

    /** Members that the leader has left out get nothing; those that it has made up are nobody. */
    private ClassicGeneration assigned() {
        ClassicGeneration now = group.toGeneration();
        Map<String, byte[]> assignments = request.assignments();
        SortedMap<String, ClassicMember> members = new TreeMap<>();
        now.members()
                .forEach((id, member) -> members.put(id, member.withAssignment(assignments.getOrDefault(id, NOTHING))));
        return new ClassicGeneration(now.number(), now.protocolType(), now.protocol(), now.leader(), 0, members);
    }

    private void checkProtocol(Optional<String> asked, String present) {
        if (asked.isPresent() && !asked.get().equals(present)) {
            throw Refusals.inconsistent(group.name(), "it uses '" + present + "', not '" + asked.get() + "'");
        }
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.classic.ClassicSettings;
import io.gokafka.broker.group.migration.ConsumerSubscription;
import io.gokafka.broker.group.migration.MigrationPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Members that speak the classic protocol in a group whose coordinator assigns (KIP-848, migration): a member's epoch is
 * its generation, joining reconciles it, and it is told to join again when there is something to give up or to receive.
 * Functions of the group's state and the request; a refusal is a {@link RequestException}.
 */
record ClassicMembers(Topics topics, GroupSettings settings, MembershipDecisions membership, Migration migration) {
    /** The most bytes of what a member tells the others; all members together have to fit into memory. */
    private static final int MAX_METADATA = 256 << 10;

    private static final int MAX_PROTOCOLS = 50;

    /**
     * Joins, or joins again.
     *
     * @param newId the id of a member that has none yet
     * @return the answer; empty when the group has become a classic one by it, which has to be asked then
     */
    Outcome<Optional<JoinGroup.Result>> join(
            Group group, JoinGroup request, RequestContext caller, String newId, long now) {
        checkAllowed(group, request);
        String id = request.memberId().isEmpty() ? newId : request.memberId();
        if (request.memberId().isEmpty()
                && request.memberIdRequired()
                && request.instanceId().isEmpty()) {
            membership.checkRoom(group);
            return Outcome.unchanged(Optional.of(new JoinGroup.MemberIdRequired(id)));
        }
        if (!request.memberId().isEmpty()) {
            request.instanceId().ifPresent(name -> StaticMembers.check(group, name, id));
        }
        ConsumerSubscription told = subscription(group, request);
        Entrant entrant = StaticMembers.entrant(group, id, introduced(request, caller, told));
        if (entrant.before().isEmpty()) {
            membership.checkRoom(group);
        }
        int known = entrant.before().map(Member::epoch).orElse(0);
        Entrant.Progress progress = entrant.proceed(group, known, Optional.of(told.owned()), topics, now);
        Outcome<Boolean> next = migration.downgrading(group, new Outcome<>(progress.changes(), true));
        boolean becameClassic = next.changes().size() > progress.changes().size();
        return new Outcome<>(
                next.changes(), becameClassic ? Optional.empty() : Optional.of(joined(id, progress.member())));
    }

    /** Tells the assignment. */
    SyncGroup.Result sync(Group group, SyncGroup request) {
        Member member = member(group, request.memberId(), request.instanceId(), request.generation());
        ClassicTraits traits = member.classic().orElseThrow();
        checkSame(group, "protocol type", request.protocolType(), Upgrade.CONSUMER);
        checkSame(group, "protocol", request.protocol(), traits.protocol().name());
        // One that has yet to give up partitions is told so by its assignment, and joins again when it has.
        if (member.epoch() < group.header().epoch() && member.revoking().isEmpty()) {
            throw rebalancing(group);
        }
        return new SyncGroup.Result(Upgrade.CONSUMER, traits.protocol().name(), Handout.assignment(member, traits));
    }

    /** The answer, or that it has to join again. */
    ClassicHeartbeat.Result heartbeat(Group group, ClassicHeartbeat request) {
        Member member = member(group, request.memberId(), request.instanceId(), request.generation());
        if (mustJoin(group, request.memberId(), member)) {
            throw rebalancing(group);
        }
        return new ClassicHeartbeat.Result();
    }

    private static boolean mustJoin(Group group, String id, Member member) {
        if (member.epoch() < group.header().epoch() || !member.revoking().isEmpty()) {
            return true;
        }
        Set<TopicPartition> missing = PartitionSets.minus(group.target(id), member.assigned());
        // All at once: each time it joins may cost it a pause.
        return !missing.isEmpty()
                && missing.stream().noneMatch(p -> group.holderOf(p).isPresent());
    }

    private static Member member(Group group, String id, Optional<String> instanceId, int generation) {
        instanceId.ifPresent(name -> StaticMembers.check(group, name, id));
        Member member = group.member(id)
                .filter(m -> m.classic().isPresent())
                .orElseThrow(() -> MembershipDecisions.unknown(group, id));
        if (generation != member.epoch()) {
            throw new RequestException(
                    ErrorCode.ILLEGAL_GENERATION,
                    "member " + id + " of group " + group.name() + " is at generation " + member.epoch() + ", not "
                            + generation + ": join again");
        }
        return member;
    }

    private Member introduced(JoinGroup request, RequestContext caller, ConsumerSubscription told) {
        Identity who = Introductions.identity(caller, request.instanceId(), told.rack());
        return Member.joining(
                        who,
                        Introductions.rebalanceTimeout(request.rebalanceTimeout()),
                        Subscription.to(Upgrade.valid(told.topics())))
                .speakingClassic(new ClassicTraits(request.sessionTimeout(), request.protocols()));
    }

    private static JoinGroup.Result joined(String id, Member member) {
        return new JoinGroup.Joined(
                member.epoch(),
                Upgrade.CONSUMER,
                member.classic().orElseThrow().protocol().name(),
                "",
                false,
                id,
                List.of());
    }

    private void checkAllowed(Group group, JoinGroup request) {
        Duration session = request.sessionTimeout();
        ClassicSettings bounds = settings.classic();
        if (session.compareTo(bounds.minSessionTimeout()) < 0 || session.compareTo(bounds.maxSessionTimeout()) > 0) {
            throw new RequestException(
                    ErrorCode.INVALID_SESSION_TIMEOUT,
                    "session timeout is " + session.toMillis() + " ms: allowed are "
                            + bounds.minSessionTimeout().toMillis() + " to "
                            + bounds.maxSessionTimeout().toMillis());
        }
        if (settings.migration() == MigrationPolicy.DISABLED) {
            throw inconsistent(group, "its members speak the consumer protocol only (group-migration)");
        }
        int size =
                request.protocols().stream().mapToInt(p -> p.metadata().length).sum();
        if (size > MAX_METADATA || request.protocols().size() > MAX_PROTOCOLS) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    request.protocols().size() + " protocols with " + size + " bytes: at most " + MAX_PROTOCOLS
                            + " with " + MAX_METADATA + " are allowed");
        }
        boolean common = request.protocols().stream().anyMatch(p -> allSupport(group, request, p.name()));
        if (!request.protocolType().equals(Upgrade.CONSUMER) || !common) {
            throw inconsistent(group, "its members have no protocol in common with this one");
        }
    }

    private static boolean allSupport(Group group, JoinGroup request, String protocol) {
        Optional<String> former = request.instanceId().flatMap(group::memberIdOf);
        return group.members().entrySet().stream()
                .filter(e -> !e.getKey().equals(request.memberId()) && !former.equals(Optional.of(e.getKey())))
                .flatMap(e -> e.getValue().classic().stream())
                .allMatch(traits -> traits.supports(protocol));
    }

    private static ConsumerSubscription subscription(Group group, JoinGroup request) {
        try {
            List<ConsumerSubscription> all = request.protocols().stream()
                    .map(p -> ConsumerSubscription.read(p.metadata()))
                    .toList();
            return all.getFirst();
        } catch (IllegalArgumentException e) {
            throw inconsistent(group, "what the member wants is malformed: " + e.getMessage());
        }
    }

    private static void checkSame(Group group, String what, Optional<String> said, String present) {
        if (said.isPresent() && !said.get().equals(present)) {
            throw inconsistent(group, "its " + what + " is " + present + ", not " + said.get());
        }
    }

    private static RequestException rebalancing(Group group) {
        return new RequestException(
                ErrorCode.REBALANCE_IN_PROGRESS,
                "the assignment of group " + group.name() + " has changed: the member has to join again");
    }

    private static RequestException inconsistent(Group group, String why) {
        return new RequestException(ErrorCode.INCONSISTENT_GROUP_PROTOCOL, "group " + group.name() + ": " + why);
    }
}

package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A member joins a group, or joins again. What is refused throws {@link RequestException}. For the thread of the groups' state. */
final class Joining {
    private static final int MAX_LABEL = 256;
    private static final Duration MAX_REBALANCE_TIMEOUT = Duration.ofMillis(Integer.MAX_VALUE);
    private static final byte[] NO_ASSIGNMENT = {};

    private final LiveGroup group;
    private final Roster roster;
    private final JoinGroup request;
    private final RequestContext caller;

    Joining(LiveGroup group, JoinGroup request, RequestContext caller) {
        this.group = group;
        this.roster = group.roster();
        this.request = request;
        this.caller = caller;
    }

    CompletableFuture<JoinGroup.Result> decide() {
        checkSessionTimeout();
        checkRoom();
        checkProtocols();
        if (!request.memberId().isEmpty()) {
            return known();
        }
        return request.instanceId().isPresent()
                ? staticNewcomer(request.instanceId().get())
                : dynamicNewcomer();
    }

    private CompletableFuture<JoinGroup.Result> dynamicNewcomer() {
        String id = group.rules().newMemberId(caller.clientId());
        if (!request.memberIdRequired()) {
            return add(id);
        }
        if (roster.pending().size() >= group.rules().maxMembers()) {
            throw Refusals.full(group.name(), roster.pending().size() + " members are about to join");
        }
        roster.pending().put(id, group.rules().times().in(request.sessionTimeout()));
        return CompletableFuture.completedFuture(new JoinGroup.MemberIdRequired(id));
    }

    private CompletableFuture<JoinGroup.Result> staticNewcomer(String instance) {
        String id = group.rules().newMemberId(instance);
        Optional<LiveMember> former = roster.named(instance);
        return former.isPresent() ? succeed(former.get(), id) : add(id);
    }

    private CompletableFuture<JoinGroup.Result> known() {
        if (roster.pending().containsKey(request.memberId())) {
            if (request.instanceId().isPresent()) {
                throw Refusals.unknownMember(group.name(), request.memberId());
            }
            return add(request.memberId());
        }
        LiveMember member = roster.checked(request.memberId(), request.instanceId());
        boolean same = member.about().canTheSame(request.protocols());
        return switch (group.phase()) {
            case Phase.Empty e -> throw Refusals.unknownMember(group.name(), member.id);
            // It has perhaps not got the answer; the generation is the same.
            case Phase.Completing c when same -> present(member);
            case Phase.Stable s when same && !roster.isLeader(member) -> present(member);
            case Phase.Stable s -> again(member, "its leader joins again, or a member has changed");
            default -> again(member, "a member has changed");
        };
    }

    private CompletableFuture<JoinGroup.Result> present(LiveMember member) {
        member.renewSession(group.rules().times());
        return CompletableFuture.completedFuture(group.answer(member, false));
    }

    private CompletableFuture<JoinGroup.Result> again(LiveMember member, String why) {
        ClassicMember about = introduced(member.about().assignment());
        checkSize(member.id, about, Optional.of(member));
        member.becomes(about);
        return waitFor(member, why);
    }

    private CompletableFuture<JoinGroup.Result> add(String id) {
        ClassicMember about = introduced(NO_ASSIGNMENT);
        checkSize(id, about, Optional.empty());
        group.speaks(request.protocolType());
        LiveMember member = LiveMember.joining(id, about, group.rules().times());
        roster.add(member);
        group.extendGathering();
        return waitFor(member, "a member has come");
    }

    private CompletableFuture<JoinGroup.Result> waitFor(LiveMember member, String why) {
        CompletableFuture<JoinGroup.Result> answer = member.waitForGeneration(group.name());
        group.rebalance(why);
        return answer;
    }

    /** A static member has been started again: while nothing else changes, it goes on where the former one was (KIP-345). */
    private CompletableFuture<JoinGroup.Result> succeed(LiveMember former, String id) {
        ClassicMember about = introduced(former.about().assignment());
        checkSize(id, about, Optional.of(former));
        LiveMember successor = LiveMember.known(id, about, group.rules().times());
        successor.owesSync(former.owesSync());
        roster.replace(former, successor);
        former.fail(Refusals.fenced(group.name(), request.instanceId().orElseThrow()));
        boolean sameProtocol = group.protocol().equals(Optional.of(Protocols.choose(roster.abouts())));
        if (group.phase() instanceof Phase.Stable && sameProtocol) {
            group.store(new Storing.Change(group.toGeneration()));
            return CompletableFuture.completedFuture(group.answer(successor, true));
        }
        // The leader may be assigning to the former id: then it has to begin again.
        return waitFor(successor, "a static member was started again");
    }

    private ClassicMember introduced(byte[] assignment) {
        return new ClassicMember(
                request.instanceId(),
                label(caller.clientId()),
                label(caller.remote()),
                request.sessionTimeout(),
                rebalanceTimeout(),
                request.protocols(),
                assignment);
    }

    private Duration rebalanceTimeout() {
        Duration wish = request.rebalanceTimeout();
        if (wish.isNegative()) {
            return Duration.ZERO;
        }
        return wish.compareTo(MAX_REBALANCE_TIMEOUT) > 0 ? MAX_REBALANCE_TIMEOUT : wish;
    }

    private static String label(String text) {
        return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
    }

    private void checkSessionTimeout() {
        ClassicSettings settings = group.rules().settings();
        Duration wish = request.sessionTimeout();
        if (wish.compareTo(settings.minSessionTimeout()) < 0 || wish.compareTo(settings.maxSessionTimeout()) > 0) {
            throw new RequestException(
                    ErrorCode.INVALID_SESSION_TIMEOUT,
                    "session timeout is " + wish.toMillis() + " ms: allowed are "
                            + settings.minSessionTimeout().toMillis() + " to "
                            + settings.maxSessionTimeout().toMillis());
        }
    }

    /** During a rebalance the first to join have the places. */
    private void checkRoom() {
        String id = request.memberId();
        int max = group.rules().maxMembers();
        Optional<LiveMember> member = roster.member(id);
        boolean room = switch (group.phase()) {
            case Phase.Empty e -> true;
            case Phase.Gathering g -> isAwaited(member) || roster.joining() < max;
            case Phase.Preparing p -> isAwaited(member) || roster.joining() < max;
            default -> member.isPresent() || isSuccessor() || roster.size() < max;
        };
        if (!room) {
            roster.pending().remove(id);
            throw Refusals.full(group.name(), max + " members are the most that is allowed");
        }
    }

    private static boolean isAwaited(Optional<LiveMember> member) {
        return member.filter(LiveMember::isJoining).isPresent();
    }

    /** One that takes a former member's place needs none of its own. */
    private boolean isSuccessor() {
        return request.memberId().isEmpty()
                && request.instanceId().flatMap(roster::named).isPresent();
    }

    private void checkProtocols() {
        List<JoinGroup.Protocol> protocols = request.protocols();
        if (request.protocolType().isEmpty() || protocols.isEmpty()) {
            throw Refusals.inconsistent(group.name(), "a member must name a protocol type and a protocol");
        }
        if (roster.isEmpty()) {
            return;
        }
        if (!request.protocolType().equals(group.protocolType())) {
            throw Refusals.inconsistent(
                    group.name(),
                    "its members are '" + group.protocolType() + "', not '" + request.protocolType() + "'");
        }
        if (!Protocols.fit(roster.abouts(), protocols)) {
            throw Refusals.inconsistent(
                    group.name(),
                    "no protocol is known to all its members and to one that knows "
                            + protocols.stream().map(JoinGroup.Protocol::name).toList());
        }
    }

    private void checkSize(String id, ClassicMember about, Optional<LiveMember> instead) {
        long bytes = ClassicLimits.bytes(id, about);
        for (LiveMember member : roster.members()) {
            if (instead.isEmpty() || instead.get() != member) {
                bytes += ClassicLimits.bytes(member.id, member.about());
            }
        }
        if (bytes > ClassicLimits.MAX_GENERATION) {
            throw Refusals.full(
                    group.name(),
                    "its members' metadata would take " + bytes + " bytes, at most " + ClassicLimits.MAX_GENERATION
                            + " are allowed");
        }
    }
}

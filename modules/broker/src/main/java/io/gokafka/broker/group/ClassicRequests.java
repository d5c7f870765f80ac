package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import io.gokafka.api.request.SyncGroup;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Requests of the classic protocol: those to a group whose coordinator assigns are answered here, all others by {@link
 * ClassicCoordinator}.
 *
 * <p>Threading: safe for use by several threads; nothing blocks.
 */
final class ClassicRequests {
    private final Decider decider;
    private final ClassicCoordinator classic;
    private final ClassicMembers members;
    private final Leaving leaving;
    private final Sessions sessions;
    private final GroupClock clock;
    private final Supplier<String> uniqueness;

    /**
     * Made once for a partition.
     *
     * @param uniqueness what makes the id of a new member differ from all others
     */
    ClassicRequests(
            Decider decider,
            ClassicMembers members,
            Leaving leaving,
            Sessions sessions,
            GroupClock clock,
            Supplier<String> uniqueness) {
        this.decider = decider;
        this.classic = decider.classic();
        this.members = members;
        this.leaving = leaving;
        this.sessions = sessions;
        this.clock = clock;
        this.uniqueness = uniqueness;
    }

    CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        String name = request.group();
        String newId = request.instanceId().orElse(caller.clientId()) + "-" + uniqueness.get();
        sessions.heard(name, request.memberId());
        return decider.<Optional<JoinGroup.Result>>decide(
                        name,
                        group -> group.members().isEmpty()
                                ? Outcome.unchanged(Optional.empty())
                                : members.join(group, request, caller, newId, clock.millis()))
                .thenCompose(answer -> {
                    if (answer.isPresent() && answer.get() instanceof JoinGroup.Joined joined) {
                        sessions.joined(name, joined.memberId(), request.sessionTimeout());
                    }
                    return orElse(answer, () -> classic.join(request, caller));
                });
    }

    CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        sessions.heard(request.group(), request.memberId());
        return ask(request.group(), group -> members.sync(group, request), () -> classic.sync(request));
    }

    CompletableFuture<ClassicHeartbeat.Result> heartbeat(ClassicHeartbeat request) {
        sessions.heard(request.group(), request.memberId());
        return ask(request.group(), group -> heartbeat(group, request), () -> classic.heartbeat(request));
    }

    CompletableFuture<LeaveGroup.Result> leave(LeaveGroup request) {
        return decider.<Optional<LeaveGroup.Result>>decide(
                        request.group(),
                        group -> group.members().isEmpty()
                                ? Outcome.unchanged(Optional.empty())
                                : leaving.leave(group, request, clock.millis()))
                .thenCompose(answer -> orElse(answer, () -> classic.leave(request)));
    }

    /** One that is told to join again has its rebalance timeout for it. */
    private ClassicHeartbeat.Result heartbeat(Group group, ClassicHeartbeat request) {
        try {
            return members.heartbeat(group, request);
        } catch (RequestException e) {
            if (e.code() == ErrorCode.REBALANCE_IN_PROGRESS) {
                Duration timeout = group.member(request.memberId())
                        .map(Member::rebalanceTimeout)
                        .orElse(GroupSettings.MAX_REBALANCE_TIMEOUT);
                sessions.mustJoin(group.name(), request.memberId(), timeout);
            }
            throw e;
        }
    }

    private <T extends Response> CompletableFuture<T> ask(
            String name, Function<Group, T> here, Supplier<CompletableFuture<T>> there) {
        return decider.decide(
                        name,
                        group -> Outcome.<Optional<T>>unchanged(
                                group.members().isEmpty() ? Optional.empty() : Optional.of(here.apply(group))))
                .thenCompose(answer -> orElse(answer, there));
    }

    private static <T> CompletableFuture<T> orElse(Optional<T> answer, Supplier<CompletableFuture<T>> other) {
        return answer.isPresent() ? CompletableFuture.completedFuture(answer.get()) : other.get();
    }
}

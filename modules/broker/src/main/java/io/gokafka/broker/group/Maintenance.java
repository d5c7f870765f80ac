package io.gokafka.broker.group;

import io.gokafka.api.request.RequestException;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateOperations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator does unasked. First it looks, then it decides for each group that needs it: under the group's key
 * things may have changed in between, so it looks again.
 *
 * <p>Threading: safe for use by several threads; runs once at a time.
 */
final class Maintenance {
    private static final System.Logger LOG = System.getLogger(Maintenance.class.getName());

    /** Sessions take seconds, and looking at all members takes time. */
    private static final Duration MEMBERS_INTERVAL = Duration.ofMillis(500);

    /** Offsets are kept for days, and looking at all of them takes time. */
    private static final Duration OFFSETS_INTERVAL = Duration.ofMinutes(1);

    private final StateOperations<GroupsState> operations;
    private final MembershipDecisions membership;
    private final OffsetDecisions offsets;
    private final Sessions sessions;
    private final GroupClock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong membersDue;
    private final AtomicLong offsetsDue;

    Maintenance(
            StateOperations<GroupsState> operations,
            MembershipDecisions membership,
            OffsetDecisions offsets,
            Sessions sessions,
            GroupClock clock) {
        this.operations = operations;
        this.membership = membership;
        this.offsets = offsets;
        this.sessions = sessions;
        this.clock = clock;
        this.membersDue = new AtomicLong(clock.deadline(Duration.ZERO));
        this.offsetsDue = new AtomicLong(clock.deadline(Duration.ZERO));
    }

    /** Completes when it is done, never with a failure. */
    CompletableFuture<Void> run() {
        if (!clock.isPast(membersDue.get()) || !operations.isLeaderReady() || !running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        membersDue.set(clock.deadline(MEMBERS_INTERVAL));
        return maintainMembers().thenCompose(done -> expireOffsets()).handle((done, failure) -> finish(failure));
    }

    /** A new term of leadership: what the last one left undone is not waited for. */
    void reset() {
        running.set(false);
    }

    private CompletableFuture<Void> maintainMembers() {
        return operations
                .read(this::groupsToMaintain)
                .thenCompose(names -> all(names.stream().map(this::maintain).toList()));
    }

    private List<String> groupsToMaintain(GroupsState state) {
        sessions.retain((group, member) -> state.group(group).member(member).isPresent());
        return state.groups().stream()
                .filter(group -> !overdue(group).isEmpty() || membership.isOutdated(group))
                .map(Group::name)
                .toList();
    }

    /** Of all members, for it also starts the clocks of those that a new leader does not know. */
    private List<String> overdue(Group group) {
        return group.members().entrySet().stream()
                .filter(e -> sessions.isOverdue(group.name(), e.getKey(), e.getValue()))
                .map(e -> e.getKey())
                .toList();
    }

    private CompletableFuture<Void> maintain(String name) {
        return operations
                .<List<String>>decide(name, state -> {
                    Group group = state.group(name);
                    List<String> overdue = overdue(group);
                    Decision<Boolean> decision =
                            membership.maintain(group, overdue, clock.millis()).toDecision();
                    return new Decision<>(decision.records(), overdue);
                })
                .thenAccept(removed -> removed.forEach(member -> LOG.log(
                        System.Logger.Level.INFO,
                        "group {0}: removed member {1}, which was not heard of or did not give up partitions in time",
                        name,
                        member)));
    }

    private CompletableFuture<Void> expireOffsets() {
        long due = offsetsDue.get();
        if (!clock.isPast(due)) {
            return CompletableFuture.completedFuture(null);
        }
        return operations
                .read(state -> state.groups().stream()
                        .filter(group -> !offsets.expired(group, clock.millis()).isEmpty())
                        .map(Group::name)
                        .toList())
                .thenCompose(
                        names -> all(names.stream().map(this::expireOffsets).toList()))
                .thenAccept(done -> offsetsDue.compareAndSet(due, clock.deadline(OFFSETS_INTERVAL)));
    }

    private CompletableFuture<Void> expireOffsets(String name) {
        return operations
                .<Boolean>decide(
                        name,
                        state -> offsets.expire(state.group(name), clock.millis())
                                .toDecision())
                .thenCompose(done -> done ? CompletableFuture.completedFuture(null) : expireOffsets(name));
    }

    private @Nullable Void finish(@Nullable Throwable failure) {
        running.set(false);
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause != null) {
            boolean passing =
                    cause instanceof RequestException refused && refused.code().isRetriable();
            LOG.log(
                    passing ? System.Logger.Level.DEBUG : System.Logger.Level.ERROR,
                    "maintenance of consumer groups failed, and is tried again soon",
                    cause);
        }
        return null;
    }

    private static CompletableFuture<Void> all(List<CompletableFuture<Void>> work) {
        return CompletableFuture.allOf(work.toArray(CompletableFuture<?>[]::new));
    }
}

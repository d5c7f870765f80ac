package io.gokafka.broker.group;

import io.gokafka.api.request.RequestException;
import io.gokafka.broker.state.StateOperations;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
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

    /** Offsets are kept for days, and looking at all of them takes time; when topics change, it is sooner. */
    private static final Duration OFFSETS_INTERVAL = Duration.ofMinutes(1);

    /** Topics are looked at when they change, and now and then: a decision under way may have seen older ones. */
    private static final Duration TOPICS_INTERVAL = Duration.ofSeconds(5);

    private final Decider decider;
    private final StateOperations<GroupsState> operations;
    private final MembershipDecisions membership;
    private final Migration migration;
    private final OffsetUpkeep upkeep;
    private final Sessions sessions;
    private final GroupClock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong membersDue;
    private final AtomicLong offsetsDue;
    private final AtomicLong topicsDue;
    private final AtomicLong offsetsOfTopicsDue;
    private volatile Set<String> namesSeen = Set.of();
    private volatile Set<String> namesOfOffsets = Set.of();

    Maintenance(
            Decider decider,
            MembershipDecisions membership,
            Migration migration,
            OffsetUpkeep upkeep,
            Sessions sessions,
            GroupClock clock) {
        this.decider = decider;
        this.operations = decider.operations();
        this.migration = migration;
        this.membership = membership;
        this.upkeep = upkeep;
        this.sessions = sessions;
        this.clock = clock;
        this.membersDue = new AtomicLong(clock.deadline(Duration.ZERO));
        this.topicsDue = new AtomicLong(clock.deadline(Duration.ZERO));
        this.offsetsDue = new AtomicLong(clock.deadline(Duration.ZERO));
        this.offsetsOfTopicsDue = new AtomicLong(clock.deadline(Duration.ZERO));
    }

    /** Completes when it is done, never with a failure. */
    CompletableFuture<Void> run() {
        if (!clock.isPast(membersDue.get()) || !operations.isLeaderReady() || !running.compareAndSet(false, true)) {
            return CompletableFuture.completedFuture(null);
        }
        membersDue.set(clock.deadline(MEMBERS_INTERVAL));
        return maintainMembers().thenCompose(done -> keepOffsets()).handle((done, failure) -> finish(failure));
    }

    /** A new term of leadership: what the last one left undone is not waited for. */
    void reset() {
        running.set(false);
        namesSeen = Set.of();
        namesOfOffsets = Set.of();
        topicsDue.set(clock.deadline(Duration.ZERO));
    }

    @SuppressWarnings("ReferenceEquality") // the view promises the same object as long as nothing has changed
    private CompletableFuture<Void> maintainMembers() {
        Set<String> names = membership.topics().names();
        boolean topicsToo = names != namesSeen || clock.isPast(topicsDue.get());
        return operations
                .read(state -> groupsToMaintain(state, topicsToo))
                .thenCompose(groups -> all(groups.stream().map(this::maintain).toList()))
                .thenRun(() -> {
                    if (topicsToo) {
                        topicsSeen(names);
                    }
                });
    }

    private void topicsSeen(Set<String> names) {
        namesSeen = names;
        topicsDue.set(clock.deadline(TOPICS_INTERVAL));
    }

    private List<String> groupsToMaintain(GroupsState state, boolean topicsToo) {
        sessions.retain((group, member) -> state.group(group).member(member).isPresent());
        return state.groups().stream()
                .filter(group -> !overdue(group).isEmpty() || (topicsToo && membership.isOutdated(group)))
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
        return decider.<List<String>>decide(name, group -> {
                    List<String> overdue = overdue(group);
                    Outcome<Boolean> outcome = membership.maintain(group, overdue, clock.millis());
                    return migration.downgrading(group, new Outcome<>(outcome.changes(), overdue));
                })
                .thenAccept(removed -> removed.forEach(member -> LOG.log(
                        System.Logger.Level.INFO,
                        "group {0}: removed member {1}, which was not heard of or did not give up partitions in time",
                        name,
                        member)));
    }

    /** What this leaves for later no one sees: of a deleted topic no offsets are told. */
    private CompletableFuture<Void> keepOffsets() {
        Set<String> names = membership.topics().names();
        if (!areOffsetsDue(names)) {
            return CompletableFuture.completedFuture(null);
        }
        return operations
                .read(state -> names(state, group -> upkeep.isDue(group, clock.millis())))
                .thenCompose(due -> all(due.stream().map(this::keepOffsets).toList()))
                .thenRun(() -> offsetsSeen(names));
    }

    private CompletableFuture<Void> keepOffsets(String group) {
        return decider.decide(group, state -> upkeep.run(state, clock.millis()))
                .thenCompose(done -> done ? CompletableFuture.completedFuture(null) : keepOffsets(group));
    }

    @SuppressWarnings("ReferenceEquality") // as above
    private boolean areOffsetsDue(Set<String> names) {
        return clock.isPast(offsetsDue.get()) || (names != namesOfOffsets && clock.isPast(offsetsOfTopicsDue.get()));
    }

    private void offsetsSeen(Set<String> names) {
        namesOfOffsets = names;
        offsetsDue.set(clock.deadline(OFFSETS_INTERVAL));
        offsetsOfTopicsDue.set(clock.deadline(TOPICS_INTERVAL));
    }

    private static List<String> names(GroupsState state, Predicate<Group> chosen) {
        return state.groups().stream().filter(chosen).map(Group::name).toList();
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

package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.classic.ClassicDescription;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.group.classic.ClassicLimits;
import io.gokafka.broker.group.classic.ClassicRules;
import io.gokafka.broker.group.classic.LiveGroup;
import io.gokafka.broker.group.classic.LiveGroups;
import io.gokafka.broker.group.classic.Times;
import io.gokafka.broker.group.classic.Waiters;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateOperations;
import io.gokafka.broker.state.StateRecord;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Drives the classic groups of one partition: {@link LiveGroup} decides, here it is brought to the state's thread, stored, and
 * answered. What is to be stored is settled by the group's next decision, which is asked for as soon as the outcome is known.
 *
 * <p>Threading: safe for use by several threads, but for what says that it is for the state's thread. A join or sync may be
 * answered long after its decision; those who wait are failed with {@code NOT_COORDINATOR} when leadership goes.
 */
final class ClassicCoordinator {
    private static final System.Logger LOG = System.getLogger(ClassicCoordinator.class.getName());

    /** The most groups with members, or with ids that were given out. */
    private static final int MAX_GROUPS = 100_000;

    private final StateOperations<GroupsState> operations;
    private final LiveGroups groups;
    private final Waiters waiters = new Waiters();
    private final AtomicInteger leadership = new AtomicInteger();

    /** Groups whose tick is under way: a slow log does not make ticks pile up. */
    private final Set<String> ticking = ConcurrentHashMap.newKeySet();

    ClassicCoordinator(StateOperations<GroupsState> operations, GroupSettings settings, GroupClock clock) {
        this(operations, settings, clock, () -> UUID.randomUUID().toString());
    }

    /** With a source of what tells the ids of members apart. */
    ClassicCoordinator(
            StateOperations<GroupsState> operations,
            GroupSettings settings,
            GroupClock clock,
            Supplier<String> uniqueness) {
        this.operations = operations;
        this.groups = new LiveGroups(new ClassicRules(
                settings.classic(), settings.maxMembers(), new Times(clock.nanos(), clock::millis), uniqueness));
    }

    /**
     * Joins, or joins again. Fails with {@code UNKNOWN_MEMBER}, {@code FENCED_INSTANCE_ID}, {@code INCONSISTENT_GROUP_PROTOCOL},
     * {@code INVALID_SESSION_TIMEOUT}, {@code GROUP_FULL}, or {@code REBALANCE_IN_PROGRESS} when the same member has asked again.
     */
    CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        try {
            ClassicLimits.check(request);
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
        return decide(request.group(), live -> {
            checkMayJoin(live);
            return live.join(request, caller);
        });
    }

    /**
     * Asks for the assignment. Fails with {@code UNKNOWN_MEMBER}, {@code FENCED_INSTANCE_ID}, {@code ILLEGAL_GENERATION}, {@code
     * INCONSISTENT_GROUP_PROTOCOL}, {@code REBALANCE_IN_PROGRESS}, {@code RECORD_TOO_LARGE}, or as storing does.
     */
    CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return decide(request.group(), live -> live.sync(request));
    }

    /** Fails with {@code UNKNOWN_MEMBER}, {@code FENCED_INSTANCE_ID}, {@code ILLEGAL_GENERATION}, {@code REBALANCE_IN_PROGRESS}. */
    CompletableFuture<ClassicHeartbeat.Result> heartbeat(ClassicHeartbeat request) {
        return decide(request.group(), live -> CompletableFuture.completedFuture(live.heartbeat(request)));
    }

    /** Takes members out; what comes of each is in the answer. */
    CompletableFuture<LeaveGroup.Result> leave(LeaveGroup request) {
        return decide(request.group(), live -> CompletableFuture.completedFuture(live.leave(request)));
    }

    /**
     * Removes silent members and ends rebalances whose time is up.
     *
     * @return completes when it is done, never with a failure: what failed is logged if it matters, and tried again
     */
    CompletableFuture<Void> tick() {
        if (!operations.isLeaderReady()) {
            // Somebody may have slipped in while leadership went.
            waiters.failAll(notCoordinator());
            return CompletableFuture.completedFuture(null);
        }
        return operations
                .read(this::due)
                .thenCompose(names ->
                        CompletableFuture.allOf(names.stream().map(this::tick).toArray(CompletableFuture<?>[]::new)))
                .handle((done, failure) -> report(failure));
    }

    /** Leadership came or went: what is not stored is void, and who waits is told. */
    void onLeadership(boolean leading) {
        int now = leadership.incrementAndGet();
        waiters.failAll(notCoordinator());
        if (!leading) {
            var _ = operations.read(state -> {
                groups.belongTo(now);
                return true;
            });
        }
    }

    /** On the state's thread: the group as it is now, with members that are not stored yet; empty when it is no classic group. */
    Optional<ClassicGeneration> current(Group group) {
        return live(group)
                .map(LiveGroup::toGeneration)
                .filter(now -> !now.members().isEmpty())
                .or(group::classic);
    }

    /** On the state's thread: what the group is doing, if it is a classic one. */
    Optional<GroupState> state(Group group) {
        return current(group)
                .map(now -> live(group)
                        .map(LiveGroup::state)
                        .orElse(now.members().isEmpty() ? GroupState.EMPTY : GroupState.STABLE));
    }

    /** On the state's thread: what people are told of the group, if it is a classic one. */
    Optional<DescribeGroup.Result> describe(Group group) {
        return current(group)
                .map(now -> ClassicDescription.of(group.name(), state(group).orElse(GroupState.EMPTY), now));
    }

    /** On the state's thread: refuses a commit by somebody who is no member of this generation. */
    void checkCommit(Group group, Optional<CommitOffsets.Member> member) {
        LiveGroup live = open(group);
        boolean nobody = live.toGeneration().members().isEmpty() && group.isVoid();
        if (nobody && member.filter(m -> m.epoch() >= 0).isPresent()) {
            groups.close(live);
            throw new RequestException(ErrorCode.ILLEGAL_GENERATION, "there is no group " + group.name());
        }
        try {
            live.checkCommit(member);
        } finally {
            groups.close(live);
        }
    }

    /** On the state's thread: forgets what is not stored, because the group is no classic one any more; who waits joins again. */
    void release(String group) {
        groups.belongTo(leadership.get());
        groups.release(group);
    }

    /** On the state's thread: lets the members join again soon, because the group has just become a classic one. */
    void rebalanceSoon(String group) {
        groups.belongTo(leadership.get());
        groups.rebalanceSoon(group);
    }

    /** How many requests wait for others; for tests. */
    int waiting() {
        return waiters.count();
    }

    /** How many groups are known of which something is not stored; for tests. */
    int known() {
        return groups.size();
    }

    // What a decision answers may be a future: it is composed below, when the decision is committed.
    @SuppressWarnings("FutureReturnValueIgnored")
    private <R> CompletableFuture<R> decide(String name, Function<LiveGroup, CompletableFuture<R>> step) {
        AtomicBoolean stores = new AtomicBoolean();
        CompletableFuture<CompletableFuture<R>> decided = operations.decide(name, state -> {
            Group group = stillClassic(state.group(name));
            LiveGroup live = open(group);
            try {
                CompletableFuture<R> answer = waiters.add(step.apply(live));
                Optional<ClassicGeneration> change = live.toStore();
                stores.set(change.isPresent());
                return new Decision<>(records(name, change), answer);
            } finally {
                groups.close(live);
            }
        });
        return decided.whenComplete((answer, failure) -> {
                    if (stores.get()) {
                        settle(name, Optional.ofNullable(failure).map(ClassicCoordinator::refusal));
                    }
                })
                .thenCompose(answer -> answer);
    }

    private void checkMayJoin(LiveGroup live) {
        if (groups.size() > MAX_GROUPS && live.isIdle()) {
            throw new RequestException(
                    ErrorCode.OVERLOADED, "more than " + MAX_GROUPS + " groups are at work here: try again later");
        }
    }

    /** Its coordinator may have begun to assign while the request was on its way here: who comes again is asked there. */
    private static Group stillClassic(Group group) {
        if (!group.members().isEmpty()) {
            throw new RequestException(
                    ErrorCode.REBALANCE_IN_PROGRESS, "group " + group.name() + " has just changed: join again");
        }
        return group;
    }

    private static List<StateRecord> records(String name, Optional<ClassicGeneration> change) {
        return change.stream()
                .map(generation -> GroupRecordCodec.encode(new GroupRecord.Classic(name, Optional.of(generation))))
                .toList();
    }

    /** What was to be stored is, or is not: now those can be told who wait for it. */
    private void settle(String name, Optional<RequestException> failure) {
        var _ = operations
                .decide(name, state -> {
                    groups.belongTo(leadership.get());
                    groups.get(name).ifPresent(live -> {
                        live.settle(state.group(name).classic(), failure);
                        groups.close(live);
                    });
                    return Decision.unchanged(true);
                })
                .handle((done, trouble) -> report(trouble));
    }

    private List<String> due(GroupsState state) {
        groups.belongTo(leadership.get());
        groups.load(() -> state.groups().stream()
                .filter(g -> g.classic().filter(c -> !c.members().isEmpty()).isPresent())
                .map(Group::name));
        return groups.due();
    }

    private CompletableFuture<Boolean> tick(String name) {
        if (!ticking.add(name)) {
            return CompletableFuture.completedFuture(false);
        }
        return decide(name, live -> {
                    live.tick();
                    return CompletableFuture.completedFuture(true);
                })
                .whenComplete((done, failure) -> ticking.remove(name));
    }

    private LiveGroup open(Group group) {
        groups.belongTo(leadership.get());
        return groups.open(group.name(), group.classic());
    }

    private Optional<LiveGroup> live(Group group) {
        groups.belongTo(leadership.get());
        return groups.get(group.name());
    }

    private static @Nullable Void report(@Nullable Throwable failure) {
        if (failure != null) {
            RequestException cause = refusal(failure);
            LOG.log(
                    cause.code().isRetriable() ? Level.DEBUG : Level.ERROR,
                    "the upkeep of a classic group failed, and is tried again soon",
                    failure);
        }
        return null;
    }

    private static RequestException refusal(Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> refusal(e.getCause());
            case RequestException e when e.code() == ErrorCode.NOT_LEADER -> notCoordinator();
            case RequestException e -> e;
            default -> new RequestException(ErrorCode.INTERNAL, "the broker failed: " + failure);
        };
    }

    private static RequestException notCoordinator() {
        return new RequestException(ErrorCode.NOT_COORDINATOR, "this broker does not coordinate the group");
    }
}

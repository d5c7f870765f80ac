package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.state.StateOperations;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Coordinates the groups of one partition of {@code __consumer_offsets}: the driver around the decisions of this
 * package. It exists on every replica of the partition, and works on the leader.
 *
 * <p>Lifecycle: {@link #onLeadership} whenever leadership comes or goes; {@link #tick} about ten times a second, on
 * any replica.
 *
 * <p>Threading: safe for use by several threads; nothing blocks. Decisions of one group follow one another, those of
 * different groups do not wait for each other.
 *
 * <p>Errors: every future fails with {@link RequestException} and what its method names. All of them may fail with
 * {@code NOT_COORDINATOR} (another broker leads; nothing was done), those that change something with {@code
 * INDETERMINATE} as well (leadership was lost in between; every request here may be made again), and with {@code
 * INVALID_GROUP} or {@code INVALID_REQUEST} when the request says something that is not allowed.
 */
public final class GroupCoordinator {
    private final StateOperations<GroupsState> operations;
    private final GroupClock clock;
    private final Decider decider;
    private final ClassicCoordinator classic;
    private final MembershipDecisions membership;
    private final Migration migration;
    private final OffsetDecisions offsets;
    private final OffsetRemoval removal;
    private final Descriptions descriptions;
    private final Sessions sessions;
    private final ClassicRequests classicRequests;
    private final Maintenance maintenance;

    /** Creates the coordinator of one partition. */
    public GroupCoordinator(
            StateOperations<GroupsState> operations, TopicView topics, GroupSettings settings, GroupClock clock) {
        this(operations, topics, settings, clock, () -> UUID.randomUUID().toString());
    }

    /** With a source of what tells the ids of members apart. */
    GroupCoordinator(
            StateOperations<GroupsState> operations,
            TopicView view,
            GroupSettings settings,
            GroupClock clock,
            Supplier<String> uniqueness) {
        this.operations = operations;
        this.clock = clock;
        Topics topics = new Topics(view);
        this.classic = new ClassicCoordinator(operations, settings, clock);
        this.decider = new Decider(operations, classic, settings.bounds().groups());
        this.membership = new MembershipDecisions(topics, settings);
        this.migration = new Migration(topics, settings, classic);
        CommitChecks checks = new CommitChecks(classic);
        this.offsets = new OffsetDecisions(topics, settings, checks);
        this.removal = new OffsetRemoval(topics, classic);
        this.descriptions = new Descriptions(classic);
        this.sessions = new Sessions(clock, settings.sessionTimeout());
        ClassicMembers members = new ClassicMembers(topics, settings, membership, migration);
        this.classicRequests =
                new ClassicRequests(decider, members, new Leaving(membership, migration), sessions, clock, uniqueness);
        this.maintenance = new Maintenance(
                decider, membership, migration, new OffsetUpkeep(topics, settings, checks), sessions, clock);
    }

    /**
     * Joins a group, stays in it, leaves it. Fails with {@code UNKNOWN_MEMBER} or {@code FENCED_MEMBER_EPOCH} when the
     * member has to join again, having stopped reading all its partitions.
     *
     * <p>What it asks of a member, beyond {@link GroupHeartbeat}: {@code owned} names a partition from the moment the
     * member has read the answer that assigns it until it has stopped reading it; one that has followed an assignment
     * says so, with {@code owned}, at once; one request is under way at a time.
     */
    public CompletableFuture<GroupHeartbeat.Result> heartbeat(GroupHeartbeat request, RequestContext caller) {
        return checked(() -> {
            Limits.check(request);
            String group = request.group();
            String member = request.memberId();
            sessions.heard(group, member);
            Function<Group, Outcome<GroupHeartbeat.Result>> decision = state ->
                    membership.heartbeat(state, request, caller, sessions.lastOwned(group, member), clock.millis());
            CompletableFuture<GroupHeartbeat.Result> answer = decider.decide(
                    group,
                    state -> request.memberEpoch() == GroupHeartbeat.JOIN
                            ? migration.upgrading(state, decision)
                            : migration.downgrading(state, decision.apply(state)));
            return answer.whenComplete((result, failure) -> {
                if (failure == null && request.memberEpoch() >= GroupHeartbeat.JOIN) {
                    sessions.confirmed(group, member, request.owned().map(PartitionSets::copyOf));
                }
            });
        });
    }

    /** Joins a classic group; {@link ClassicCoordinator#join} says how it fails. */
    public CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classicRequests.join(request, caller);
        });
    }

    /** Asks for the assignment of a member of a classic group; {@link ClassicCoordinator#sync} says how it fails. */
    public CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classicRequests.sync(request);
        });
    }

    /** A sign of life in a classic group; {@link ClassicCoordinator#heartbeat} says how it fails. */
    public CompletableFuture<ClassicHeartbeat.Result> classicHeartbeat(ClassicHeartbeat request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classicRequests.heartbeat(request);
        });
    }

    /** Takes members out of a group; what comes of each is in the answer. */
    public CompletableFuture<LeaveGroup.Result> leave(LeaveGroup request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classicRequests.leave(request);
        });
    }

    /**
     * Stores offsets. Fails with {@code UNKNOWN_MEMBER} or {@code FENCED_MEMBER_EPOCH} when the member is none or is
     * out of date, {@code GROUP_NOT_EMPTY} when no member is named and the group has some, {@code UNKNOWN_TOPIC} or
     * {@code UNKNOWN_PARTITION}.
     */
    public CompletableFuture<CommitOffsets.Result> commit(CommitOffsets request) {
        return checked(() -> {
            Limits.check(request);
            return decider.decide(request.group(), group -> offsets.commit(group, request, clock.millis()));
        });
    }

    /** Reads offsets. */
    public CompletableFuture<FetchOffsets.Result> fetch(FetchOffsets request) {
        return query(request.group(), group -> offsets.fetch(group, request));
    }

    /** Forgets offsets. Fails with {@code UNKNOWN_GROUP}, or {@code GROUP_NOT_EMPTY} when it is not known what is read. */
    public CompletableFuture<DeleteOffsets.Result> deleteOffsets(DeleteOffsets request) {
        return checked(() -> {
            Limits.check(request);
            return decider.decide(request.group(), group -> removal.delete(group, request));
        });
    }

    /** Describes a group. Fails with {@code UNKNOWN_GROUP}. */
    public CompletableFuture<DescribeGroup.Result> describe(DescribeGroup request) {
        return query(request.group(), descriptions::describe);
    }

    /** Lists the groups of this partition. */
    public CompletableFuture<ListGroups.Result> list() {
        if (!operations.isLeaderReady()) {
            return CompletableFuture.failedFuture(
                    translated(new RequestException(ErrorCode.NOT_LEADER, "this replica does not lead")));
        }
        return operations.read(descriptions::list);
    }

    /**
     * Removes a group and its offsets. Fails with {@code UNKNOWN_GROUP}, or {@code GROUP_NOT_EMPTY} when it has
     * members. A very large group goes in several steps; when it fails in between, a part of the offsets is left, and
     * the request may be made again.
     */
    public CompletableFuture<DeleteGroup.Result> delete(DeleteGroup request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return deleteAll(request.group());
        });
    }

    /**
     * Removes members that were not heard of for the session timeout or that take longer than their rebalance timeout
     * to give up partitions, follows changes of the topics, and removes offsets that are kept no longer. Does nothing
     * when this replica does not lead, or while the last tick is still at work.
     *
     * @return completes, never with a failure, when it is done: what failed is logged if it matters, and tried again
     *     with the next tick
     */
    public CompletableFuture<Void> tick() {
        return CompletableFuture.allOf(maintenance.run(), classic.tick());
    }

    /**
     * Leadership of the partition came or went: what was known of sessions is void. A new leader gives each member a
     * fresh one.
     */
    public void onLeadership(boolean leading) {
        sessions.clear();
        maintenance.reset();
        classic.onLeadership(leading);
    }

    private CompletableFuture<DeleteGroup.Result> deleteAll(String name) {
        return decider.decide(name, offsets::delete)
                .thenCompose(
                        done -> done ? CompletableFuture.completedFuture(new DeleteGroup.Result()) : deleteAll(name));
    }

    /** What one reader was told, no later one misses: a leader that is one no more must not answer. */
    private <T> CompletableFuture<T> query(String name, Function<Group, T> query) {
        return checked(() -> {
            Limits.checkGroup(name);
            return operations.readConfirmed(state -> query.apply(state.group(name)));
        });
    }

    /** A request that is not allowed fails its future as well, so that callers have one way to learn of errors. */
    private static <T> CompletableFuture<T> checked(Supplier<CompletableFuture<T>> operation) {
        try {
            return operation.get().exceptionallyCompose(e -> CompletableFuture.failedFuture(translated(e)));
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Clients know coordinators, not leaders of the partitions below. */
    private static Throwable translated(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        if (cause instanceof RequestException refused && refused.code() == ErrorCode.NOT_LEADER) {
            return new RequestException(new Failure(
                    ErrorCode.NOT_COORDINATOR,
                    "this broker does not coordinate the group",
                    refused.failure().leader()));
        }
        return cause;
    }
}

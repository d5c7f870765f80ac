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
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateOperations;
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
    /** The most bytes that one request may append: a batch has to stay below the usual limit of 1 MiB. */
    private static final int MAX_CHANGE = 1_000_000;

    /** An upper bound of what a batch adds to a record's key and value. */
    private static final int RECORD_OVERHEAD = 16;

    private final StateOperations<GroupsState> operations;
    private final GroupClock clock;
    private final MembershipDecisions membership;
    private final OffsetDecisions offsets;
    private final Sessions sessions;
    private final Maintenance maintenance;
    private final ClassicCoordinator classic;

    /** Creates the coordinator of one partition. */
    public GroupCoordinator(
            StateOperations<GroupsState> operations, TopicView topics, GroupSettings settings, GroupClock clock) {
        this.operations = operations;
        this.clock = clock;
        this.membership = new MembershipDecisions(topics, settings);
        this.offsets = new OffsetDecisions(topics, settings);
        this.sessions = new Sessions(clock, settings.sessionTimeout());
        this.maintenance = new Maintenance(operations, membership, offsets, sessions, clock);
        this.classic = new ClassicCoordinator(operations, settings, clock);
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
            CompletableFuture<GroupHeartbeat.Result> answer = decide(
                    group,
                    state -> membership.heartbeat(
                            state, request, caller, sessions.lastOwned(group, member), clock.millis()));
            return answer.whenComplete((result, failure) -> {
                if (failure == null && request.memberEpoch() != GroupHeartbeat.LEAVE) {
                    sessions.confirmed(group, member, request.owned().map(PartitionSets::copyOf));
                }
            });
        });
    }

    /** Joins a classic group; {@link ClassicCoordinator#join} says how it fails. */
    public CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classic.join(request, caller);
        });
    }

    /** Asks for the assignment of a member of a classic group; {@link ClassicCoordinator#sync} says how it fails. */
    public CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classic.sync(request);
        });
    }

    /** A sign of life in a classic group; {@link ClassicCoordinator#heartbeat} says how it fails. */
    public CompletableFuture<ClassicHeartbeat.Result> classicHeartbeat(ClassicHeartbeat request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classic.heartbeat(request);
        });
    }

    /** Takes members out of a group; what comes of each is in the answer. */
    public CompletableFuture<LeaveGroup.Result> leave(LeaveGroup request) {
        return checked(() -> {
            Limits.checkGroup(request.group());
            return classic.leave(request);
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
            return decide(request.group(), group -> offsets.commit(group, request, clock.millis()));
        });
    }

    /** Reads offsets. */
    public CompletableFuture<FetchOffsets.Result> fetch(FetchOffsets request) {
        return query(request.group(), group -> OffsetDecisions.fetch(group, request));
    }

    /** Forgets offsets. Fails with {@code UNKNOWN_GROUP}, or {@code GROUP_NOT_EMPTY} when it is not known what is read. */
    public CompletableFuture<DeleteOffsets.Result> deleteOffsets(DeleteOffsets request) {
        return checked(() -> {
            Limits.check(request);
            return decide(request.group(), group -> OffsetDecisions.deleteOffsets(group, request));
        });
    }

    /** Describes a group. Fails with {@code UNKNOWN_GROUP}. */
    public CompletableFuture<DescribeGroup.Result> describe(DescribeGroup request) {
        return query(request.group(), Descriptions::describe);
    }

    /** Lists the groups of this partition. */
    public CompletableFuture<ListGroups.Result> list() {
        if (!operations.isLeaderReady()) {
            return CompletableFuture.failedFuture(
                    translated(new RequestException(ErrorCode.NOT_LEADER, "this replica does not lead")));
        }
        return operations.read(Descriptions::list);
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
        return decide(name, OffsetDecisions::delete)
                .thenCompose(
                        done -> done ? CompletableFuture.completedFuture(new DeleteGroup.Result()) : deleteAll(name));
    }

    private <T> CompletableFuture<T> query(String name, Function<Group, T> query) {
        return checked(() -> {
            Limits.checkGroup(name);
            return decide(name, group -> Outcome.unchanged(query.apply(group)));
        });
    }

    private <T> CompletableFuture<T> decide(String name, Function<Group, Outcome<T>> decision) {
        return operations.decide(
                name, state -> bounded(decision.apply(state.group(name)).toDecision()));
    }

    private static <T> Decision<T> bounded(Decision<T> decision) {
        long bytes = decision.records().stream()
                .mapToLong(r -> RECORD_OVERHEAD + r.key().length + (r.value() == null ? 0 : r.value().length))
                .sum();
        if (bytes > MAX_CHANGE) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "the request would store " + bytes + " bytes at once: at most " + MAX_CHANGE
                            + " are allowed; ask for less in one request");
        }
        return decision;
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

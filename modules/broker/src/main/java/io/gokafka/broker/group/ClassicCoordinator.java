package io.gokafka.broker.group;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import io.gokafka.broker.group.classic.ClassicGeneration;
import io.gokafka.broker.state.StateOperations;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Drives the classic groups of one partition: TODO by its owner. */
final class ClassicCoordinator {
    ClassicCoordinator(StateOperations<GroupsState> operations, GroupSettings settings, GroupClock clock) {}

    CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNSUPPORTED, "not yet"));
    }

    CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNSUPPORTED, "not yet"));
    }

    CompletableFuture<ClassicHeartbeat.Result> heartbeat(ClassicHeartbeat request) {
        return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNSUPPORTED, "not yet"));
    }

    CompletableFuture<LeaveGroup.Result> leave(LeaveGroup request) {
        return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNSUPPORTED, "not yet"));
    }

    /** Removes silent members and ends rebalances whose time is up. */
    CompletableFuture<Void> tick() {
        return CompletableFuture.completedFuture(null);
    }

    /** Leadership came or went: what is not stored is void, and who waits is told. */
    void onLeadership(boolean leading) {}

    /** On the state's thread: the group as it is now, with members that are not stored yet; empty when it is no classic group. */
    Optional<ClassicGeneration> current(Group group) {
        return group.classic();
    }

    /** On the state's thread: refuses a commit by somebody who is no member of this generation. */
    void checkCommit(Group group, Optional<CommitOffsets.Member> member) {}

    /** On the state's thread: forgets what is not stored, because the group is no classic one any more; who waits joins again. */
    void release(String group) {}

    /** On the state's thread: lets the members join again soon, because the group has just become a classic one. */
    void rebalanceSoon(String group) {}
}

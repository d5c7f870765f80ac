package io.gokafka.broker.group;

import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.StateOperations;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Carries decisions about groups out, within bounds, and tells the coordinator of classic groups when one comes or goes.
 *
 * <p>Threading: safe for use by several threads.
 *
 * @param maxGroups the most groups of the partition
 */
record Decider(StateOperations<GroupsState> operations, ClassicCoordinator classic, int maxGroups) {
    /** The most bytes that one request may append: a batch has to stay below the usual limit of 1 MiB. */
    static final int MAX_CHANGE = 1_000_000;

    /** An upper bound of what a batch adds to a record's key and value. */
    private static final int RECORD_OVERHEAD = 16;

    /** Decides about a group; the answer comes when what it changes is committed. */
    <T> CompletableFuture<T> decide(String name, Function<Group, Outcome<T>> decision) {
        CompletableFuture<Boolean> becameClassic = new CompletableFuture<>();
        return operations
                .<T>decide(name, state -> {
                    Group group = state.group(name);
                    Outcome<T> outcome = decision.apply(group);
                    checkRoom(state, group, outcome.changes());
                    Decision<T> decided = outcome.toDecision();
                    checkSize(decided);
                    becameClassic.complete(followClassic(name, outcome.changes()));
                    return decided;
                })
                .thenCompose(answer -> becameClassic.getNow(false)
                        ? rebalanceSoon(name).thenApply(done -> answer)
                        : CompletableFuture.completedFuture(answer));
    }

    /** How many bytes some changes take in the log, at most. */
    static long bytes(List<GroupRecord> changes) {
        return bytes(new Outcome<>(changes, true).toDecision());
    }

    private static long bytes(Decision<?> decision) {
        return decision.records().stream()
                .mapToLong(r -> RECORD_OVERHEAD + r.key().length + (r.value() == null ? 0 : r.value().length))
                .sum();
    }

    /** A group that is no classic one any more lets go of who waits; the answer is whether it has just become one. */
    private boolean followClassic(String name, List<GroupRecord> changes) {
        boolean became = false;
        for (GroupRecord change : changes) {
            if (change instanceof GroupRecord.Classic(String g, var generation)) {
                became = generation.isPresent();
                if (generation.isEmpty()) {
                    classic.release(name);
                }
            }
        }
        return became;
    }

    private CompletableFuture<Boolean> rebalanceSoon(String name) {
        return operations.read(state -> {
            classic.rebalanceSoon(name);
            return true;
        });
    }

    private void checkRoom(GroupsState state, Group group, List<GroupRecord> changes) {
        if (!changes.isEmpty() && group.isVoid() && state.groups().size() >= maxGroups) {
            throw full(group.name(), maxGroups);
        }
    }

    static RequestException full(String group, int most) {
        return new RequestException(
                ErrorCode.GROUP_FULL,
                "there is no room for group " + group + ": its coordinator has " + most
                        + " groups, and more are not allowed (group-max-groups)");
    }

    private static void checkSize(Decision<?> decision) {
        long bytes = bytes(decision);
        if (bytes > MAX_CHANGE) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "the request would store " + bytes + " bytes at once: at most " + MAX_CHANGE
                            + " are allowed; ask for less in one request");
        }
    }
}

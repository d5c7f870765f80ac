package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.consensus.jgroups.rules.Quorum;
import io.gokafka.consensus.jgroups.rules.VotersPlan;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Planned changes: of the leader, and of the voters. Both are done by the leader beginning a new term: in another's favour,
 * or in its own with other voters. A change of voters begins only when an entry of the leader's term is committed, and its
 * new term is the very next one (see {@code docs/consensus.md} for why that is safe). For the group's thread.
 */
final class Succession {
    private static final long TRANSFER_NANOS = 3_000_000_000L;
    private static final long HOLD_ENTRIES = 256;

    private record Transfer(BrokerId target, long deadline, CompletableFuture<Void> done) {}

    private record Change(List<BrokerId> voters, long deadline, CompletableFuture<Void> done) {}

    private record Step(long term, List<BrokerId> voters) {}

    private final Core core;
    private final Deque<Change> changes = new ArrayDeque<>();
    private @Nullable Transfer transfer;
    private @Nullable Step step;

    Succession(Core core) {
        this.core = core;
    }

    void transfer(BrokerId target, CompletableFuture<Void> done) {
        if (target.equals(core.self())) {
            done.complete(null);
        } else if (!core.book().voters().contains(target)) {
            done.completeExceptionally(new ConsensusException.Refused(target + " is no voter of the group", null));
        } else if (transfer != null) {
            done.completeExceptionally(new ConsensusException.Refused("leadership is being transferred already", null));
        } else {
            core.flush(); // what was proposed before is not held
            transfer = new Transfer(target, core.now() + TRANSFER_NANOS, done);
            core.tickSoon();
        }
    }

    void changeVoters(List<BrokerId> voters, CompletableFuture<Void> done) {
        long deadline = core.now() + core.settings().catchUpTimeout().toNanos();
        changes.addLast(new Change(List.copyOf(voters), deadline, done));
        core.tickSoon();
    }

    /** Whether new proposals have to wait, because the leader is about to change. */
    boolean holds() {
        Transfer now = transfer;
        Leading leading = core.leading();
        if (now == null || leading == null) {
            return false;
        }
        Progress target = leading.progressOf(now.target());
        return target != null
                && target.mode() == Progress.Mode.STREAM
                && core.book().lastIndex() - target.match() <= HOLD_ENTRIES;
    }

    /** Goes on with what is planned, as far as it can. */
    void advance() {
        Leading leading = core.leading();
        if (leading == null || !leading.termCommitted()) {
            return;
        }
        if (!core.isVoter()) {
            completeChanges();
            core.stepDown("it was removed from the voters");
        } else if (transfer != null) {
            advanceTransfer(leading, transfer);
        } else if (!changes.isEmpty()) {
            advanceChange(leading, changes.getFirst());
        }
    }

    private void advanceTransfer(Leading leading, Transfer now) {
        Progress target = leading.progressOf(now.target());
        long last = core.book().lastIndex();
        if (target != null && target.countedMatch() == last && core.book().commit() == last) {
            core.beginTerm(now.target());
        }
    }

    private void advanceChange(Leading leading, Change change) {
        List<BrokerId> current = core.book().voters();
        Optional<List<BrokerId>> next = VotersPlan.next(current, change.voters(), core.self());
        if (next.isEmpty()) {
            changes.removeFirst().done().complete(null);
            return;
        }
        Optional<BrokerId> added = VotersPlan.added(current, next.get());
        boolean addedIsReady = added.isEmpty() || isReady(leading, added.get());
        // A step that leaves a majority of replicas that are away or behind would stop the group.
        if (addedIsReady && Quorum.isMajority(next.get(), v -> isReady(leading, v))) {
            step = new Step(core.terms().term() + 1, next.get());
            core.beginTerm(core.self());
        }
    }

    private boolean isReady(Leading leading, BrokerId replica) {
        Progress progress = leading.progressOf(replica);
        return replica.equals(core.self())
                || (progress != null
                        && progress.voting()
                        && progress.mode() == Progress.Mode.STREAM
                        && core.book().lastIndex() - progress.match() <= HOLD_ENTRIES);
    }

    private void completeChanges() {
        List<BrokerId> voters = core.book().voters();
        while (!changes.isEmpty() && changes.getFirst().voters().equals(voters)) {
            changes.removeFirst().done().complete(null);
        }
    }

    /** The voters of a term that this replica begins to lead. */
    List<BrokerId> votersOfTerm(long term) {
        Step planned = step;
        step = null;
        return planned != null && planned.term() == term
                ? planned.voters()
                : core.book().voters();
    }

    /** Gives up what takes too long; says whether something is planned. */
    boolean tick() {
        if (transfer != null && core.now() > transfer.deadline()) {
            Transfer late = transfer;
            transfer = null;
            late.done()
                    .completeExceptionally(new ConsensusException.Refused(
                            late.target() + " did not take over leadership in time", null));
        }
        if (!changes.isEmpty() && core.now() > changes.getFirst().deadline()) {
            changes.removeFirst()
                    .done()
                    .completeExceptionally(
                            new ConsensusException.Refused("a new voter did not catch up in time", null));
        }
        return transfer != null || !changes.isEmpty();
    }

    /** Another leads now. */
    void ledBy(BrokerId leader) {
        Transfer ended = transfer;
        transfer = null;
        step = null;
        if (ended != null && ended.target().equals(leader)) {
            ended.done().complete(null);
        } else if (ended != null) {
            ended.done().completeExceptionally(new ConsensusException.Refused(leader + " leads instead", null));
        }
        failChanges(new ConsensusException.NotLeader(Optional.of(leader)));
    }

    /** The new term came to nothing. */
    void failed() {
        step = null;
        fail(new ConsensusException.Refused("the election of the new leader failed", null));
    }

    void fail(ConsensusException why) {
        if (transfer != null) {
            transfer.done().completeExceptionally(why);
            transfer = null;
        }
        failChanges(why);
    }

    private void failChanges(ConsensusException why) {
        List<Change> open = List.copyOf(changes);
        changes.clear();
        open.forEach(c -> c.done().completeExceptionally(why));
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Snapshot;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.consensus.jgroups.wire.Rpc;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One replica: what role it plays in which term, and how it gets from one to the other. All state is owned by the group's
 * thread; the {@link Replica} posts everything here.
 */
final class Core {
    private static final Duration TICK = Duration.ofMillis(200);

    private final Env env;
    private final Mailbox mailbox;
    private final Wire wire;
    private final Runnable publish;
    private final Book book;
    private final TermBook terms;
    private final LogSyncer syncer;
    private final Proposals proposals = new Proposals();
    private final Elections elections;
    private final Succession succession;
    private final SnapshotIntake intake = new SnapshotIntake();
    private final Snapshots snapshots;
    private final Reach reach;
    private long heardOfLeaderAt;
    private long preferredSince = Long.MAX_VALUE;
    private @Nullable Leading leading;
    private @Nullable Following following;
    private boolean suspended;
    private boolean ticking;
    private Role role;

    /**
     * Opens a replica.
     *
     * @param publish is run when what others see has changed, before anyone is told
     */
    Core(Env env, Mailbox mailbox, Wire wire, Runnable publish) {
        this.env = env;
        this.publish = publish;
        this.mailbox = mailbox;
        this.wire = wire;
        LogVoters logVoters =
                new LogVoters(env.spec(), env.store().log(), env.store().snapshots());
        book = new Book(env.store().log(), logVoters, env.store().snapshots().load());
        snapshots = new Snapshots(env.store().snapshots());
        terms = new TermBook(env.store().votes());
        syncer = new LogSyncer(env.store().log(), env.durability(), env.executor(), mailbox, this::onDurable);
        reach = new Reach(env.self(), wire, book);
        elections = new Elections(this);
        succession = new Succession(this);
        role = currentRole();
    }

    BrokerId self() {
        return env.self();
    }

    JGroupsSettings settings() {
        return env.settings();
    }

    ReplicaStore store() {
        return env.store();
    }

    PartitionLog log() {
        return env.store().log();
    }

    Book book() {
        return book;
    }

    TermBook terms() {
        return terms;
    }

    LogSyncer syncer() {
        return syncer;
    }

    Snapshots snapshots() {
        return snapshots;
    }

    Wire wire() {
        return wire;
    }

    Elections elections() {
        return elections;
    }

    Succession succession() {
        return succession;
    }

    Proposals proposals() {
        return proposals;
    }

    Role role() {
        return role;
    }

    @Nullable Leading leading() {
        return leading;
    }

    boolean leads() {
        return leading != null;
    }

    boolean isVoter() {
        return book.voters().contains(self());
    }

    List<BrokerId> votersInReach() {
        return reach.votersInReach();
    }

    /** The leader of this term, if it is known and can be reached. */
    Optional<BrokerId> liveLeader() {
        return terms.leader().filter(reach::leaderInReach);
    }

    long now() {
        return env.timers().nanos();
    }

    long commitToShow() {
        return leading == null ? 0 : leading.commitToShow();
    }

    /** Runs something later on the group's thread. */
    void after(Duration delay, Runnable task) {
        env.timers().after(delay, () -> mailbox.post(task));
    }

    /** Does something that blocks beside the group's thread, and goes on there with its result. */
    <T> void async(Supplier<T> work, Consumer<T> next) {
        env.executor().execute(() -> {
            try {
                T result = work.get();
                mailbox.post(() -> next.accept(result));
            } catch (Throwable fault) {
                mailbox.post(() -> {
                    throw fault;
                });
            }
        });
    }

    /** Goes on only when this replica still leads the term. */
    void ifLeading(long term, Consumer<Leading> action) {
        if (leading != null && leading.term() == term) {
            action.accept(leading);
        }
    }

    void received(BrokerId from, Rpc rpc, ByteBuffer payload) {
        switch (rpc) {
            case Rpc.Append m -> append(from, m, payload);
            case Rpc.Install m -> install(from, m, payload);
            case Rpc.Ack m -> ifMyTerm(m.term(), l -> l.onAck(from, m));
            case Rpc.Nack m -> ifMyTerm(m.term(), l -> l.onNack(from, m));
            case Rpc.InstallAck m -> ifMyTerm(m.term(), l -> l.onInstallAck(from, m));
            case Rpc.Canvass m -> elections.onCanvass(from, m);
            case Rpc.Ballot m -> elections.onBallot(from, m);
            case Rpc.Elected m -> elections.onElected(from, m);
            case Rpc.Ask m -> asked(from);
            case Rpc.Hint m -> m.leader().ifPresent(this::askLeader);
            case Rpc.Resign m -> resigned(from);
        }
    }

    /** Answers to a leader: of its term they are handled, of a later one they end its leadership (Raft, section 5.1). */
    private void ifMyTerm(long term, Consumer<Leading> action) {
        if (leading != null && term > leading.term()) {
            terms.enter(term);
            stepDown("a replica is in term " + term);
        } else {
            ifLeading(term, action);
        }
    }

    private void append(BrokerId from, Rpc.Append append, ByteBuffer payload) {
        heardOfLeaderAt = now();
        if (append.term() < terms.term()) {
            wire.send(from, new Rpc.Nack(terms.term(), append.seq(), 0));
        } else {
            follow(append.term(), from).append(append, payload);
        }
    }

    private void install(BrokerId from, Rpc.Install install, ByteBuffer payload) {
        if (install.term() < terms.term()) {
            wire.send(from, new Rpc.Nack(terms.term(), install.seq(), 0));
            return;
        }
        Following now = follow(install.term(), from);
        Optional<Snapshot> snapshot = intake.take(install, payload);
        if (snapshot.isPresent() && book.lastIndex() < install.head().firstIndex() - 1) {
            // First the snapshot: with it and an old log the leader would send it again, not so the other way round.
            snapshots.store(snapshot.get());
            Rpc.Install.Head head = install.head();
            book.reset(head.firstIndex(), head.startOffset(), head.previousTerm(), syncer);
            votersMayHaveChanged();
            now.installed();
            env.listener().onSnapshot(snapshot.get());
        }
        wire.send(from, new Rpc.InstallAck(terms.term(), install.seq(), intake.received()));
    }

    private Following follow(long term, BrokerId leader) {
        Following now = following;
        if (now != null && now.follows(term, leader)) {
            return now;
        }
        boolean another = terms.leader().filter(l -> !l.equals(leader)).isPresent();
        if (term == terms.term() && (another || leads())) {
            throw new InvariantBroken(leader + " and " + terms.leader().orElse(self()) + " lead term " + term);
        }
        terms.follow(term, leader);
        elections.cancel();
        now = new Following(this, term, leader);
        following = now;
        reach.follow(leader);
        endLeading(new ConsensusException.NotLeader(Optional.of(leader)), "another replica leads");
        succession.ledBy(leader);
        return now;
    }

    void becomeLeader(long term) {
        List<BrokerId> voters = succession.votersOfTerm(term);
        following = null;
        suspended = false;
        terms.follow(term, self());
        elections.cancel();
        reach.follow(self());
        Leading begun = new Leading(this, proposals, term, voters);
        leading = begun;
        reportRole();
        votersMayHaveChanged();
        reach.others().forEach(begun::joined);
    }

    /** The leader has an election held at once, and keeps what was proposed for the case that it wins. */
    void beginTerm(BrokerId wished) {
        Leading ending = leading;
        if (ending != null) {
            ending.end(new ConsensusException.NotLeader(Optional.empty()));
            leading = null;
            suspended = true;
            terms.forgetLeader();
            elections.succeed(wished);
        }
    }

    void electionFailed() {
        if (suspended) {
            succession.failed();
            endLeading(new ConsensusException.NotLeader(Optional.empty()), "the election failed");
            reportRole();
        }
    }

    /** Leads no more without knowing who will. */
    void stepDown(String reason) {
        boolean led = leads() || suspended;
        following = null;
        terms.forgetLeader();
        reach.follow(null);
        endLeading(new ConsensusException.NotLeader(Optional.empty()), reason);
        if (led) {
            succession.fail(new ConsensusException.NotLeader(Optional.empty()));
            reach.others().forEach(other -> wire.send(other, new Rpc.Resign(terms.term())));
        }
        elections.retryLater();
        reportRole();
    }

    /** A vote for a new term is about to be given. */
    void voteGiven(BrokerId organizer) {
        following = null;
        reach.follow(null);
        if (leading != null && !organizer.equals(self())) {
            endLeading(new ConsensusException.NotLeader(Optional.empty()), "an election is held");
        }
    }

    private void endLeading(ConsensusException notLeader, String reason) {
        Leading ended = leading;
        boolean led = ended != null || suspended;
        leading = null;
        suspended = false;
        reportRole(); // those who wait for what fails now see it
        if (ended != null) {
            ended.end(notLeader);
        }
        if (led) {
            proposals.failAll(
                    notLeader, new ConsensusException.Indeterminate("leadership was lost before the commit: " + reason));
        }
    }

    private void asked(BrokerId from) {
        elections.opened(from);
        if (leading != null) {
            reach.include(from);
            leading.joined(from); // it may have been opened anew
        } else {
            liveLeader().ifPresent(l -> wire.send(from, new Rpc.Hint(terms.term(), Optional.of(l))));
        }
    }

    void askLeader(BrokerId leader) {
        if (liveLeader().isEmpty() && !leader.equals(self())) {
            wire.send(leader, new Rpc.Ask(terms.term()));
        }
    }

    void askEveryone() {
        reach.others().forEach(other -> wire.send(other, new Rpc.Ask(terms.term())));
    }

    private void resigned(BrokerId from) {
        if (leading != null) {
            leading.joined(from); // whatever it had acknowledged, it may come back without
        }
        if (leading != null && !book.voters().contains(from)) {
            reach.exclude(from);
            leading.left(from);
        }
        if (terms.leader().filter(from::equals).isPresent()) {
            leaderGone(from);
        }
    }

    /** The next in order holds an election at once, the others wait for it. */
    private void leaderGone(BrokerId gone) {
        following = null;
        terms.forgetLeader();
        reach.follow(null);
        reportRole();
        boolean first = reach.votersInReach().stream()
                .filter(v -> !v.equals(gone))
                .findFirst()
                .filter(self()::equals)
                .isPresent();
        if (first) {
            elections.organize();
        }
        elections.retryLater();
    }

    /** Other replicas are in reach now; an incarnation is a start of a broker. */
    void reachChanged(Map<BrokerId, Object> incarnations, Runnable judgeView) {
        List<BrokerId> joined = reach.update(incarnations);
        judgeView.run();
        terms.leader().filter(l -> !reach.leaderInReach(l)).ifPresent(this::leaderGone);
        elections.reachChanged();
        Leading now = leading;
        if (now != null) {
            reach.gone().forEach(now::left);
            joined.forEach(now::joined);
        } else if (liveLeader().isEmpty()) {
            joined.forEach(other -> wire.send(other, new Rpc.Ask(terms.term())));
            elections.retryLater();
        }
    }

    void majorityLost() {
        elections.cancel();
        stepDown("a majority of the voters is out of reach");
    }

    void votersMayHaveChanged() {
        reach.votersMayHaveChanged();
    }

    private void onDurable(long index) {
        book.durableUpTo(index);
        proposals.durableUpTo(book.durable());
    }

    /** Makes the log durable before the call returns. */
    void syncNow() {
        if (book.durable() < book.lastIndex()) {
            syncer.quiesce();
            onDurable(env.durability() == io.gokafka.api.consensus.Durability.OS ? book.lastIndex() : log().sync());
        }
    }

    /** Moves the commit index and tells the broker; says whether it moved. */
    boolean commitTo(long index) {
        boolean moved = book.commitTo(index);
        if (moved) {
            publish.run();
            env.listener().onCommit(book.commit(), book.highWatermark());
        }
        return moved;
    }

    /** After a batch of events: has its effects on log and network, and answers. */
    void flush() {
        if (leading != null) {
            leading.flush(!succession.holds());
            succession.advance();
        } else if (following != null) {
            following.flush();
        }
        if (leading == null && !suspended && proposals.hasQueued()) {
            ConsensusException notLeader = new ConsensusException.NotLeader(liveLeader());
            proposals.failAll(notLeader, notLeader);
        }
        reportRole();
    }

    void tickSoon() {
        if (!ticking) {
            ticking = true;
            after(TICK, this::tick);
        }
    }

    private void tick() {
        ticking = false;
        boolean busy = leading != null && leading.tick();
        busy |= succession.tick();
        if (busy) {
            tickSoon();
        }
    }

    /** A leader that was silent for long is asked whether it still leads; after a while without an answer it is forgotten. */
    void checkLeader(Duration silence) {
        long silent = now() - heardOfLeaderAt;
        Optional<BrokerId> leader = terms.leader();
        if (leads() || leader.isEmpty() || silent < silence.toNanos()) {
            return;
        }
        if (silent > 3 * silence.toNanos()) {
            leaderGone(leader.get());
        } else {
            wire.send(leader.get(), new Rpc.Ask(terms.term()));
        }
    }

    /** Gives leadership back to the preferred replica, once it has been ready for a while. */
    void rebalance(Duration delay) {
        BrokerId preferred = book.voters().getFirst();
        Progress progress = leading == null ? null : leading.progressOf(preferred);
        if (progress == null || !progress.voting() || progress.mode() != Progress.Mode.STREAM) {
            preferredSince = Long.MAX_VALUE;
        } else if (preferredSince == Long.MAX_VALUE) {
            preferredSince = now();
        } else if (now() - preferredSince >= delay.toNanos()) {
            preferredSince = Long.MAX_VALUE;
            succession.transfer(preferred, new CompletableFuture<>());
        }
    }

    private Role currentRole() {
        if (leading != null) {
            return new Role.Leader(leading.term(), self(), leading.termStart());
        }
        Optional<BrokerId> leader = liveLeader();
        return isVoter() ? new Role.Follower(terms.term(), leader) : new Role.Learner(terms.term(), leader);
    }

    private void reportRole() {
        Role now = suspended ? role : currentRole();
        if (!now.equals(role)) {
            role = now;
            publish.run();
            env.listener().onRole(now);
        }
    }

    /** Takes no part any more. */
    void end(ConsensusException why) {
        reach.others().forEach(other -> wire.send(other, new Rpc.Resign(terms.term())));
        if (leading != null) {
            leading.end(why);
        }
        leading = null;
        following = null;
        suspended = false;
        proposals.failAll(why, why);
        succession.fail(why);
    }
}

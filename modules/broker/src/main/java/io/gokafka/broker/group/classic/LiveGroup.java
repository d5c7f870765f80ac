package io.gokafka.broker.group.classic;

import io.gokafka.api.request.ClassicHeartbeat;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.JoinGroup;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.SyncGroup;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A classic group as its coordinator knows it: the last generation that is stored, and who joins, waits and is silent since. Here are
 * the steps of a rebalance; {@link Joining}, {@link Syncing}, {@link Attendance} and {@link Overdue} say when they are taken.
 *
 * <p>Lifecycle: made of what is stored when the coordinator first hears of the group; every decision begins with {@link #settle} and
 * may leave something to store ({@link #toStore}).
 *
 * <p>Threading: for the thread of the groups' state.
 */
public final class LiveGroup {
    private static final System.Logger LOG = System.getLogger(LiveGroup.class.getName());

    private final String name;
    private final ClassicRules rules;
    private final Roster roster;
    private Phase phase = new Phase.Empty();
    private int generation;
    private String protocolType = "";
    private Optional<String> protocol = Optional.empty();
    private long emptySince;
    private boolean isStored;
    private @Nullable Storing storing;

    LiveGroup(String name, ClassicRules rules, Optional<ClassicGeneration> stored) {
        this.name = name;
        this.rules = rules;
        this.roster = new Roster(name);
        stored.ifPresent(this::load);
    }

    String name() {
        return name;
    }

    ClassicRules rules() {
        return rules;
    }

    Roster roster() {
        return roster;
    }

    Phase phase() {
        return phase;
    }

    int generation() {
        return generation;
    }

    String protocolType() {
        return protocolType;
    }

    Optional<String> protocol() {
        return protocol;
    }

    /** What it is doing, for people. */
    public GroupState state() {
        return phase.state();
    }

    /** The generation that a decision has left to store; the next decision of the group finds out whether it was. */
    public Optional<ClassicGeneration> toStore() {
        return Optional.ofNullable(storing).map(Storing::generation);
    }

    /** A member joins, or joins again. Throws {@link RequestException} when it is refused. */
    public CompletableFuture<JoinGroup.Result> join(JoinGroup request, RequestContext caller) {
        return new Joining(this, request, caller).decide();
    }

    /** A member asks for its assignment. Throws {@link RequestException} when it is refused. */
    public CompletableFuture<SyncGroup.Result> sync(SyncGroup request) {
        return new Syncing(this, request).decide();
    }

    /** A member is alive. Throws {@link RequestException} when it has to do something. */
    public ClassicHeartbeat.Result heartbeat(ClassicHeartbeat request) {
        return new Attendance(this).heartbeat(request);
    }

    /** Throws {@link RequestException} when who commits is no member of this generation. */
    public void checkCommit(Optional<CommitOffsets.Member> by) {
        new Attendance(this).checkCommit(by);
    }

    /** Members leave. */
    public LeaveGroup.Result leave(LeaveGroup request) {
        return new Attendance(this).leave(request);
    }

    /** Does what is due. */
    public void tick() {
        new Overdue(this).handle();
    }

    /** Whether nothing is known of it that is not stored. */
    public boolean isIdle() {
        return phase instanceof Phase.Empty && roster.pending().isEmpty() && storing == null;
    }

    /** The group as it is now, with members that are not stored yet. */
    public ClassicGeneration toGeneration() {
        SortedMap<String, ClassicMember> members = new TreeMap<>();
        roster.members().forEach(m -> members.put(m.id, m.about()));
        return new ClassicGeneration(
                generation, protocolType, protocol, roster.leader(), members.isEmpty() ? emptySince : 0, members);
    }

    /**
     * Finds out what became of what was to be stored, and tells those who wait for it.
     *
     * @param stored what is stored now
     * @param failure why storing failed, if it is known
     */
    public void settle(Optional<ClassicGeneration> stored, Optional<RequestException> failure) {
        isStored = stored.isPresent();
        Storing asked = storing;
        storing = null;
        if (asked == null) {
            return;
        }
        boolean done = stored.filter(asked::isStoredAs).isPresent();
        switch (asked) {
            case Storing.Assignment(var assigned) when done -> publish(assigned);
            case Storing.Assignment a ->
                abandon(failure.orElseGet(() ->
                        new RequestException(ErrorCode.UNAVAILABLE, "the assignment of " + name + " was not stored")));
            case Storing.Change c
            when !done -> {
                failAll(Refusals.rebalancing(name));
                roster.clear();
                phase = new Phase.Empty();
                stored.ifPresent(this::load);
            }
            case Storing.Change c -> {}
        }
    }

    /** Has all members join again, unless they are about to. */
    void rebalance(String why) {
        if (phase.isJoining()) {
            proceedIfComplete();
            return;
        }
        LOG.log(Level.DEBUG, "group {0}: rebalance after generation {1}: {2}", name, generation, why);
        if (phase instanceof Phase.Completing) {
            roster.members().forEach(m -> m.failSync(Refusals.rebalancing(name), rules.times()));
        }
        roster.members().forEach(m -> m.owesSync(false));
        if (phase instanceof Phase.Empty) {
            gather();
        } else {
            phase = new Phase.Preparing(rules.times().in(roster.rebalanceTimeout()));
            proceedIfComplete();
        }
    }

    /** Somebody has come while the group waits for more. */
    void extendGathering() {
        if (phase instanceof Phase.Gathering(long until, Duration delay, Duration left, boolean moreCame)) {
            phase = new Phase.Gathering(until, delay, left, true);
        }
    }

    /** The time to wait for more members is up; when some have come meanwhile, it begins anew. */
    void endGathering(Phase.Gathering wait) {
        if (!wait.moreCame() || wait.left().isZero()) {
            beginGeneration();
            return;
        }
        Duration wish = rules.settings().initialRebalanceDelay();
        Duration delay = wish.compareTo(wait.left()) < 0 ? wish : wait.left();
        phase = new Phase.Gathering(rules.times().in(delay), delay, wait.left().minus(delay), false);
    }

    /** Begins the next generation if nobody is missing any more. A new group waits for its time all the same. */
    void proceedIfComplete() {
        boolean ready = phase instanceof Phase.Preparing || (phase.isJoining() && roster.isEmpty());
        if (ready && roster.isComplete()) {
            beginGeneration();
        }
    }

    /** Begins the next generation without those who have not joined again; a static member may still come back. */
    void beginGeneration() {
        for (LiveMember absent : roster.absent()) {
            LOG.log(Level.INFO, "group {0}: removed member {1}, which did not join again in time", name, absent.id);
            roster.remove(absent);
        }
        if (roster.isEmpty()) {
            becomeEmpty();
        } else if (!roster.electLeader()) {
            // Static members only, and none is here: their sessions decide.
            phase = new Phase.Preparing(rules.times().in(roster.rebalanceTimeout()));
        } else {
            generation++;
            protocol = Optional.of(Protocols.choose(roster.abouts()));
            phase = new Phase.Completing(rules.times().in(roster.rebalanceTimeout()));
            List.copyOf(roster.members()).forEach(m -> m.joined(answer(m, false), rules.times()));
        }
    }

    /** What a member is told of the present generation. */
    JoinGroup.Joined answer(LiveMember member, boolean skipAssignment) {
        String chosen = protocol.orElse("");
        boolean leads = roster.isLeader(member);
        List<JoinGroup.Member> all = !leads
                ? List.of()
                : roster.members().stream()
                        .map(m -> new JoinGroup.Member(
                                m.id, m.about().instanceId(), m.about().metadata(chosen)))
                        .toList();
        return new JoinGroup.Joined(
                generation, protocolType, chosen, roster.leader().orElse(""), skipAssignment && leads, member.id, all);
    }

    SyncGroup.Result assignment(LiveMember member) {
        return new SyncGroup.Result(
                protocolType, protocol.orElse(""), member.about().assignment());
    }

    void speaks(String type) {
        if (roster.isEmpty()) {
            protocolType = type;
        }
    }

    /** It is gone, and told so if it waits. */
    void remove(LiveMember member) {
        roster.remove(member);
        member.fail(Refusals.unknownMember(name, member.id));
    }

    void store(Storing wanted) {
        storing = wanted;
    }

    /** Nobody gets what it waits for. */
    void failAll(RequestException why) {
        List.copyOf(roster.members()).forEach(m -> m.fail(why));
    }

    private void load(ClassicGeneration stored) {
        generation = stored.number();
        protocolType = stored.protocolType();
        protocol = stored.protocol();
        emptySince = stored.emptySince();
        isStored = true;
        stored.members().forEach((id, member) -> roster.add(LiveMember.known(id, member, rules.times())));
        roster.lead(stored.leader().filter(id -> stored.members().containsKey(id)));
        phase = roster.isEmpty()
                ? new Phase.Empty()
                : new Phase.Stable(rules.times().in(Duration.ZERO));
    }

    private void gather() {
        Duration delay = rules.settings().initialRebalanceDelay();
        Duration left = roster.rebalanceTimeout().minus(delay);
        phase = new Phase.Gathering(rules.times().in(delay), delay, left.isNegative() ? Duration.ZERO : left, false);
        if (delay.isZero()) {
            beginGeneration();
        }
    }

    private void becomeEmpty() {
        boolean hasBegun = isStored || generation > 0;
        protocol = Optional.empty();
        roster.lead(Optional.empty());
        emptySince = rules.times().millis().getAsLong();
        phase = new Phase.Empty();
        if (hasBegun) {
            generation++;
            storing = new Storing.Change(toGeneration());
        }
    }

    private void publish(ClassicGeneration assigned) {
        long syncBy =
                phase instanceof Phase.Completing(long by) ? by : rules.times().in(Duration.ZERO);
        phase = new Phase.Stable(syncBy);
        for (LiveMember member : List.copyOf(roster.members())) {
            ClassicMember now = assigned.members().get(member.id);
            if (now != null) {
                member.becomes(now);
            }
            member.synced(assignment(member), rules.times());
        }
        LOG.log(Level.DEBUG, "group {0}: generation {1} of {2} members", name, generation, roster.size());
    }

    private void abandon(RequestException why) {
        roster.members().forEach(m -> m.failSync(why, rules.times()));
        rebalance("its assignment was not stored");
    }
}

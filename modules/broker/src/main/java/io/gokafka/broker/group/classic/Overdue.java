package io.gokafka.broker.group.classic;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What happens in a group when somebody's time is up. For the thread of the groups' state. */
final class Overdue {
    private static final System.Logger LOG = System.getLogger(Overdue.class.getName());

    private final LiveGroup group;
    private final Roster roster;
    private final Times times;

    Overdue(LiveGroup group) {
        this.group = group;
        this.roster = group.roster();
        this.times = group.rules().times();
    }

    /** The next moment at which something may be up: not after it, perhaps before, for sessions are renewed. */
    OptionalLong next() {
        LongStream.Builder moments = LongStream.builder();
        roster.pending().values().forEach(moments::add);
        roster.members().stream().filter(LiveMember::hasSessionEnd).forEach(m -> moments.add(m.sessionEnds()));
        switch (group.phase()) {
            case Phase.Empty e -> {}
            case Phase.Gathering g -> moments.add(g.until());
            case Phase.Preparing p -> moments.add(p.until());
            case Phase.Completing(long by) -> syncBy(by, moments);
            case Phase.Stable(long by) -> syncBy(by, moments);
        }
        return moments.build().reduce((a, b) -> a - b < 0 ? a : b);
    }

    private void syncBy(long by, LongStream.Builder moments) {
        if (!roster.owingSync().isEmpty()) {
            moments.add(by);
        }
    }

    /** Does what is due. */
    void handle() {
        expireSessions();
        switch (group.phase()) {
            case Phase.Empty e -> {}
            case Phase.Gathering g when times.isPast(g.until()) -> group.endGathering(g);
            case Phase.Preparing p when times.isPast(p.until()) -> group.beginGeneration();
            case Phase.Completing(long by) when times.isPast(by) -> expireSyncs();
            case Phase.Stable(long by) when times.isPast(by) -> expireSyncs();
            default -> {}
        }
    }

    private void expireSessions() {
        roster.pending().values().removeIf(times::isPast);
        List<LiveMember> silent =
                roster.members().stream().filter(m -> m.isSilent(times)).toList();
        for (LiveMember member : silent) {
            LOG.log(Level.INFO, "group {0}: removed member {1}, which was not heard of", group.name(), member.id);
            group.remove(member);
        }
        new Attendance(group).afterRemoval(!silent.isEmpty(), "members were not heard of");
    }

    /** Those who have joined and do not ask for their assignment do not read what is assigned to them. */
    private void expireSyncs() {
        List<LiveMember> owing = roster.owingSync();
        if (owing.isEmpty()) {
            return;
        }
        for (LiveMember member : owing) {
            LOG.log(
                    Level.INFO,
                    "group {0}: removed member {1}, which did not ask for its assignment",
                    group.name(),
                    member.id);
            group.remove(member);
        }
        group.rebalance("members did not ask for their assignment");
    }
}

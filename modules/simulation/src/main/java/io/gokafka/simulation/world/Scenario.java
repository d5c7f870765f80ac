package io.gokafka.simulation.world;

import io.gokafka.api.storage.LogConfig;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a run is like.
 *
 * @param brokers how many brokers there are, each with a replica
 * @param voters how many of them vote at first
 * @param troubles what goes wrong
 * @param troubledMillis for how long
 * @param everyMicros how often something of it happens, on average
 * @param consensus the settings of consensus
 * @param topic the settings of the topic
 */
public record Scenario(
        int brokers,
        int voters,
        Set<Trouble> troubles,
        int troubledMillis,
        int everyMicros,
        JGroupsSettings consensus,
        TopicConfig topic) {
    private static final int KIB = 1 << 10;

    /** Troubles that are worst together. */
    private static final List<Set<Trouble>> THEMES = List.of(
            EnumSet.of(Trouble.WIPE, Trouble.CUT, Trouble.CUT_ONE_WAY),
            EnumSet.of(Trouble.WIPE, Trouble.PAUSE, Trouble.FLAPPING_VIEWS),
            EnumSet.of(Trouble.WIPE_MANY, Trouble.CUT, Trouble.PAUSE),
            EnumSet.of(Trouble.WIPE_MANY, Trouble.CRASH, Trouble.CUT_ONE_WAY),
            EnumSet.of(Trouble.VOTERS, Trouble.CRASH, Trouble.CUT),
            EnumSet.of(Trouble.CRASH, Trouble.SLOW_DISK, Trouble.CUT_ONE_WAY),
            EnumSet.of(Trouble.CRASH_AT_WRITE, Trouble.DELETE, Trouble.PAUSE));

    /** As chance has it. */
    static Scenario any(Scheduler scheduler) {
        Set<Trouble> troubles =
                scheduler.below(4) == 0 ? EnumSet.copyOf(THEMES.get(scheduler.below(THEMES.size()))) : some(scheduler);
        if (troubles.contains(Trouble.WIPE)) {
            // Whether a majority keeps its disk is told by who votes: that must not change meanwhile.
            troubles.remove(Trouble.VOTERS);
        }
        int voters = scheduler.below(4) == 0 ? 5 : 3;
        int brokers = voters == 3 && troubles.contains(Trouble.VOTERS) ? 3 + scheduler.below(3) : voters;
        return new Scenario(
                brokers,
                voters,
                troubles,
                400 + scheduler.below(2_600),
                10_000 << scheduler.below(5),
                consensus(scheduler),
                topic(scheduler, troubles.contains(Trouble.DELETE)));
    }

    private static Set<Trouble> some(Scheduler scheduler) {
        Set<Trouble> troubles = EnumSet.noneOf(Trouble.class);
        int density = 150 + scheduler.below(500);
        for (Trouble trouble : Trouble.values()) {
            if (scheduler.perMille(density)) {
                troubles.add(trouble);
            }
        }
        // It ends most runs early, in a group that stands still: only as a theme.
        troubles.remove(Trouble.WIPE_MANY);
        return troubles;
    }

    private static JGroupsSettings consensus(Scheduler scheduler) {
        return new JGroupsSettings(
                200 << scheduler.below(4),
                600 << scheduler.below(4),
                (2 * KIB) << scheduler.below(5),
                Duration.ZERO,
                1 << 20,
                Duration.ofSeconds(1),
                Duration.ofMillis(100),
                Duration.ofMillis(50L << scheduler.below(4)),
                scheduler.below(3) == 0,
                Duration.ofMillis(200),
                Duration.ofSeconds(2));
    }

    private static TopicConfig topic(Scheduler scheduler, boolean deletes) {
        long keep = deletes && scheduler.below(2) == 0 ? 2_000 : TopicConfig.Retention.FOREVER;
        return new TopicConfig(
                new LogConfig(300L << scheduler.below(4), Duration.ofDays(7)),
                64 * KIB,
                1,
                new TopicConfig.Retention(TopicConfig.Retention.FOREVER, keep),
                new TopicConfig.Timestamps(false, Long.MAX_VALUE, Long.MAX_VALUE),
                TopicConfig.Cleanup.DELETE,
                TopicConfig.Compaction.DEFAULT);
    }

    /** Whether a kind of trouble may happen. */
    public boolean has(Trouble trouble) {
        return troubles.contains(trouble);
    }
}

package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.Optional;

/**
 * What a change of the group's view calls for: the decision of JGroups-raft's {@code ELECTION}, as a pure function (a test compares
 * the two). The first of the view organises elections. When the majority is lost is told once, when it is lost.
 */
public enum ViewJudgement {
    /** All goes on as it is. */
    NOTHING,
    /** This replica should hold an election. */
    ELECT,
    /** A majority of the voters is out of reach. */
    MAJORITY_LOST;

    /**
     * A member of a view.
     *
     * @param broker the broker
     * @param incarnation tells one start of it from the next
     */
    public record Member(BrokerId broker, Object incarnation) {}

    /**
     * The replica that judges.
     *
     * @param self as which member it is in views
     * @param voters the voters in force
     * @param leads whether it leads
     * @param leader the incarnation of the leader that it knows
     */
    public record Judge(Object self, List<BrokerId> voters, boolean leads, Optional<Object> leader) {}

    /**
     * Judges.
     *
     * @param before the view so far, in the order of preference; empty before the first
     * @param now the new view
     */
    public static ViewJudgement of(Optional<List<Member>> before, List<Member> now, Judge judge) {
        int majority = Quorum.size(judge.voters());
        boolean hadMajority = before.isPresent() && votersIn(before.get(), judge) >= majority;
        boolean hasMajority = votersIn(now, judge) >= majority;
        if (hadMajority && !hasMajority) {
            return MAJORITY_LOST;
        }
        boolean reached = hasMajority && !hadMajority;
        boolean leaderLeft = judge.leader().filter(l -> !contains(now, l)).isPresent();
        boolean isDue = reached || leaderLeft || isOrphaned(before, now, judge);
        return isDue && isFirst(now, judge) ? ELECT : NOTHING;
    }

    /** Whether another is first now, and there is nobody who leads. */
    private static boolean isOrphaned(Optional<List<Member>> before, List<Member> now, Judge judge) {
        boolean newFirst = before.isEmpty() || !first(before.get()).equals(first(now));
        return newFirst && !judge.leads() && judge.leader().isEmpty() && now.size() >= Quorum.size(judge.voters());
    }

    private static long votersIn(List<Member> view, Judge judge) {
        return view.stream().filter(m -> judge.voters().contains(m.broker())).count();
    }

    private static boolean contains(List<Member> view, Object incarnation) {
        return view.stream().anyMatch(m -> m.incarnation().equals(incarnation));
    }

    private static boolean isFirst(List<Member> view, Judge judge) {
        return first(view).filter(judge.self()::equals).isPresent();
    }

    private static Optional<Object> first(List<Member> view) {
        return view.isEmpty() ? Optional.empty() : Optional.of(view.getFirst().incarnation());
    }
}

package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way from one set of voters to another, by steps whose majorities overlap: one voter at a time (Raft dissertation,
 * section 4.1). Additions come first, so that the group never tolerates fewer faults than before or after; the leader's own
 * removal comes last.
 */
public final class VotersPlan {
    private VotersPlan() {}

    /**
     * The next step.
     *
     * @param current the voters in force
     * @param target the voters wanted
     * @param leader the leader
     * @return the voters after the step; empty when there is nothing left to do
     */
    public static Optional<List<BrokerId>> next(List<BrokerId> current, List<BrokerId> target, BrokerId leader) {
        if (current.equals(target)) {
            return Optional.empty();
        }
        Optional<BrokerId> added =
                target.stream().filter(b -> !current.contains(b)).findFirst();
        if (added.isPresent()) {
            List<BrokerId> next = new ArrayList<>(target.stream()
                    .filter(b -> current.contains(b) || b.equals(added.get()))
                    .toList());
            current.stream().filter(b -> !target.contains(b)).forEach(next::add);
            return Optional.of(List.copyOf(next));
        }
        Optional<BrokerId> removed = current.stream()
                .filter(b -> !target.contains(b) && !b.equals(leader))
                .findFirst()
                .or(() -> current.stream().filter(b -> !target.contains(b)).findFirst());
        return Optional.of(removed.map(gone -> without(current, gone)).orElse(target));
    }

    /** The voter that a step adds. */
    public static Optional<BrokerId> added(List<BrokerId> current, List<BrokerId> next) {
        return next.stream().filter(b -> !current.contains(b)).findFirst();
    }

    private static List<BrokerId> without(List<BrokerId> voters, BrokerId gone) {
        return voters.stream().filter(b -> !b.equals(gone)).toList();
    }
}

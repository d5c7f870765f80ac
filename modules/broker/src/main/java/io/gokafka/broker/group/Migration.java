package io.gokafka.broker.group;

import io.gokafka.broker.group.classic.ClassicGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decisions about groups that change from one protocol to the other by them; for the state's thread. */
record Migration(Upgrade upgrade, Downgrade downgrade, ClassicCoordinator classic) {
    Migration(Topics topics, GroupSettings settings, ClassicCoordinator classic) {
        this(new Upgrade(topics, settings), new Downgrade(settings), classic);
    }

    /** What a member of the consumer protocol that joins comes to, in a group that may be a classic one until now. */
    <T> Outcome<T> upgrading(Group group, Function<Group, Outcome<T>> join) {
        Optional<ClassicGeneration> generation = group.members().isEmpty() ? classic.current(group) : Optional.empty();
        if (generation.isEmpty()) {
            return downgrading(group, join.apply(group));
        }
        List<GroupRecord> changes = new ArrayList<>(upgrade.of(group, generation.get()));
        Outcome<T> joined = join.apply(group.with(changes));
        changes.addAll(joined.changes());
        // It may have members that are not stored yet: they are told as well.
        if (group.classic().isEmpty()) {
            changes.addFirst(new GroupRecord.Classic(group.name(), Optional.empty()));
        }
        return new Outcome<>(changes, joined.answer());
    }

    /** A decision by which the last member of the consumer protocol may have gone. */
    <T> Outcome<T> downgrading(Group group, Outcome<T> outcome) {
        return new Outcome<>(downgrade.after(group, outcome.changes()), outcome.answer());
    }
}

package io.gokafka.broker.group;

import io.gokafka.broker.state.Decision;
import java.util.List;

/**
 * What a decision comes to, as values.
 *
 * @param changes to append, all or none
 * @param answer to give once they are committed
 * @param <T> the type of the answer
 */
record Outcome<T>(List<GroupRecord> changes, T answer) {
    Outcome {
        changes = List.copyOf(changes);
    }

    static <T> Outcome<T> unchanged(T answer) {
        return new Outcome<>(List.of(), answer);
    }

    Decision<T> toDecision() {
        return new Decision<>(changes.stream().map(GroupRecordCodec::encode).toList(), answer);
    }
}

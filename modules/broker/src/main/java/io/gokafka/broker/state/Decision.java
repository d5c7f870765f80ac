package io.gokafka.broker.state;

import java.util.List;

/**
 * What an operation comes to: records to append, and the answer to give once they are committed and replayed. An operation that is
 * refused throws {@link io.gokafka.api.request.RequestException} instead, and changes nothing.
 *
 * @param records the changes, appended as one batch: all of them or none; empty when nothing changes
 * @param answer the answer
 * @param <T> the type of the answer
 */
public record Decision<T>(List<StateRecord> records, T answer) {
    public Decision {
        records = List.copyOf(records);
    }

    /** An answer without a change. */
    public static <T> Decision<T> unchanged(T answer) {
        return new Decision<>(List.of(), answer);
    }
}

package io.gokafka.api.storage;

import io.gokafka.api.BrokerId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state that the entries of a log up to an index amount to. The log need not begin or end at that index.
 *
 * @param index index of the last entry that the state includes
 * @param term that entry's term
 * @param offset the offset after that entry
 * @param voters the replicas of the group as of that index
 * @param state the state machine's image; not copied, do not change it
 */
public record Snapshot(long index, long term, long offset, List<BrokerId> voters, byte[] state) {
    public Snapshot {
        voters = List.copyOf(voters);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Snapshot(var i, var t, var o, var v, var s)
                && index == i
                && term == t
                && offset == o
                && voters.equals(v)
                && Arrays.equals(state, s);
    }

    @Override
    public int hashCode() {
        return Objects.hash(index, term, offset, voters, Arrays.hashCode(state));
    }

    @Override
    public String toString() {
        return "snapshot at index " + index + " term " + term + " offset " + offset + " voters " + voters + " ("
                + state.length + " bytes)";
    }
}

package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** Majorities of the voters of a group. Only voters count, whoever else is reachable. */
public final class Quorum {
    private Quorum() {}

    /** How many voters are a majority. */
    public static int size(Collection<BrokerId> voters) {
        return voters.size() / 2 + 1;
    }

    /** Whether a majority of the voters passes a test. */
    public static boolean isMajority(Collection<BrokerId> voters, Predicate<BrokerId> test) {
        int passed = 0;
        for (BrokerId voter : voters) {
            passed += test.test(voter) ? 1 : 0;
        }
        return passed >= size(voters);
    }

    /** The highest value that a majority of the voters has reached. */
    public static long reachedByMajority(List<BrokerId> voters, ToLongFunction<BrokerId> value) {
        long[] values = new long[voters.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(voters.get(i));
        }
        Arrays.sort(values);
        return values[values.length - size(voters)];
    }

    /**
     * The leader's new commit index: what a majority has durably, but nothing before an entry of the leader's own term is
     * among it. Counting replicas of earlier terms' entries is not enough (Raft, section 5.4.2 and figure 8).
     *
     * @param voters the voters in force
     * @param durable up to which index each of them is known to have the leader's log on disk
     * @param termStart index of the first entry of the leader's term
     * @param commit the commit index so far
     */
    public static long commitIndex(
            List<BrokerId> voters, ToLongFunction<BrokerId> durable, long termStart, long commit) {
        long reached = reachedByMajority(voters, durable);
        return reached >= termStart ? Math.max(reached, commit) : commit;
    }
}

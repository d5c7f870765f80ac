package io.gokafka.broker.group;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What concerns a group as a whole. The target assignment is computed in the decision that changes the epoch, so it
 * needs no epoch of its own (KIP-848 lets the two differ).
 *
 * @param epoch counts the changes of members, of their topics and of the topics' partitions; 0 before the first
 * @param emptySince when the last member left, milliseconds since 1970; 0 with members, or when there never was one
 * @param partitionCounts the topics that the members want and that exist, with the partition counts that the target is
 *     made for
 */
record GroupHeader(int epoch, long emptySince, SortedMap<String, Integer> partitionCounts) {
    /** Of a group that never had a member. */
    static final GroupHeader NONE = new GroupHeader(0, 0, new TreeMap<>());

    GroupHeader {
        partitionCounts = Collections.unmodifiableSortedMap(new TreeMap<>(partitionCounts));
    }
}

package io.gokafka.broker.group.classic;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A complete generation of a classic group, as it is stored.
 *
 * @param number counts the rebalances
 * @param protocolType what the members are to each other, as {@code consumer}
 * @param protocol the chosen protocol; empty without members
 * @param leader id of the member that assigned; empty without members
 * @param emptySince when the last member left, milliseconds since 1970; 0 with members
 * @param members the members by their ids
 */
public record ClassicGeneration(
        int number,
        String protocolType,
        Optional<String> protocol,
        Optional<String> leader,
        long emptySince,
        SortedMap<String, ClassicMember> members) {
    public ClassicGeneration {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }
}

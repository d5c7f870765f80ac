package io.gokafka.api.consensus;

import io.gokafka.api.BrokerId;
import java.util.List;
import java.util.Map;

/**
 * A replica's state at one moment.
 *
 * @param role what it is
 * @param voters the group's voters as of the latest change in its log, the preferred leader first
 * @param commitIndex index of the last entry that it knows to be committed
 * @param highWatermark the offset after that entry: readers see nothing beyond it
 * @param matchIndex on the leader: up to which index each other replica is known to have the log; empty elsewhere
 */
public record GroupStatus(
        Role role, List<BrokerId> voters, long commitIndex, long highWatermark, Map<BrokerId, Long> matchIndex) {
    public GroupStatus {
        voters = List.copyOf(voters);
        matchIndex = Map.copyOf(matchIndex);
    }

    /** Whether this replica leads. */
    public boolean isLeader() {
        return role instanceof Role.Leader;
    }
}

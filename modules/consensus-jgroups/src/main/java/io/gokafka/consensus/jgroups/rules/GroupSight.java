package io.gokafka.consensus.jgroups.rules;

import io.gokafka.api.BrokerId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Which members of the brokers' common view a group looks at, and in what order. */
public final class GroupSight {
    private GroupSight() {}

    /**
     * The group's replicas that can be reached, the preferred first: whoever stands first organises elections. This replica is always
     * among them, last when it is not one of the group's.
     *
     * @param replicas the group's replicas, the preferred first
     * @param self this replica
     * @param reachable whether a broker is in the common view
     */
    public static List<BrokerId> members(List<BrokerId> replicas, BrokerId self, Predicate<BrokerId> reachable) {
        List<BrokerId> members = new ArrayList<>(replicas.size() + 1);
        for (BrokerId replica : replicas) {
            if (reachable.test(replica)) {
                members.add(replica);
            }
        }
        if (!replicas.contains(self) && reachable.test(self)) {
            members.add(self);
        }
        return members;
    }
}

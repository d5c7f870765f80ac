package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** While a replica lives, its log's start never goes back; it is never later than a committed entry says. */
final class LogStartIsCommittedAndNeverGoesBack implements Invariant {
    private final Map<BrokerId, Long> last = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Opened(BrokerId broker)) {
            last.remove(broker);
        } else if (seen instanceof Observation.Advanced now) {
            Long known = last.put(now.broker(), now.logStart());
            if (known != null && now.logStart() < known) {
                throw new Violation(now + ", but its log started at offset " + known);
            }
            if (now.logStart() > before.logStart()) {
                throw new Violation(now + ", but by what is committed the log starts at " + before.logStart());
            }
        }
    }

    @Override
    public void atEnd(List<FinalReplica> replicas, History history) {
        for (FinalReplica replica : replicas) {
            if (replica.logStart() != history.logStart()) {
                throw new Violation(replica.broker() + "'s log starts at " + replica.logStart()
                        + " at the end, but by what is committed at " + history.logStart());
            }
        }
    }
}

package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import java.util.HashMap;
import java.util.Map;

/** A term has at most one leader (Raft, figure 3, election safety). */
final class OneLeaderATerm implements Invariant {
    private final Map<Long, BrokerId> leaders = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Led led) {
            BrokerId known = leaders.putIfAbsent(led.term(), led.broker());
            if (known != null && !known.equals(led.broker())) {
                throw new Violation(known + " and " + led.broker() + " lead term " + led.term());
            }
        }
    }
}

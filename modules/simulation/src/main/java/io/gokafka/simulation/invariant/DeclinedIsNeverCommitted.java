package io.gokafka.simulation.invariant;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a client was told that it was certainly not written is not committed, neither before nor after it was told: an outcome that
 * is unknown is never called a failure. Only of batches that are sent once; another attempt could be the one that is written.
 */
final class DeclinedIsNeverCommitted implements Invariant {
    private final Map<Long, Observation.Declined> declined = new HashMap<>();
    private final Set<Long> committed = new HashSet<>();

    @Override
    public void check(Observation seen, History before) {
        switch (seen) {
            case Observation.Committed c
            when c.entry().name() != LoggedEntry.NO_NAME -> {
                committed.add(c.entry().name());
                checkNotBoth(c.entry().name(), c);
            }
            case Observation.Declined d -> {
                declined.put(d.name(), d);
                checkNotBoth(d.name(), d);
            }
            default -> {}
        }
    }

    private void checkNotBoth(long name, Observation seen) {
        if (committed.contains(name) && declined.containsKey(name)) {
            throw new Violation("committed, though a client was told " + declined.get(name) + "; seen last: " + seen);
        }
    }
}

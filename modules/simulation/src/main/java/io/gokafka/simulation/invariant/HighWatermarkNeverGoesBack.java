package io.gokafka.simulation.invariant;

import io.gokafka.api.BrokerId;
import java.util.HashMap;
import java.util.Map;

/** While a replica lives, its commit index and its high watermark never go back; they never pass what is committed. */
final class HighWatermarkNeverGoesBack implements Invariant {
    private final Map<BrokerId, Observation.Advanced> last = new HashMap<>();

    @Override
    public void check(Observation seen, History before) {
        if (seen instanceof Observation.Opened(BrokerId broker)) {
            last.remove(broker);
        } else if (seen instanceof Observation.Advanced now) {
            Observation.Advanced known = last.put(now.broker(), now);
            if (known != null
                    && (now.highWatermark() < known.highWatermark() || now.commitIndex() < known.commitIndex())) {
                throw new Violation(now + " after " + known);
            }
            if (now.highWatermark() > before.endOffset() || now.commitIndex() > before.lastIndex()) {
                throw new Violation(
                        now + ", but committed is index " + before.lastIndex() + " up to offset " + before.endOffset());
            }
        }
    }
}

package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/** Links between brokers that are cut, slow or lossy as a seed decides; each keeps the order of its messages. */
final class SimulatedNetwork {
    private static final long USUAL_MICROS = 500;
    private static final long SLOW_MICROS = 20_000;

    private final Random random;
    private final Set<String> cut = new HashSet<>();
    private final Map<String, Long> lastArrival = new HashMap<>();
    private int lossPercent;
    private long slowMicros = SLOW_MICROS;

    SimulatedNetwork(Random random) {
        this.random = random;
    }

    private static String link(BrokerId one, BrokerId other) {
        return one.compareTo(other) < 0 ? one + "-" + other : other + "-" + one;
    }

    boolean connects(BrokerId one, BrokerId other) {
        return !cut.contains(link(one, other));
    }

    void cut(BrokerId one, BrokerId other) {
        cut.add(link(one, other));
    }

    /** Loses messages, and delays some for up to half a second. */
    void disturb() {
        lossPercent = random.nextInt(20);
        slowMicros = 1_000L << random.nextInt(10);
    }

    void heal() {
        cut.clear();
        lossPercent = 0;
        slowMicros = SLOW_MICROS;
    }

    /** When a message that is sent now arrives, in nanoseconds; empty when it is lost. */
    OptionalLong arrival(long now, BrokerId from, BrokerId to) {
        if (!connects(from, to) || random.nextInt(100) < lossPercent) {
            return OptionalLong.empty();
        }
        long micros = random.nextInt(20) == 0 ? slowMicros : USUAL_MICROS;
        String direction = from + ">" + to;
        long at = Math.max(now + random.nextLong(micros * 1_000), lastArrival.getOrDefault(direction, 0L) + 1);
        lastArrival.put(direction, at);
        return OptionalLong.of(at);
    }
}

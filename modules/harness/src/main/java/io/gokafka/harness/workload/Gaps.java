package io.gokafka.harness.workload;

import io.gokafka.api.TopicPartition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the times without acknowledgements, from those of the acknowledgements. Safe for use by several threads. */
final class Gaps {
    private final Protocol protocol;
    private final long shortest;
    private final Map<TopicPartition, Long> last = new HashMap<>();
    private final List<Gap> found = new ArrayList<>();

    /** None yet; shorter ones are not kept. */
    Gaps(Protocol protocol, Duration shortest) {
        this.protocol = protocol;
        this.shortest = shortest.toNanos();
    }

    /** From now on acknowledgements are expected. */
    synchronized void begin(TopicPartition partition, long at) {
        last.putIfAbsent(partition, at);
    }

    /** An acknowledgement has come; times of a partition come in their order. */
    synchronized void acknowledged(TopicPartition partition, long at) {
        Long before = last.put(partition, at);
        if (before != null && at - before >= shortest) {
            found.add(new Gap(protocol, partition, before, at));
        }
    }

    /** Those that have ended, and those that are open at a time. */
    synchronized List<Gap> until(long now) {
        List<Gap> all = new ArrayList<>(found);
        last.forEach((partition, at) -> {
            if (now - at >= shortest) {
                all.add(new Gap(protocol, partition, at, now));
            }
        });
        return all;
    }
}

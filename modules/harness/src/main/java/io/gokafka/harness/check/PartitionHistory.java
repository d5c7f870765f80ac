package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was done with one partition. Of a topic that was deleted, the readings are those from before the deletion began: after it,
 * a topic of the same name is another one.
 */
final class PartitionHistory {
    private final TopicPartition partition;
    private final @Nullable FinalIndex finalLog;
    private final boolean deleted;
    private final boolean shortened;
    private final Map<String, List<Fate>> producers = new LinkedHashMap<>();
    private final List<Event> readings = new ArrayList<>();

    PartitionHistory(TopicPartition partition, @Nullable FinalIndex finalLog, boolean deleted, boolean shortened) {
        this.partition = partition;
        this.finalLog = deleted ? null : finalLog;
        this.deleted = deleted;
        this.shortened = shortened;
    }

    TopicPartition partition() {
        return partition;
    }

    boolean deleted() {
        return deleted;
    }

    /** Null when the topic was deleted, or the log is missing. */
    @Nullable FinalIndex finalLog() {
        return finalLog;
    }

    /** Whether retention may delete records at its beginning. */
    boolean shortened() {
        return shortened;
    }

    /** The offset from which on nothing may be missing in a final log of this partition. */
    long keptFrom(FinalIndex log) {
        return shortened ? log.startOffset() : 0;
    }

    /** What each producing client sent here, by its name, in the order of sequence. */
    Map<String, List<Fate>> producers() {
        return producers;
    }

    /** Each {@link Event.Read} and {@link Event.Positioned}; those of one client in the order of its doings. */
    List<Event> readings() {
        return readings;
    }

    void sent(Fate fate) {
        producers.computeIfAbsent(fate.sent().client(), _ -> new ArrayList<>()).add(fate);
    }

    void reading(Event event) {
        readings.add(event);
    }
}

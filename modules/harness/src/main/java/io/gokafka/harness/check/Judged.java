package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.Value;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that is being judged, indexed once: by value, by partition, by group. It refers to the events and copies none, so it takes
 * about a hundred bytes a value that was sent. Not changed once it is built.
 */
public final class Judged {
    private final JudgedBuilder index;

    private Judged(JudgedBuilder index) {
        this.index = index;
    }

    /**
     * Indexes a run.
     *
     * @param events of one client in the order of its doings
     * @param replicas by the name of the node; empty when they were not looked at
     * @param shortened the topics whose records retention may delete, from the beginning
     */
    public static Judged of(
            List<Event> events,
            List<FinalLog> finalLogs,
            Map<String, List<ReplicaLog>> replicas,
            Set<String> shortened) {
        return new Judged(new JudgedBuilder(events, finalLogs, replicas, shortened));
    }

    List<Event> events() {
        return index.events;
    }

    /** As they were read; those of deleted topics too. */
    List<FinalLog> finalLogs() {
        return index.finalLogs;
    }

    Map<String, List<ReplicaLog>> replicas() {
        return index.replicas;
    }

    /** What became of a value, or null when nobody sent it. */
    @Nullable Fate fate(Value value) {
        return index.fates.get(value);
    }

    Collection<Fate> fates() {
        return index.fates.values();
    }

    /** All partitions that something was sent to, that were read, or that have a final log. */
    Collection<PartitionHistory> partitions() {
        return index.partitions.values();
    }

    /** Null when the topic was deleted, or the log is missing. */
    @Nullable FinalIndex finalLog(TopicPartition partition) {
        PartitionHistory history = index.partitions.get(partition);
        return history == null ? null : history.finalLog();
    }

    boolean deleted(TopicPartition partition) {
        return index.deletedAt.containsKey(partition.topic());
    }

    /** Whether retention may delete records at the beginning of a partition. */
    boolean shortened(TopicPartition partition) {
        return index.shortened.contains(partition.topic());
    }

    Collection<GroupHistory> groups() {
        return index.groups.values();
    }

    /** Events that fit nothing, of which the harness itself must be wrong: a second answer, an answer to nothing. */
    List<Event> strays() {
        return index.strays;
    }
}

package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.CommitFailed;
import io.gokafka.harness.history.Event.Committed;
import io.gokafka.harness.history.Event.CommittedRead;
import io.gokafka.harness.history.Event.Committing;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Positioned;
import io.gokafka.harness.history.Event.Read;
import io.gokafka.harness.history.Event.Resumed;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills the indexes of {@link Judged}, in two passes: what was sent and deleted comes first, as threads add to a history at once. */
final class JudgedBuilder {
    final List<Event> events;
    final List<FinalLog> finalLogs;
    final Map<String, List<ReplicaLog>> replicas;
    final Set<String> shortened;
    final Map<Value, Fate> fates = new HashMap<>();
    final Map<TopicPartition, PartitionHistory> partitions = new LinkedHashMap<>();
    final Map<GroupHistory.Key, GroupHistory> groups = new LinkedHashMap<>();
    final Map<String, Long> deletedAt = new HashMap<>();
    final List<Event> strays = new ArrayList<>();
    private final Map<TopicPartition, FinalLog> finalLogOf = new HashMap<>();

    JudgedBuilder(
            List<Event> events,
            List<FinalLog> finalLogs,
            Map<String, List<ReplicaLog>> replicas,
            Set<String> shortened) {
        this.events = events;
        this.finalLogs = finalLogs;
        this.replicas = replicas;
        this.shortened = shortened;
        for (FinalLog log : finalLogs) {
            if (finalLogOf.put(log.partition(), log) != null) {
                throw new IllegalArgumentException("two final logs of " + log.partition());
            }
        }
        events.forEach(this::addDeletion);
        finalLogs.forEach(log -> partition(log.partition()));
        events.forEach(this::addSent);
        events.forEach(this::addRest);
        partitions.values().forEach(this::finish);
    }

    private void addDeletion(Event event) {
        if (event instanceof Deleting deleting) {
            deletedAt.merge(deleting.topic(), deleting.at(), Math::min);
        }
    }

    private void addSent(Event event) {
        if (event instanceof Sent sent) {
            Fate fate = new Fate(sent);
            if (fates.putIfAbsent(sent.value(), fate) == null) {
                partition(sent.partition()).sent(fate);
            } else {
                strays.add(sent);
            }
        }
    }

    private void addRest(Event event) {
        switch (event) {
            case Acknowledged answer -> addAcknowledged(answer);
            case Failed answer -> addFailed(answer);
            case Read read -> addRead(read);
            case Positioned positioned -> addPositioned(positioned);
            // All attempts, so that a refusal finds its own.
            case Committing commit -> group(commit.group(), commit.partition()).add(commit);
            case Committed commit
            when judged(commit, commit.partition()) ->
                group(commit.group(), commit.partition()).add(commit);
            case CommittedRead read
            when judged(read, read.partition()) ->
                group(read.group(), read.partition()).add(read);
            case Resumed resumed
            when judged(resumed, resumed.partition()) ->
                group(resumed.group(), resumed.partition()).add(resumed);
            case CommitFailed commit
            when commit.known() -> group(commit.group(), commit.partition()).refused(commit);
            case Sent _, Deleting _, Fault _, Committed _, CommittedRead _, Resumed _, CommitFailed _ -> {}
        }
    }

    private void addAcknowledged(Acknowledged answer) {
        Fate fate = answered(answer, answer.partition(), answer.value());
        if (fate != null) {
            // After its topic's deletion, an offset may be one of another topic of that name.
            fate.acknowledged(answer, judged(answer, answer.partition()) ? answer.offset() : Fate.NOWHERE);
        }
    }

    private void addFailed(Failed answer) {
        Fate fate = answered(answer, answer.partition(), answer.value());
        if (fate != null) {
            fate.failed(answer);
        }
    }

    /** The fate of what was answered; null, and a stray, when it is no answer. */
    private @Nullable Fate answered(Event answer, TopicPartition partition, Value value) {
        Fate fate = fates.get(value);
        if (fate != null
                && fate.answer() == null
                && fate.sent().partition().equals(partition)
                && fate.sent().at() <= answer.at()) {
            return fate;
        }
        strays.add(answer);
        return null;
    }

    private void addRead(Read read) {
        if (!judged(read, read.partition())) {
            return;
        }
        partition(read.partition()).reading(read);
        Fate fate = fates.get(read.value());
        if (fate != null && fate.sent().partition().equals(read.partition())) {
            fate.read(read);
        }
    }

    private void addPositioned(Positioned positioned) {
        if (judged(positioned, positioned.partition())) {
            partition(positioned.partition()).reading(positioned);
        }
    }

    private boolean judged(Event event, TopicPartition partition) {
        Long deleted = deletedAt.get(partition.topic());
        return deleted == null || event.at() <= deleted;
    }

    private PartitionHistory partition(TopicPartition partition) {
        return partitions.computeIfAbsent(partition, _ -> {
            FinalLog log = finalLogOf.get(partition);
            boolean deleted = deletedAt.containsKey(partition.topic());
            return new PartitionHistory(
                    partition,
                    log == null ? null : new FinalIndex(log),
                    deleted,
                    shortened.contains(partition.topic()));
        });
    }

    private GroupHistory group(String group, TopicPartition partition) {
        return groups.computeIfAbsent(new GroupHistory.Key(group, partition), GroupHistory::new);
    }

    private void finish(PartitionHistory history) {
        history.producers()
                .values()
                .forEach(sent ->
                        sent.sort(Comparator.comparingLong(fate -> fate.sent().sequence())));
        FinalIndex log = history.finalLog();
        if (log == null) {
            return;
        }
        for (FinalLog.Entry entry : log.records()) {
            Fate fate = fates.get(entry.value());
            if (fate != null && fate.sent().partition().equals(history.partition())) {
                fate.kept(entry.offset());
            }
        }
    }
}

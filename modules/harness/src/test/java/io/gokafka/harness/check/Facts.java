package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event.Acknowledged;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Failed;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.Event.Sent;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** What mutations need to know of a run; found without the checker's own index. */
final class Facts {
    final Map<Value, Sent> sent = new HashMap<>();
    final Map<Value, Acknowledged> acknowledged = new HashMap<>();
    final Map<TopicPartition, FinalLog> logs = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();

    Facts(Run run) {
        run.events(Sent.class, _ -> true).forEach(event -> sent.put(event.value(), event));
        run.events(Acknowledged.class, _ -> true).forEach(event -> acknowledged.put(event.value(), event));
        run.events(Deleting.class, _ -> true).forEach(event -> deleted.add(event.topic()));
        run.finalLogs().forEach(log -> logs.put(log.partition(), log));
    }

    boolean lives(TopicPartition partition) {
        return !deleted.contains(partition.topic());
    }

    FinalLog log(TopicPartition partition) {
        return Optional.ofNullable(logs.get(partition)).orElseThrow();
    }

    Mode mode(Value value) {
        return Optional.ofNullable(sent.get(value)).orElseThrow().mode();
    }

    /** Whether the final log could hold what is at that offset. */
    boolean retained(TopicPartition partition, long offset) {
        return lives(partition) && offset >= log(partition).startOffset();
    }

    boolean promised(Value value) {
        return mode(value) == Mode.IDEMPOTENT || mode(value) == Mode.ALL;
    }

    List<Acknowledged> acknowledgedAndRetained(Set<Mode> modes) {
        return acknowledged.values().stream()
                .filter(event -> event.offset() >= 0 && modes.contains(mode(event.value())))
                .filter(event -> retained(event.partition(), event.offset()))
                .toList();
    }

    List<Failed> refused(Run run) {
        return run.events(Failed.class, event -> event.known() && lives(event.partition()) && promised(event.value()));
    }

    static <T> Optional<T> any(List<T> all, SplittableRandom random) {
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
    }

    static FinalLog append(FinalLog log, Value value) {
        List<FinalLog.Entry> records = new ArrayList<>(log.records());
        records.add(new FinalLog.Entry(log.endOffset(), value));
        return new FinalLog(log.partition(), log.startOffset(), log.endOffset() + 1, records);
    }

    static FinalLog with(FinalLog log, List<FinalLog.Entry> records) {
        return new FinalLog(log.partition(), log.startOffset(), log.endOffset(), records);
    }
}

package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.Event;
import io.gokafka.harness.history.Event.Deleting;
import io.gokafka.harness.history.Event.Fault;
import io.gokafka.harness.history.Event.Mode;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.ReplicaLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** A run that keeps every promise, made up from a seed: retries, late requests, unknown outcomes, retention, a deleted topic. */
final class RandomRun {
    private final SplittableRandom random;
    private final List<Event> events = new ArrayList<>();
    private final List<RandomLog> logs = new ArrayList<>();
    private final List<RandomProducer> producers = new ArrayList<>();
    private final List<RandomReader> readers = new ArrayList<>();
    private final List<RandomGroup> groups = new ArrayList<>();
    private boolean deleted;
    private long clock;

    private RandomRun(long seed) {
        this.random = new SplittableRandom(seed);
        logs.add(new RandomLog(new TopicPartition("kept", 0), false));
        logs.add(new RandomLog(new TopicPartition("recent", 0), true));
        logs.add(new RandomLog(new TopicPartition("gone", 0), false));
        for (Mode mode : Mode.values()) {
            producers.add(new RandomProducer(this, random, producers.size(), mode));
            producers.add(new RandomProducer(this, random, producers.size(), mode));
        }
        for (int i = 0; i < 3; i++) {
            readers.add(new RandomReader(this, random, "reader" + i));
            groups.add(new RandomGroup(this, random, "group", logs.get(i)));
        }
    }

    static Run of(long seed, int steps) {
        RandomRun run = new RandomRun(seed);
        for (int i = 0; i < steps; i++) {
            run.step();
        }
        return run.end();
    }

    RandomLog anyLog() {
        return logs.get(random.nextInt(logs.size()));
    }

    long now() {
        clock += random.nextInt(1_000_000);
        return clock;
    }

    long add(LongFunction<Event> event) {
        long at = now();
        events.add(event.apply(at));
        return at;
    }

    /** Something that others do while one waits for an answer. */
    void elsewhere() {
        readers.get(random.nextInt(readers.size())).step();
    }

    private void step() {
        int kind = random.nextInt(200);
        if (kind < 120) {
            producers.get(random.nextInt(producers.size())).step();
        } else if (kind < 165) {
            elsewhere();
        } else if (kind < 190) {
            groups.get(random.nextInt(groups.size())).step();
        } else if (kind < 196) {
            add(at -> new Fault(at, "attacker", "a fault begins or ends"));
        } else {
            rare(kind);
        }
    }

    private void rare(int kind) {
        RandomLog recent = logs.get(1);
        switch (kind) {
            case 196 -> recent.deleteBefore(random.nextLong(recent.start(), recent.end() + 1) / 2);
            case 197 -> delete(logs.get(2));
            default -> anyLog().appendGap();
        }
    }

    private void delete(RandomLog log) {
        if (random.nextInt(3) == 0) {
            add(at -> new Deleting(at, "admin", log.partition.topic()));
            deleted = true;
            log.clear();
            readers.forEach(reader -> reader.lost(log));
            groups.forEach(group -> group.lost(log));
        }
    }

    private Run end() {
        List<FinalLog> finalLogs = new ArrayList<>();
        Map<String, List<ReplicaLog>> replicas = new TreeMap<>();
        for (RandomLog log : logs) {
            if (!deleted || log != logs.get(2)) {
                finalLogs.add(log.finalLog());
            }
            for (int node = 1; node <= 3; node++) {
                replicas.computeIfAbsent("node" + node, _ -> new ArrayList<>()).add(log.replica(random));
            }
        }
        return new Run(List.copyOf(events), finalLogs, replicas, Set.of("recent"));
    }
}

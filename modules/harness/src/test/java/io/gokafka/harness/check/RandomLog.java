package io.gokafka.harness.check;

import io.gokafka.api.TopicPartition;
import io.gokafka.harness.history.FinalLog;
import io.gokafka.harness.history.FinalLog.Entry;
import io.gokafka.harness.history.ReplicaLog;
import io.gokafka.harness.history.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The model of a partition's log: values at offsets, some of which hold no record. */
final class RandomLog {
    final TopicPartition partition;
    private final List<Optional<Value>> records = new ArrayList<>();
    private final boolean shortened;
    private long start;

    /** An empty one. */
    RandomLog(TopicPartition partition, boolean shortened) {
        this.partition = partition;
        this.shortened = shortened;
    }

    long start() {
        return start;
    }

    long end() {
        return records.size();
    }

    long append(Value value) {
        records.add(Optional.of(value));
        return records.size() - 1L;
    }

    void appendGap() {
        records.add(Optional.empty());
    }

    Optional<Value> at(long offset) {
        return records.get((int) offset);
    }

    void deleteBefore(long offset) {
        start = Math.max(start, offset);
    }

    void clear() {
        records.clear();
        start = 0;
    }

    FinalLog finalLog() {
        List<Entry> entries = new ArrayList<>();
        for (long offset = start; offset < end(); offset++) {
            Optional<Value> value = at(offset);
            if (value.isPresent()) {
                entries.add(new Entry(offset, value.get()));
            }
        }
        return new FinalLog(partition, start, end(), entries);
    }

    /**
     * A replica with one entry an offset, and one of consensus's own before them; where there is retention, it has deleted some of its
     * own accord.
     */
    ReplicaLog replica(SplittableRandom random) {
        List<ReplicaLog.Entry> entries = new ArrayList<>();
        for (int index = 0; index <= records.size(); index++) {
            int crc = index == 0 ? 0 : records.get(index - 1).hashCode();
            entries.add(new ReplicaLog.Entry(index, Math.max(0, index - 1), index, index / 10, crc, 100));
        }
        int deleted = shortened ? random.nextInt(entries.size() / 2 + 1) : 0;
        return new ReplicaLog(partition, entries.size(), entries.subList(deleted, entries.size()));
    }
}

package io.gokafka.harness.cluster;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.Record;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatches;
import io.gokafka.api.storage.EntryRun;
import io.gokafka.api.storage.LogBounds;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.harness.history.ReplicaLog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.zip.CRC32C;

/** Reads what brokers that do not run have on their disks. */
public final class Replicas {
    private static final int CHUNK_BYTES = 4 << 20;

    private Replicas() {}

    /**
     * The logs of one broker.
     *
     * @param disk its disk, which its storage is opened on as by a start
     * @param wanted which logs, and the partition that each one is of
     */
    public static List<ReplicaLog> of(Disk disk, Map<LogId, TopicPartition> wanted) {
        return of(disk.plugin(), disk.storage(), wanted);
    }

    static List<ReplicaLog> of(String plugin, Path directory, Map<LogId, TopicPartition> wanted) {
        List<ReplicaLog> logs = new ArrayList<>();
        try (Storage opened = open(plugin, directory)) {
            Set<LogId> there = opened.list();
            for (Map.Entry<LogId, TopicPartition> entry : wanted.entrySet()) {
                if (there.contains(entry.getKey())) {
                    try (ReplicaStore store = opened.open(entry.getKey(), LogConfig.DEFAULT)) {
                        logs.add(read(entry.getValue(), store.log()));
                    }
                }
            }
        }
        return logs;
    }

    /**
     * The records that one broker has of a partition, in their order; none when it has no replica of it.
     *
     * @param disk its disk, which its storage is opened on as by a start
     */
    public static List<Record> records(Disk disk, LogId log) {
        List<Record> records = new ArrayList<>();
        try (Storage opened = open(disk.plugin(), disk.storage())) {
            if (opened.list().contains(log)) {
                try (ReplicaStore store = opened.open(log, LogConfig.DEFAULT)) {
                    LogBounds bounds = store.log().bounds();
                    for (long index = bounds.firstIndex(); index <= bounds.lastIndex(); ) {
                        EntryRun run = EntryRun.read(store.log(), index, bounds.lastIndex(), CHUNK_BYTES);
                        run.batches().forEach(batch -> records.addAll(batch.isControl() ? List.of() : batch.records()));
                        index = run.nextIndex();
                    }
                }
            }
        }
        return records;
    }

    /**
     * What of logs is to be compared: those of the brokers that are replicas, and of these what is committed. A broker that a move has
     * taken a partition from may have left its log, as far as it was then. Whatever is beyond the end of the shortest replica need not
     * be committed, unless it is below the end that clients were told: that all of them must have, so nothing below it is cut.
     *
     * @param byNode by the name of the node
     * @param named the replicas of partitions, as the metadata has them; of a partition that is not there, all are taken
     * @param endOffsets the high watermarks that clients were told, of partitions where that is known
     */
    public static Map<String, List<ReplicaLog>> committed(
            Map<String, List<ReplicaLog>> byNode,
            Map<TopicPartition, Set<String>> named,
            Map<TopicPartition, Long> endOffsets) {
        Map<TopicPartition, List<ReplicaLog>> byPartition = new HashMap<>();
        Map<String, List<ReplicaLog>> ofReplicas = new HashMap<>();
        byNode.forEach((node, logs) -> {
            List<ReplicaLog> own = logs.stream()
                    .filter(l -> named.getOrDefault(l.partition(), Set.of(node)).contains(node))
                    .toList();
            own.forEach(l -> byPartition
                    .computeIfAbsent(l.partition(), _ -> new ArrayList<>())
                    .add(l));
            ofReplicas.put(node, own);
        });
        Map<TopicPartition, Long> ends = new HashMap<>();
        byPartition.forEach(
                (partition, logs) -> ends.put(partition, end(logs, endOffsets.getOrDefault(partition, 0L))));
        ofReplicas.replaceAll((_, logs) -> logs.stream()
                .map(l -> upTo(l, ends.getOrDefault(l.partition(), l.endIndex())))
                .toList());
        return ofReplicas;
    }

    /** Where the shortest one ends, or behind the entry that ends at the offset, where one has it. */
    private static long end(List<ReplicaLog> logs, long endOffset) {
        long shortest = logs.stream().mapToLong(ReplicaLog::endIndex).min().orElse(0);
        long told = endOffset == 0
                ? 0
                : logs.stream()
                        .flatMap(l -> l.entries().stream())
                        .filter(e -> e.nextOffset() >= endOffset)
                        .mapToLong(e -> e.index() + 1)
                        .min()
                        .orElse(0);
        return Math.max(shortest, told);
    }

    private static ReplicaLog upTo(ReplicaLog log, long end) {
        return new ReplicaLog(
                log.partition(),
                Math.min(log.endIndex(), end),
                log.entries().stream().filter(e -> e.index() < end).toList());
    }

    private static Storage open(String plugin, Path directory) {
        return provider(plugin).open(new StorageContext(directory, Settings.defaults(), Clock.systemUTC()));
    }

    /** A storage on the class path. */
    static StorageProvider provider(String name) {
        return ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the storage " + name + " is not on the class path"));
    }

    private static ReplicaLog read(TopicPartition partition, PartitionLog log) {
        LogBounds bounds = log.bounds();
        List<ReplicaLog.Entry> entries = new ArrayList<>();
        long index = bounds.firstIndex();
        while (index <= bounds.lastIndex()) {
            try (LogSlice slice = log.readEntries(index, bounds.lastIndex(), CHUNK_BYTES)) {
                for (RecordBatch batch : RecordBatches.in(slice.toBuffer())) {
                    entries.add(new ReplicaLog.Entry(
                            index++,
                            batch.baseOffset(),
                            batch.nextOffset(),
                            batch.leaderEpoch(),
                            crc(batch.buffer()),
                            batch.sizeInBytes()));
                }
            }
        }
        return new ReplicaLog(partition, bounds.lastIndex() + 1, entries);
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}

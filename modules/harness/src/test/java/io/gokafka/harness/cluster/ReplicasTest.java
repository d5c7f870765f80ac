package io.gokafka.harness.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.record.RecordBatchBuilder;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import io.gokafka.harness.history.ReplicaLog;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Over logs in real files and databases. */
class ReplicasTest {
    private static final LogId LOG = new LogId("orders-0.aa");
    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    @TempDir
    Path folder;

    private static ReplicaLog.Entry entry(long index, int crc) {
        return new ReplicaLog.Entry(index, index - 1, index, 1, crc, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "rocksdb"})
    void entriesOfALogAreReadInOrder(String plugin) {
        StorageProvider provider = Replicas.provider(plugin);
        try (Storage storage = provider.open(new StorageContext(folder, Settings.defaults(), Clock.systemUTC()));
                ReplicaStore store = storage.open(LOG, LogConfig.DEFAULT)) {
            store.log().append(1, List.of(batch("a"), batch("b")));
        }

        List<ReplicaLog> logs =
                Replicas.of(plugin, folder, Map.of(LOG, PARTITION, new LogId("other"), new TopicPartition("o", 0)));

        assertEquals(1, logs.size(), "a log that is not there is none");
        assertEquals(3, logs.getFirst().endIndex());
        assertEquals(
                List.of(1L, 2L),
                logs.getFirst().entries().stream().map(ReplicaLog.Entry::index).toList());
        assertEquals(
                List.of(0L, 1L),
                logs.getFirst().entries().stream().map(ReplicaLog.Entry::offset).toList());
        assertEquals(2, logs.getFirst().endOffset());
    }

    private static ByteBuffer batch(String value) {
        RecordBatch batch =
                RecordBatchBuilder.single(1_700_000_000_000L, null, value.getBytes(StandardCharsets.UTF_8), List.of());
        batch.assign(0, 1);
        return batch.buffer();
    }

    private static ReplicaLog log(long... indexes) {
        return new ReplicaLog(
                PARTITION,
                indexes[indexes.length - 1] + 1,
                LongStream.of(indexes).mapToObj(i -> entry(i, 5)).toList());
    }

    private static final Map<TopicPartition, Set<String>> NAMED = Map.of(PARTITION, Set.of("node1", "node2"));

    @Test
    void logsAreCutWhereTheShortestEnds() {
        Map<String, List<ReplicaLog>> both = Map.of("node1", List.of(log(2, 3)), "node2", List.of(log(1, 2)));
        Map<String, List<ReplicaLog>> cut = Map.of("node1", List.of(log(2)), "node2", List.of(log(1, 2)));
        assertEquals(cut, Replicas.committed(both, NAMED, Map.of()));
        assertEquals(cut, Replicas.committed(both, Map.of(), Map.of(PARTITION, 2L)));
    }

    @Test
    void nothingIsCutThatClientsWereTold() {
        Map<String, List<ReplicaLog>> logs =
                Map.of("node1", List.of(log(1, 2, 3, 4)), "node2", List.of(log(1)), "node3", List.of());
        Map<String, List<ReplicaLog>> cut =
                Map.of("node1", List.of(log(1, 2, 3)), "node2", List.of(log(1)), "node3", List.of());
        assertEquals(cut, Replicas.committed(logs, NAMED, Map.of(PARTITION, 3L)));
    }

    @Test
    void logThatAMoveHasLeftIsNotLookedAt() {
        Map<String, List<ReplicaLog>> logs =
                Map.of("node1", List.of(log(1, 2, 3)), "node2", List.of(log(1, 2, 3)), "node3", List.of(log(1)));
        Map<String, List<ReplicaLog>> left =
                Map.of("node1", List.of(log(1, 2, 3)), "node2", List.of(log(1, 2, 3)), "node3", List.of());
        assertEquals(left, Replicas.committed(logs, NAMED, Map.of(PARTITION, 3L)));
    }
}

package io.gokafka.broker.hosting;

import static io.gokafka.broker.fake.TestBatches.TIME;
import static io.gokafka.broker.fake.TestBatches.keyed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gokafka.api.LogId;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.storage.EntryFilter;
import io.gokafka.api.storage.ForwardingPartitionLog;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.PartitionLog;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageException;
import io.gokafka.api.storage.support.SimpleReplicaStore;
import io.gokafka.broker.fake.BrokerWorld;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.partition.Room;
import io.gokafka.tck.consensus.Await;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompactionScheduleTest {
    private static final Duration OFTEN = Duration.ofMillis(50);
    private static final long MEMORY = 1 << 20;
    private static final String LARGE = "x".repeat(400_000);

    private final WatchedStorage storage = new WatchedStorage(new MemoryDisk().open());
    private final BrokerWorld world = new BrokerWorld(storage, Room.ALWAYS);

    @AfterEach
    void close() {
        world.close();
    }

    /** Segments of 1 MiB, two records each, of four keys; decided to be compacted, and ready for it. */
    private Partition toCompact(String topic, int records) {
        Map<String, String> config = Map.of("cleanup.policy", "compact", "segment.bytes", "1048576");
        Await.result(world.send(new CreateTopic(topic, 1, 1, config, false)));
        Partition partition = Await.value(
                "the partition is open",
                () -> world.hosted
                        .find(topic, 0)
                        .filter(Partition.class::isInstance)
                        .map(Partition.class::cast));
        for (int i = 0; i < records; i++) {
            world.produce(topic, 0, keyed(TIME, "k" + i % 4 + "=" + i + LARGE));
        }
        partition.maintain();
        Await.until(topic + " can be compacted", () -> partition.compactionBacklog() > 0);
        return partition;
    }

    private static boolean isDone(Partition partition) {
        return partition.replica().log().compactedIndex() > 0 && partition.compactionBacklog() == 0;
    }

    @Test
    void allThatIsDecidedIsCompactedThatWithTheMostToDoFirst() {
        Partition little = toCompact("little", 6);
        Partition much = toCompact("much", 20);
        long before = much.replica().log().sizeInBytes();
        try (CompactionSchedule _ = new CompactionSchedule(world.hosted, OFTEN, MEMORY)) {
            Await.until("both are compacted", () -> isDone(little) && isDone(much));
        }
        assertEquals(much.replica().id(), storage.rewritten.getFirst());
        assertTrue(storage.rewritten.contains(little.replica().id()));
        assertTrue(much.replica().log().sizeInBytes() < before / 2);
    }

    @Test
    void whatFailsIsTriedAgainAndHoldsUpNoOther() {
        Partition failing = toCompact("failing", 20);
        Partition other = toCompact("other", 6);
        storage.full.add(failing.replica().id());
        try (CompactionSchedule _ = new CompactionSchedule(world.hosted, OFTEN, MEMORY)) {
            Await.until("the other is compacted", () -> isDone(other));
            assertFalse(isDone(failing));
            assertTrue(failing.replica().fault().isEmpty(), "it goes on");
            storage.full.clear();
            Await.until("it is compacted in the end", () -> isDone(failing));
        }
    }

    @Test
    void nothingIsCompactedOnceItIsClosed() {
        new CompactionSchedule(world.hosted, OFTEN, MEMORY).close();
        Partition partition = toCompact("late", 6);
        assertFalse(isDone(partition));
        assertEquals(List.of(), storage.rewritten);
    }

    /** Notes which logs are compacted, and has no room to compact some of them. */
    private static final class WatchedStorage implements Storage {
        private final Storage target;
        private final List<LogId> rewritten = new CopyOnWriteArrayList<>();
        private final Set<LogId> full = ConcurrentHashMap.newKeySet();

        WatchedStorage(Storage target) {
            this.target = target;
        }

        @Override
        public Set<LogId> list() {
            return target.list();
        }

        @Override
        public ReplicaStore open(LogId id, LogConfig config) {
            ReplicaStore store = target.open(id, config);
            return SimpleReplicaStore.withLog(store, new WatchedLog(id, store.log()));
        }

        @Override
        public void delete(LogId id) {
            target.delete(id);
        }

        @Override
        public boolean canCompact() {
            return target.canCompact();
        }

        @Override
        public void close() {
            target.close();
        }

        private final class WatchedLog extends ForwardingPartitionLog {
            private final LogId id;

            WatchedLog(LogId id, PartitionLog target) {
                super(target);
                this.id = id;
            }

            @Override
            public boolean rewrite(long fromIndex, long toIndex, EntryFilter filter) {
                rewritten.add(id);
                if (full.contains(id)) {
                    throw new StorageException("log " + id + " cannot be compacted: there is no space");
                }
                return super.rewrite(fromIndex, toIndex, filter);
            }
        }
    }
}

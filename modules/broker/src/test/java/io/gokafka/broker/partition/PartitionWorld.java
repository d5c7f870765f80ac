package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.fake.FakeConsensus;
import io.gokafka.broker.fake.FakeGroup;
import io.gokafka.broker.fake.FakeRoom;
import io.gokafka.broker.fake.MemoryDisk;
import io.gokafka.broker.fake.TestBatches;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.storage.Batches;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** One partition over a disk in memory and a group in the hands of the test. */
final class PartitionWorld implements AutoCloseable {
    static final BrokerId SELF = new BrokerId("self");
    static final BrokerId OTHER = new BrokerId("other");
    static final int MAX_BATCH = 1000;
    static final Duration LONG = Duration.ofSeconds(20);
    private static final TopicConfig DEFAULTS =
            TopicConfig.defaults(LogConfig.DEFAULT, MAX_BATCH, TopicConfig.Retention.DEFAULT);
    private static final LogId LOG = new LogId("topic-0");

    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private final Supplier<Storage> disk;
    private final boolean leads;
    private volatile Instant now = Instant.ofEpochMilli(TestBatches.TIME);
    private volatile Set<BrokerId> reachable = Set.of(SELF, OTHER);
    final FakeRoom room = new FakeRoom();
    private final PartitionServices services =
            new PartitionServices(() -> now, () -> reachable, FORGOTTEN_AFTER, Background.threads(), room);
    private TopicConfig config = DEFAULTS;
    private Storage storage;
    private Partition partition;
    private FakeGroup group;

    PartitionWorld() {
        this(true);
    }

    PartitionWorld(boolean leads) {
        this(leads, new MemoryDisk()::open);
    }

    /** On another disk, of which each start opens the storage anew. */
    PartitionWorld(boolean leads, Supplier<Storage> disk) {
        this.disk = disk;
        this.leads = leads;
        this.storage = disk.get();
        this.partition = create();
        this.group = open(leads);
    }

    private Partition create() {
        return Partition.create(new TopicPartition("topic", 0), LOG, storage, config, services);
    }

    private FakeGroup open(boolean asLeader) {
        FakeConsensus consensus = new FakeConsensus(SELF, asLeader);
        partition.replica().open(consensus, List.of(SELF, OTHER), () -> true);
        return consensus.group(LOG);
    }

    Partition partition() {
        return partition;
    }

    FakeGroup group() {
        return group;
    }

    /** The partition is closed and opened again, as by another start of the broker. */
    void restart() {
        partition.close();
        storage.close();
        storage = disk.get();
        partition = create();
        group = open(leads);
    }

    /** The topic gets these settings, and no others. */
    void configure(Map<String, String> settings) {
        config = TopicConfig.of(settings, DEFAULTS);
        partition.reconfigure(config);
    }

    long now() {
        return now.toEpochMilli();
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    void reachable(Set<BrokerId> brokers) {
        reachable = brokers;
    }

    /** The batch at an offset, as it is in the log. */
    RecordBatch stored(long offset) {
        return Batches.in(partition.replica().log().read(offset, Long.MAX_VALUE, 1))
                .getFirst();
    }

    CompletableFuture<Produce.Result> send(RecordBatch batch) {
        return send(batch, Acks.ALL, LONG);
    }

    CompletableFuture<Produce.Result> send(RecordBatch batch, Acks acks, Duration timeout) {
        return partition.writer().produce(batch, acks, timeout);
    }

    long produced(RecordBatch batch) {
        return Await.result(send(batch)).baseOffset();
    }

    /** The code with which producing is refused, at once or later. */
    ErrorCode refusal(RecordBatch batch) {
        RequestException refused = Assertions.assertThrows(RequestException.class, () -> send(batch));
        return refused.code();
    }

    List<String> values() {
        LogSlice slice = partition.replica().log().read(start(), Long.MAX_VALUE, Integer.MAX_VALUE);
        return Batches.in(slice).stream()
                .filter(b -> !b.isControl())
                .flatMap(b -> b.records().stream())
                .map(r -> String.valueOf(r.valueText()))
                .toList();
    }

    long start() {
        return partition.replica().log().bounds().startOffset();
    }

    @Override
    public void close() {
        partition.close();
        storage.close();
    }
}

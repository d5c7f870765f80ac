package io.gokafka.broker.partition;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.Produce;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.broker.topic.TopicConfig;
import io.gokafka.consensus.jgroups.JGroupsConsensusProvider;
import io.gokafka.microbenchmarks.ClientBatches;
import io.gokafka.microbenchmarks.Measured;
import io.gokafka.microbenchmarks.Stored;
import io.gokafka.tck.consensus.Await;
import io.gokafka.tck.consensus.TestCluster;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** All that a broker does for a batch once it was decoded, with the real plugins and one replica, {@code durability=os}. */
@NullMarked
public class ProducePath extends Measured {
    private static final int MANY = 32;
    private static final int READ = 1 << 20;
    private static final BrokerId SELF = new BrokerId("node1");
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final TopicConfig TOPIC =
            TopicConfig.defaults(new LogConfig(32 << 20, Duration.ofDays(7)), 1 << 20, TopicConfig.Retention.DEFAULT);

    @Param({"1024", "16384"})
    int batchBytes;

    private Stored.Folder folder;
    private Consensus consensus;
    private Storage storage;
    private Partition partition;
    private List<RecordBatch> batches;

    /** Starts a broker's parts, waits until it leads, and writes something. */
    @Setup
    public void open() {
        folder = Stored.Folder.inMemory();
        HostPort address = TestCluster.freeAddress();
        consensus = new JGroupsConsensusProvider()
                .start(new ConsensusContext(
                        "micro", SELF, address, Map.of(SELF, address), Durability.OS, Settings.defaults()));
        storage =
                Stored.provider("file").open(new StorageContext(folder.path(), Settings.defaults(), Clock.systemUTC()));
        PartitionServices services =
                new PartitionServices(Clock.systemUTC(), () -> Set.of(SELF), Duration.ofDays(1), Background.threads());
        partition = Partition.create(new TopicPartition("topic", 0), new LogId("topic-0"), storage, TOPIC, services);
        partition.replica().open(consensus, List.of(SELF), () -> true);
        Await.until("it leads", () -> partition.replica().isLeaderReady());
        batches = Stream.generate(() -> ClientBatches.plain(batchBytes))
                .limit(MANY)
                .toList();
        alone();
    }

    /** Keeps the log short. */
    @TearDown(Level.Iteration)
    public void trim() {
        Replica replica = partition.replica();
        long commit = replica.commitIndex();
        replica.saveSnapshot(commit, new byte[0]);
        replica.dropPrefix(commit);
    }

    /** Stops all. */
    @TearDown
    public void close() {
        partition.close();
        consensus.close();
        storage.close();
        folder.close();
    }

    private CompletableFuture<Produce.Result> produce(RecordBatch batch) {
        return partition.writer().produce(batch, Acks.ALL, TIMEOUT);
    }

    /** One after the other. */
    @Benchmark
    public Produce.Result alone() {
        return produce(batches.getFirst()).join();
    }

    /** Many at a time: the time of one of them. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    public List<CompletableFuture<Produce.Result>> together() {
        List<CompletableFuture<Produce.Result>> answers = new ArrayList<>(MANY);
        batches.forEach(batch -> answers.add(produce(batch)));
        answers.forEach(CompletableFuture::join);
        return answers;
    }

    /** Reads the batch that was written last. */
    @Benchmark
    public int readLast() {
        try (LogSlice slice = partition.reader().read(partition.reader().highWatermark() - 1, READ)) {
            return slice.size();
        }
    }
}

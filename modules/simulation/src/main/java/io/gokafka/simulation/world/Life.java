package io.gokafka.simulation.world;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.ReplicaGroup;
import io.gokafka.api.consensus.ReplicaListener;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.Acks;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.partition.PartitionServices;
import io.gokafka.consensus.jgroups.group.Env;
import io.gokafka.consensus.jgroups.group.Replica;
import io.gokafka.consensus.jgroups.group.Timers;
import io.gokafka.simulation.invariant.FinalReplica;
import io.gokafka.simulation.invariant.LoggedEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A broker from its start to its end: one partition, with what the broker and the consensus plugin make of it. */
public final class Life implements Consensus, Timers {
    private static final LogId GROUP = new LogId("topic-0");
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    private static final Duration NEVER = Duration.ofDays(36_500);
    private static final Duration LEADER_SILENCE = Duration.ofSeconds(2);

    private final World world;
    private final SimulatedBroker broker;
    private final int number;
    private final Process process;
    private final SimulatedLink link;
    private final SimulatedStorage storage;
    private final Partition partition;
    private final Knowledge knowledge;
    private int rounds;

    Life(World world, SimulatedBroker broker, int number) {
        this.world = world;
        this.broker = broker;
        this.number = number;
        process = new Process(world, broker);
        link = new SimulatedLink(world, broker, this);
        storage = new SimulatedStorage(world, broker, process);
        PartitionServices services =
                new PartitionServices(() -> Instant.ofEpochMilli(wallMillis()), link::reachable, NEVER, process);
        partition = Partition.create(
                new TopicPartition("topic", 0), GROUP, storage, world.scenario().topic(), services);
        knowledge = new Knowledge(world, broker, process, partition.replica());
    }

    void begin() {
        partition.replica().addListener(new Watch(world, broker, this));
        partition.replica().open(this, world.firstVoters(), knowledge::mayBeNew);
        knowledge.begin();
        keepHouse();
        maintain();
    }

    /** The partition's replica here. */
    public Partition partition() {
        return partition;
    }

    /** As the handler of produce requests does: nothing is taken before the cluster knows that the group has begun. */
    public CompletableFuture<Produce.Result> produce(RecordBatch batch, Acks acks, Duration timeout) {
        if (!partition.replica().hasBegun()) {
            throw new RequestException(ErrorCode.NO_LEADER, "the partition's first leader is about to take over");
        }
        return partition.writer().produce(batch, acks, timeout);
    }

    /** The process that it lives in. */
    public Process process() {
        return process;
    }

    SimulatedLink link() {
        return link;
    }

    SimulatedLog log() {
        return storage.log();
    }

    boolean isDead() {
        return process.hasEnded();
    }

    /** Tells this life of the broker from others. */
    String incarnation() {
        return broker.id() + "#" + number;
    }

    private void keepHouse() {
        process.after(Duration.ofMillis(500), "housekeeping", () -> {
            link.replica().housekeep(++rounds % 2 == 0, LEADER_SILENCE);
            keepHouse();
        });
    }

    private void maintain() {
        long millis = world.scheduler().between(100, 800);
        process.after(Duration.ofMillis(millis), "maintenance", () -> {
            process.block(partition::maintain);
            maintain();
        });
    }

    @Override
    public ReplicaGroup open(GroupSpec spec, ReplicaStore store, ReplicaListener listener) {
        Env env = new Env(
                broker.id(),
                spec,
                store,
                listener,
                Durability.SYNC,
                world.scenario().consensus(),
                this,
                process::group,
                task -> process.disk(storage.log(), task),
                task -> process.disk(storage.log(), task));
        return link.open(new Replica(env, link, () -> {}));
    }

    long lastAfterCrash() {
        return storage.log().lastAfterCrash();
    }

    void die() {
        process.die();
    }

    @Override
    public void close() {
        process.block(partition::close);
    }

    @Override
    public long nanos() {
        return world.scheduler().now();
    }

    @Override
    public long wallMillis() {
        return EPOCH_MILLIS + world.scheduler().now() / 1_000_000 + broker.clockOffsetMillis();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        process.after(delay, "timer", task);
    }

    @Override
    public void updatePeers(Map<BrokerId, HostPort> peers) {
        // everybody knows everybody
    }

    @Override
    public Set<BrokerId> reachable() {
        return link.reachable();
    }

    @Override
    public void onReachableChange(Consumer<Set<BrokerId>> listener) {
        // partitions do not ask for it
    }

    boolean hasAll(long lastIndex) {
        return partition.replica().commitIndex() == lastIndex
                && log().bounds().lastIndex() == lastIndex
                && partition.replica().fault().isEmpty();
    }

    FinalReplica finalReplica() {
        long first = log().bounds().firstIndex();
        return new FinalReplica(
                broker.id(),
                partition.replica().commitIndex(),
                partition.replica().highWatermark().offset(),
                partition.reader().logStartOffset(),
                LoggedEntry.in(first, log().readEntries(first, Long.MAX_VALUE, Integer.MAX_VALUE)));
    }

    String describe() {
        return partition.replica().role() + ", commit " + partition.replica().commitIndex() + ", log "
                + storage.log().bounds() + ", sees " + link.reachable();
    }
}

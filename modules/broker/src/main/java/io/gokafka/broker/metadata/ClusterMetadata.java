package io.gokafka.broker.metadata;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.TopicNames;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.partition.Replica;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.state.ReplayLog;
import io.gokafka.broker.state.StateMachine;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * This broker's replica of the cluster's metadata: everyone reads its image; changes are made where it leads.
 *
 * <p>Threading: safe for use by several threads. Listeners are called on the state's thread and must not block.
 */
public final class ClusterMetadata implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(ClusterMetadata.class.getName());

    /** How many producer ids a broker takes at once. */
    public static final int PRODUCER_IDS = ClusterDecisions.PRODUCER_IDS;

    /** All changes are decided one after the other. */
    private static final String KEY = "cluster";

    private final Storage storage;
    private final InstantSource clock;
    private final Consensus consensus;
    private final TopicDefaults defaults;
    private final List<Consumer<ClusterImage>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final long endAtStart;
    private volatile Life life;
    private volatile Consumer<Throwable> onFault = fault -> {};
    private volatile IndexedImage latest = IndexedImage.EMPTY;
    private volatile List<BrokerId> initialVoters = List.of();
    private volatile long heardOfAt;

    private ClusterMetadata(Storage storage, Consensus consensus, TopicDefaults defaults, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
        this.consensus = consensus;
        this.defaults = defaults;
        this.life = begin();
        this.endAtStart = replica().log().bounds().lastIndex();
    }

    /** A replica and what is replayed from it: both begin anew when the log was damaged. */
    private record Life(Replica replica, StateMachine<ClusterState> machine) implements AutoCloseable {
        @Override
        public void close() {
            try {
                machine.close();
            } finally {
                replica.close();
            }
        }
    }

    private Life begin() {
        ReplicaStore store = storage.open(LogId.CLUSTER, LogConfig.DEFAULT);
        try {
            Replica replica = Replica.create(LogId.CLUSTER, store);
            StateMachine<ClusterState> machine = StateMachine.start(
                    new ClusterState(),
                    new ReplayLog(replica),
                    clock,
                    "metadata",
                    (state, index) -> publish(new IndexedImage(state.view(), index)));
            replica.addListener(machine);
            replica.addFaultListener(fault -> onFault.accept(fault));
            return new Life(replica, machine);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** Opens the store; nothing is replayed before {@link #open}, except the snapshot. */
    public static ClusterMetadata create(
            Storage storage, Consensus consensus, TopicDefaults defaults, InstantSource clock) {
        return new ClusterMetadata(storage, consensus, defaults, clock);
    }

    /**
     * Begins to take part in the group.
     *
     * @param voters those that it was created with, or that it had when this broker heard of them last: whom an empty replica asks for
     *     the log
     * @param mayBeNew false when this broker knows that the cluster has begun: an empty log is a lost one then
     */
    public void open(List<BrokerId> voters, boolean mayBeNew) {
        initialVoters = List.copyOf(voters);
        replica().openPrompt(consensus, initialVoters, () -> mayBeNew);
    }

    /** Is told what stops the replica; the caller's thread must not be held up. Before {@link #open}. */
    public void onFault(Consumer<Throwable> listener) {
        onFault = listener;
    }

    /**
     * Begins anew with the log as it is found then, after the replica has stopped; what is known meanwhile is what was known before.
     *
     * @param voters whom to ask for what is missing
     * @param meanwhile is done while the log is closed
     */
    public void reopen(List<BrokerId> voters, Runnable meanwhile) {
        try {
            life.close();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "the metadata's replica did not close in good order", e);
        }
        meanwhile.run();
        Life next = begin();
        try {
            initialVoters = List.copyOf(voters);
            next.replica().openPrompt(consensus, initialVoters, () -> false);
            life = next;
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
    }

    /** The voters of the metadata's group by this replica's log; while there is nothing in it, those that it was opened with. */
    public List<BrokerId> voters() {
        return replica()
                .status()
                .map(GroupStatus::voters)
                .filter(voters -> !voters.isEmpty())
                .orElse(initialVoters);
    }

    /** The replica. */
    public Replica replica() {
        return life.replica();
    }

    /** The metadata as this broker knows it. */
    public ClusterImage image() {
        return latest.image();
    }

    /** The same, with how much of the log is in it. */
    public IndexedImage latest() {
        return latest;
    }

    /**
     * Whether the image has everything that this broker had in its last life, as far as it is not gone again. Never when it
     * had nothing: then its log may have been lost, and how much is missing cannot be told.
     */
    public boolean isCaughtUp() {
        return endAtStart > 0 && leader().isPresent() && life.machine().shownIndex() >= endAtStart;
    }

    /**
     * Notes that the cluster has heard of this start of the broker.
     *
     * @param index up to which the metadata was committed then
     */
    public void heardOf(long index) {
        heardOfAt = index;
    }

    /** Whether the image has everything that was committed before this broker was started; nothing is too old to judge by then. */
    public boolean isOfThisLife() {
        long index = heardOfAt;
        return index > 0 && latest.index() >= index;
    }

    /** Whether changes can be made here. */
    public boolean isLeader() {
        return life.machine().isLeaderReady();
    }

    /** The broker that leads the metadata, if known. */
    public Optional<BrokerId> leader() {
        return replica().role().leader();
    }

    /** Is told of each new image. */
    public void onChange(Consumer<ClusterImage> listener) {
        listeners.add(listener);
    }

    /** Waits until the image is as wanted; false when the time is up. */
    public boolean await(Predicate<ClusterImage> wanted, Duration atMost) throws InterruptedException {
        long nanos = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (!wanted.test(image())) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = changed.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** See {@link ClusterDecisions#join}. */
    public CompletableFuture<Long> join(JoinCluster request) {
        return decide(state -> ClusterDecisions.join(state, request))
                .thenCompose(
                        done -> life.machine().readConfirmed(state -> replica().commitIndex()));
    }

    /** See {@link TopicDecisions#create}. */
    public CompletableFuture<TopicCreated> createTopic(CreateTopic request) {
        return decide(state -> TopicDecisions.create(state, request, consensus.reachable(), defaults, false));
    }

    /** Creates the internal topic of committed offsets. */
    public CompletableFuture<TopicCreated> createOffsetsTopic() {
        CreateTopic request =
                new CreateTopic(TopicNames.CONSUMER_OFFSETS, defaults.offsetsPartitions(), 0, Map.of(), false);
        return decide(state -> TopicDecisions.create(state, request, consensus.reachable(), defaults, true));
    }

    /** See {@link TopicDecisions#delete}. */
    public CompletableFuture<Boolean> deleteTopic(DeleteTopic request) {
        return decide(state -> TopicDecisions.delete(state, request));
    }

    /** See {@link TopicDecisions#addPartitions}. */
    public CompletableFuture<CreatePartitions.Result> addPartitions(CreatePartitions request) {
        return decide(state -> TopicDecisions.addPartitions(state, request, consensus.reachable()));
    }

    /** See {@link ConfigDecisions#alter}. */
    public CompletableFuture<AlterTopicConfig.Result> alterConfig(AlterTopicConfig request) {
        return decide(state -> ConfigDecisions.alter(state, request));
    }

    /** See {@link ReassignmentDecisions#reassign}. */
    public CompletableFuture<ReassignPartition.Result> reassign(ReassignPartition request) {
        return decide(state -> ReassignmentDecisions.reassign(state, request));
    }

    /** See {@link ReassignmentDecisions#list}; as far as this broker has heard. */
    public ListReassignments.Result reassignments(ListReassignments request) {
        return ReassignmentDecisions.list(image(), request);
    }

    /** See {@link ClusterDecisions#reportLeaders}. */
    public CompletableFuture<ReportLeaders.Result> reportLeaders(ReportLeaders request) {
        return decide(state -> ClusterDecisions.reportLeaders(state, request));
    }

    /** See {@link ClusterDecisions#takeProducerIds}. */
    public CompletableFuture<InitProducer.Result> takeProducerIds() {
        return decide(ClusterDecisions::takeProducerIds);
    }

    /** Makes changes that a function draws from the state. */
    CompletableFuture<Boolean> change(Function<ClusterImage, List<ClusterRecord>> changes) {
        return decide(state -> ClusterDecisions.decision(changes.apply(state.view()), true));
    }

    private <T> CompletableFuture<T> decide(Function<ClusterState, Decision<T>> operation) {
        return life.machine().decide(KEY, operation);
    }

    /** A log that is replayed once more says nothing new until it has what was known before. */
    private void publish(IndexedImage now) {
        lock.lock();
        try {
            if (now.index() < latest.index()) {
                return;
            }
            latest = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listeners.forEach(l -> l.accept(now.image()));
    }

    /** Saves a snapshot and leaves. */
    @Override
    public void close() {
        life.close();
    }
}

package io.gokafka.tck.consensus;

import io.gokafka.api.BrokerId;
import io.gokafka.api.HostPort;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.ConsensusContext;
import io.gokafka.api.consensus.ConsensusProvider;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.api.storage.StorageProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Brokers on free ports of the loopback interface, with a group that most tests use. For one thread. */
public final class TestCluster implements AutoCloseable {
    /** The group. */
    public static final LogId GROUP = new LogId("events-0");

    private static final LogConfig SMALL_SEGMENTS = new LogConfig(64 << 10, Duration.ofDays(7));

    private final ConsensusProvider consensus;
    private final StorageProvider storage;
    private final Path root;
    private final Settings settings;
    private final Map<BrokerId, HostPort> addresses = new HashMap<>();
    private final Map<BrokerId, TestBroker> brokers = new HashMap<>();

    /**
     * A cluster of brokers named {@code node1}, {@code node2}, ..., none of which is started.
     *
     * @param root an empty directory
     */
    public TestCluster(ConsensusProvider consensus, StorageProvider storage, Path root, Settings settings, int size) {
        this.consensus = consensus;
        this.storage = storage;
        this.root = root;
        this.settings = settings;
        ids(size).forEach(id -> addresses.put(id, freeAddress()));
    }

    /** The ids of the first brokers. */
    public static List<BrokerId> ids(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new BrokerId("node" + i))
                .toList();
    }

    /** A broker's id. */
    public static BrokerId id(int number) {
        return new BrokerId("node" + number);
    }

    /** An address of the loopback interface that nobody uses now. */
    public static HostPort freeAddress() {
        return new HostPort("127.0.0.1", FreePorts.next());
    }

    /** The address of a broker. */
    public HostPort address(BrokerId id) {
        HostPort address = addresses.get(id);
        if (address == null) {
            throw new IllegalArgumentException("there is no " + id);
        }
        return address;
    }

    /** Gives a stopped broker another address; only brokers that are started later know it. */
    public void move(BrokerId id) {
        addresses.put(id, freeAddress());
    }

    /** Starts brokers; none waits for another. */
    public void start(int... numbers) {
        for (int number : numbers) {
            start("cluster", id(number), new HashMap<>(addresses));
        }
    }

    /** Starts a broker of a cluster that knows these peers. */
    public TestBroker start(String cluster, BrokerId id, Map<BrokerId, HostPort> peers) {
        HostPort address = address(id);
        Consensus started =
                consensus.start(new ConsensusContext(cluster, id, address, peers, Durability.SYNC, settings));
        Path directory = root.resolve(id.value());
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        TestBroker broker = new TestBroker(
                id, started, storage.open(new StorageContext(directory, settings, Clock.systemUTC())), SMALL_SEGMENTS);
        brokers.put(id, broker);
        return broker;
    }

    /** Tries to start a broker on an address that is not its own. */
    public void startAt(String cluster, BrokerId id, HostPort address) {
        consensus
                .start(new ConsensusContext(cluster, id, address, Map.of(id, address), Durability.SYNC, settings))
                .close();
    }

    /** A started broker. */
    public TestBroker broker(BrokerId id) {
        TestBroker broker = brokers.get(id);
        if (broker == null) {
            throw new IllegalArgumentException(id + " is not started");
        }
        return broker;
    }

    /** Stops a broker in an orderly way. */
    public void stop(BrokerId id) {
        TestBroker broker = brokers.remove(id);
        if (broker != null) {
            broker.close();
        }
    }

    /** Opens the group on started brokers. */
    public List<TestReplica> openGroup(List<BrokerId> voters, BrokerId... on) {
        return List.of(on).stream().map(b -> broker(b).open(GROUP, voters)).toList();
    }

    /** Starts three brokers and opens the group on them. */
    public List<TestReplica> startThree() {
        start(1, 2, 3);
        return openGroup(ids(3), id(1), id(2), id(3));
    }

    /**
     * Waits until one of the replicas leads, has committed something in its term, and all the others follow it. A leader with
     * a majority alone may yet lose it to an election that another replica had begun before it heard of the first: that is
     * allowed, and would surprise a test that goes on with this leader.
     */
    public static TestReplica leader(Collection<TestReplica> among) {
        try {
            return Await.value(
                    "a leader that all follow",
                    () -> among.stream()
                            .filter(TestReplica::leads)
                            .filter(TestCluster::hasCommittedInItsTerm)
                            .filter(leader -> among.stream().allMatch(r -> follows(r, leader)))
                            .findFirst());
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " among " + states(among), e);
        }
    }

    private static boolean hasCommittedInItsTerm(TestReplica replica) {
        var status = replica.status();
        return status.role() instanceof Role.Leader leader && status.commitIndex() >= leader.termStartIndex();
    }

    private static boolean follows(TestReplica replica, TestReplica leader) {
        Role role = replica.status().role();
        return role.term() == leader.status().role().term() && role.leader().equals(Optional.of(leader.broker()));
    }

    /** The replicas without one. */
    public static List<TestReplica> others(Collection<TestReplica> replicas, TestReplica without) {
        return replicas.stream().filter(r -> !r.equals(without)).toList();
    }

    /** Waits until all replicas have committed the same. */
    public static void awaitSame(Collection<TestReplica> replicas) {
        try {
            Await.until("all replicas are committed up to the same index", () -> areSame(replicas));
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + " among " + states(replicas), e);
        }
    }

    private static boolean areSame(Collection<TestReplica> replicas) {
        return replicas.stream().map(r -> r.status().commitIndex()).distinct().count() == 1
                && replicas.stream().map(r -> r.bounds().lastIndex()).distinct().count() == 1;
    }

    private static List<String> states(Collection<TestReplica> replicas) {
        return replicas.stream()
                .map(r -> r.broker() + ": " + r.status() + ", "
                        + r.store().votes().load() + ", " + r.bounds())
                .toList();
    }

    /** A broker that is running, if it is. */
    public Optional<TestBroker> running(BrokerId id) {
        return Optional.ofNullable(brokers.get(id));
    }

    @Override
    public void close() {
        List.copyOf(brokers.keySet()).forEach(this::stop);
    }
}

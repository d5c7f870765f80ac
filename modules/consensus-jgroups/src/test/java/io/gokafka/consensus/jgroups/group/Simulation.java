package io.gokafka.consensus.jgroups.group;

import io.gokafka.api.BrokerId;
import io.gokafka.api.LogId;
import io.gokafka.api.config.Settings;
import io.gokafka.api.consensus.ConsensusException;
import io.gokafka.api.consensus.Durability;
import io.gokafka.api.consensus.GroupSpec;
import io.gokafka.api.consensus.Proposal;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.storage.LogConfig;
import io.gokafka.api.storage.ReplicaStore;
import io.gokafka.api.storage.Storage;
import io.gokafka.api.storage.StorageContext;
import io.gokafka.consensus.jgroups.JGroupsSettings;
import io.gokafka.consensus.jgroups.rules.Quorum;
import io.gokafka.consensus.jgroups.wire.Rpc;
import io.gokafka.tck.consensus.RecordingListener;
import io.gokafka.tck.storage.Batches;
import io.gokafka.tck.storage.InMemoryStorageProvider;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A group of replicas in one thread, with a network, a clock, disks and a scheduler that a seed decides: messages are late or
 * lost, links are cut, replicas crash and lose what they had not synced.
 */
final class Simulation implements Timers {
    private static final LogId GROUP = new LogId("g");
    private static final Settings SETTINGS = new Settings(Map.of(
            "consensus.jgroups.max-message", "4KiB",
            "consensus.jgroups.rebalance-leaders", "false"));

    private record Event(long at, long order, Runnable task) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    /** A broker: what is on its disk, and the process if it runs. */
    private static final class Node {
        final BrokerId id;
        int lives;
        Optional<Process> process = Optional.empty();

        Node(BrokerId id) {
            this.id = id;
        }

        Path disk() {
            return Path.of(id + "-" + lives);
        }
    }

    /** One life of a broker. */
    private final class Process implements Wire {
        final Node node;
        final RecordingListener listener = new RecordingListener();
        final Storage storage;
        final ReplicaStore store;
        final Replica replica;
        Map<BrokerId, Object> view = Map.of();
        long viewAt;
        boolean dead;

        Process(Node node) {
            this.node = node;
            storage = disks.open(new StorageContext(node.disk(), SETTINGS, Clock.systemUTC()));
            store = storage.open(GROUP, LogConfig.DEFAULT);
            Env env = new Env(
                    node.id,
                    new GroupSpec(GROUP, voters),
                    store,
                    listener,
                    Durability.SYNC,
                    JGroupsSettings.of(SETTINGS),
                    Simulation.this,
                    task -> soon(0, 200, () -> runIfAlive(task)),
                    task -> soon(0, 200, () -> runIfAlive(task)));
            replica = new Replica(env, this, () -> {});
        }

        private void runIfAlive(Runnable task) {
            if (!dead) {
                task.run();
            }
        }

        @Override
        public void send(BrokerId to, Rpc rpc, byte[] payload, int offset, int length) {
            Process target = node(to).process.orElse(null);
            OptionalLong arrival = dead ? OptionalLong.empty() : network.arrival(now, node.id, to);
            if (target == null || arrival.isEmpty()) {
                return;
            }
            byte[] copy = new byte[length];
            System.arraycopy(payload, offset, copy, 0, length);
            at(arrival.getAsLong(), () -> {
                if (!target.dead && network.connects(node.id, to)) {
                    target.replica.received(node.id, rpc, ByteBuffer.wrap(copy));
                }
            });
        }

        @Override
        public void replicas(List<BrokerId> replicas) {
            // everybody is a replica here
        }

        @Override
        public void leaderIs(Optional<BrokerId> leader) {
            // views are judged by updateView
        }
    }

    final List<String> acknowledged = new ArrayList<>();
    private final InMemoryStorageProvider disks = new InMemoryStorageProvider();
    private final Map<BrokerId, Node> nodes = new LinkedHashMap<>();
    private final Invariants invariants = new Invariants();
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Random random;
    private final SimulatedNetwork network;
    private final List<BrokerId> voters;
    private int proposed;
    private long now;
    private long order;

    Simulation(long seed, int size) {
        random = new Random(seed);
        network = new SimulatedNetwork(random);
        List<BrokerId> ids = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            ids.add(new BrokerId("n" + i));
        }
        voters = List.copyOf(ids);
        voters.forEach(id -> nodes.put(id, new Node(id)));
        voters.forEach(this::start);
        updateViews();
    }

    private Node node(BrokerId id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public long wallMillis() {
        return now / 1_000_000;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        at(now + delay.toNanos() + random.nextInt(1_000_000), task);
    }

    private void at(long when, Runnable task) {
        events.add(new Event(when, order++, task));
    }

    private void soon(int minMicros, int maxMicros, Runnable task) {
        at(now + 1_000L * (minMicros + random.nextInt(maxMicros - minMicros)), task);
    }

    private void start(BrokerId id) {
        Node node = node(id);
        node.process = Optional.of(new Process(node));
    }

    /** The process dies and what was not synced is gone. */
    private void crash(BrokerId id) {
        Node node = node(id);
        node.process.ifPresent(process -> {
            process.dead = true;
            Path before = node.disk();
            node.lives++;
            disks.copyDurable(before, node.disk());
            process.storage.close();
        });
        node.process = Optional.empty();
    }

    /** What JGroups would tell: who can be reached, and whether a majority of the voters is lost or there is no leader. */
    private void updateViews() {
        for (Node node : nodes.values()) {
            node.process.ifPresent(process -> {
                Map<BrokerId, Object> view = new LinkedHashMap<>();
                for (Node other : nodes.values()) {
                    if (other.process.isPresent() && (other == node || network.connects(node.id, other.id))) {
                        view.put(other.id, other.process.get());
                    }
                }
                if (!view.equals(process.view)) {
                    process.view = view;
                    boolean first = view.keySet().iterator().next().equals(node.id) || random.nextInt(3) == 0;
                    long when = Math.max(now + random.nextLong(50_000_000), process.viewAt + 1);
                    process.viewAt = when; // views arrive in order
                    at(
                            when,
                            () -> process.replica.reachChanged(view, () -> {
                                if (!Quorum.isMajority(process.replica.voters(), view::containsKey)) {
                                    process.replica.majorityLost();
                                } else if (first) {
                                    process.replica.startElection();
                                }
                            }));
                }
            });
        }
    }

    private void disturb() {
        switch (random.nextInt(9)) {
            case 0, 1 -> crash(any());
            case 2 -> network.cut(any(), any());
            case 3 -> network.disturb();
            case 4 -> network.heal();
            case 5 ->
                leader().ifPresent(p -> {
                    var _ = p.replica.transferLeadership(any());
                });
            case 6 -> changeVoters();
            default -> voters.stream().filter(id -> node(id).process.isEmpty()).forEach(this::start);
        }
        updateViews();
    }

    /** To some of the brokers, in any order. */
    private void changeVoters() {
        List<BrokerId> wanted = new ArrayList<>(voters);
        Collections.shuffle(wanted, random);
        int count = 1 + random.nextInt(wanted.size());
        leader().ifPresent(p -> {
            var _ = p.replica.changeVoters(wanted.subList(0, count));
        });
    }

    private BrokerId any() {
        return voters.get(random.nextInt(voters.size()));
    }

    private Optional<Process> leader() {
        return nodes.values().stream()
                .flatMap(n -> n.process.stream())
                .filter(p ->
                        p.listener.failures().isEmpty() && p.replica.status().isLeader())
                .findFirst();
    }

    private void propose() {
        nodes.values().stream().flatMap(n -> n.process.stream()).forEach(process -> {
            if (process.listener.failures().isEmpty()
                    && process.replica.status().isLeader()) {
                String value = "v" + proposed++;
                Proposal proposal = process.replica.propose(RecordBatch.at(Batches.of(0, value)));
                var _ = proposal.committed()
                        .thenAccept(entry -> acknowledged.add(value))
                        .exceptionally(why -> {
                            Throwable cause = why.getCause() == null ? why : why.getCause();
                            if (!process.dead && !(cause instanceof ConsensusException)) {
                                throw new AssertionError("a proposal failed with " + why);
                            }
                            return null;
                        });
            }
        });
    }

    /** Goes on for so many simulated milliseconds, with or without faults. */
    void run(int millis, boolean faults) {
        long until = now + millis * 1_000_000L;
        for (long next = now; next < until; next += 5_000_000) {
            at(next, this::propose);
        }
        for (long next = now; faults && next < until; next += 50_000_000L + random.nextInt(200_000_000)) {
            at(next, this::disturb);
        }
        while (!events.isEmpty() && events.peek().at() <= until) {
            Event event = events.remove();
            now = event.at();
            event.task().run();
            check();
        }
        now = until;
    }

    void heal() {
        network.heal();
        voters.stream().filter(id -> node(id).process.isEmpty()).forEach(this::start);
        updateViews();
    }

    private void check() {
        running().forEach(p -> invariants.check(p.node.id, p.replica, p.listener));
    }

    private Stream<Process> running() {
        return nodes.values().stream().flatMap(n -> n.process.stream());
    }

    /** All committed prefixes agree with each other and with all earlier looks. */
    void checkLogs() {
        running().forEach(p -> invariants.checkLog(p.node.id, p.replica, p.store));
    }

    /** Where everybody stands, for a failure's message. */
    String describe() {
        StringBuilder text = new StringBuilder();
        nodes.forEach((id, node) -> text.append(id)
                .append(node.process
                        .map(p -> ": " + p.replica.status() + ", log "
                                + p.store.log().bounds() + ", vote "
                                + p.store.votes().load() + ", view " + p.view.keySet())
                        .orElse(": down"))
                .append('\n'));
        return text.toString();
    }

    /** The committed values of each replica. */
    Map<BrokerId, List<String>> values() {
        Map<BrokerId, List<String>> values = new LinkedHashMap<>();
        nodes.forEach((id, node) -> node.process.ifPresent(process -> {
            long commit = process.replica.status().commitIndex();
            values.put(
                    id,
                    Batches.in(process.store.log().readEntries(1, commit, Integer.MAX_VALUE)).stream()
                            .filter(b -> !b.isControl())
                            .flatMap(b -> b.records().stream())
                            .map(r -> String.valueOf(r.valueText()))
                            .toList());
        }));
        return values;
    }
}

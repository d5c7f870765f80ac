package io.gokafka.client.fake;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.Record;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brokers in memory and a transport to them. One lock guards all; waiting for it is how long polls wake up. */
public final class FakeCluster implements ClientTransportProvider {
    static final String ENDPOINT = "fake";

    final Object lock = new Object();
    final Map<String, FakeTopic> topics = new TreeMap<>();
    final FakeGroups groups = new FakeGroups(this);
    final FakeAdmin admin = new FakeAdmin(this);
    private final List<FakeBroker> brokers = new ArrayList<>();
    private BiFunction<Integer, Produce, Fault> faults = (_, _) -> Fault.NONE;
    private final List<Runnable> underWay = new ArrayList<>();
    private boolean autoCreate;
    private boolean isReplicated;
    private long appendTime = -1;
    private long nextProducerId = 1000;

    /** A topic. */
    record FakeTopic(String name, UUID id, List<FakePartition> partitions) {}

    /** A cluster of so many brokers, {@code node1:1}, {@code node2:2} and so on. */
    public FakeCluster(int size) {
        for (int i = 0; i < size; i++) {
            brokers.add(new FakeBroker(this, i));
        }
    }

    // ---- what tests do to it

    /** A client whose pauses are short. */
    public GokafkaClient client() {
        return GokafkaClient.connect(config(), this);
    }

    /** The configuration of {@link #client}. */
    public static ClientConfig config() {
        return ClientConfig.of("node1:1,node2:2,node3:3")
                .withRequestTimeout(Duration.ofMillis(150))
                .withOperationTimeout(Duration.ofSeconds(10))
                .withBackoff(Duration.ofMillis(1), Duration.ofMillis(10));
    }

    public FakeCluster topic(String name, int partitions) {
        synchronized (lock) {
            create(name, partitions);
            return this;
        }
    }

    public FakeCluster autoCreate() {
        autoCreate = true;
        return this;
    }

    /** Every broker keeps every partition. */
    public FakeCluster replicated() {
        isReplicated = true;
        return this;
    }

    /** The broker hears of no more records, where it does not lead. */
    public void fallBehind(int index, TopicPartition partition) {
        synchronized (lock) {
            brokers.get(index).end = partition(partition).end();
        }
    }

    /** Whether a broker has answered a reader with records. */
    public boolean hasServed(int index) {
        return brokers.get(index).hasServed;
    }

    /** Brokers put this time into what they append. */
    public void stamp(long time) {
        locked(() -> appendTime = time);
    }

    /** What goes wrong, by the broker's index and the request. */
    public void faults(BiFunction<Integer, Produce, Fault> next) {
        synchronized (lock) {
            faults = next;
        }
    }

    /** What was {@link Fault#UNDER_WAY} arrives; returns what is said to that, and nobody hears. */
    public List<ErrorCode> arrive() {
        return locked(() -> {
            List<ErrorCode> refusals = new ArrayList<>();
            for (Runnable arrival : underWay) {
                try {
                    arrival.run();
                } catch (RequestException e) {
                    refusals.add(e.code());
                }
            }
            underWay.clear();
            return refusals;
        });
    }

    void underWay(Runnable arrival) {
        underWay.add(arrival);
    }

    /** The broker cannot be reached. */
    public void kill(int index) {
        brokers.get(index).dead = true;
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    public void revive(int index) {
        brokers.get(index).dead = false;
    }

    /** The broker takes requests and never answers. */
    public void hang(int index) {
        brokers.get(index).hung = true;
    }

    /** The broker answers metadata as it is now, for ever. */
    public void freezeMetadata(int index) {
        synchronized (lock) {
            brokers.get(index).frozen = metadata(new Metadata(List.of(), true, false));
        }
    }

    public void moveLeader(TopicPartition partition, int to) {
        synchronized (lock) {
            FakePartition found = partition(partition);
            found.leader = to;
            found.term++;
            lock.notifyAll();
        }
    }

    /** A transaction ends: its marker takes an offset. */
    public void endTransaction(TopicPartition partition) {
        synchronized (lock) {
            partition(partition).appendControl();
            lock.notifyAll();
        }
    }

    /** As many records as that were appended, and compaction has left nothing of them. */
    public void compactAway(TopicPartition partition, int records) {
        synchronized (lock) {
            partition(partition).appendHole(records);
            lock.notifyAll();
        }
    }

    public int leader(TopicPartition partition) {
        synchronized (lock) {
            return partition(partition).leader;
        }
    }

    public List<Record> log(TopicPartition partition) {
        synchronized (lock) {
            return partition(partition).records();
        }
    }

    public List<String> values(TopicPartition partition) {
        return log(partition).stream().map(r -> String.valueOf(r.valueText())).toList();
    }

    public int batches(TopicPartition partition) {
        synchronized (lock) {
            return partition(partition).batchCount();
        }
    }

    public void forgetProducers(TopicPartition partition) {
        synchronized (lock) {
            partition(partition).forgetProducers();
        }
    }

    public void dropBefore(TopicPartition partition, long offset) {
        synchronized (lock) {
            partition(partition).dropBefore(offset);
        }
    }

    /** The answers to the next changes of topics are lost, though they are made. */
    public void loseAnswers(int count) {
        admin.loseAnswers(count);
    }

    public FakeGroups groups() {
        return groups;
    }

    // ---- for the brokers

    <T> T locked(Supplier<T> action) {
        synchronized (lock) {
            T result = action.get();
            lock.notifyAll();
            return result;
        }
    }

    Fault fault(int broker, Produce request) {
        return faults.apply(broker, request);
    }

    long appendTime() {
        return appendTime;
    }

    int size() {
        return brokers.size();
    }

    FakeTopic create(String name, int partitions) {
        List<FakePartition> made = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            made.add(new FakePartition(i % brokers.size()));
        }
        FakeTopic topic = new FakeTopic(name, UUID.randomUUID(), made);
        topics.put(name, topic);
        return topic;
    }

    FakePartition partition(TopicPartition partition) {
        FakeTopic topic = topics.get(partition.topic());
        if (topic == null) {
            throw new IllegalArgumentException("no topic " + partition);
        }
        return topic.partitions().get(partition.partition());
    }

    long newProducerId() {
        return nextProducerId++;
    }

    BrokerInfo info(int index) {
        Map<String, HostPort> endpoints = new HashMap<>();
        endpoints.put(ENDPOINT, new HostPort("node" + (index + 1), index + 1));
        return new BrokerInfo(new BrokerId("node" + (index + 1)), index + 1, endpoints, !brokers.get(index).dead);
    }

    Metadata.Result metadata(Metadata request) {
        List<BrokerInfo> infos = new ArrayList<>();
        for (int i = 0; i < brokers.size(); i++) {
            infos.add(info(i));
        }
        if (request.create() && autoCreate) {
            request.topics().stream().filter(t -> !topics.containsKey(t)).forEach(t -> create(t, 2));
        }
        List<Metadata.Topic> found = topics.values().stream()
                .filter(t -> request.allTopics() || request.topics().contains(t.name()))
                .map(this::describe)
                .toList();
        return new Metadata.Result("cluster", infos, Optional.empty(), List.of(), found, Map.of());
    }

    Metadata.Topic describe(FakeTopic topic) {
        List<Metadata.Partition> partitions = new ArrayList<>();
        for (FakePartition partition : topic.partitions()) {
            BrokerId leader = info(partition.leader).id();
            List<BrokerId> replicas = isReplicated ? ids() : List.of(leader);
            partitions.add(
                    new Metadata.Partition(partitions.size(), Optional.of(leader), partition.term, replicas, replicas));
        }
        return new Metadata.Topic(topic.name(), topic.id(), 1, Map.of(), partitions);
    }

    private List<BrokerId> ids() {
        List<BrokerId> ids = new ArrayList<>();
        for (int i = 0; i < brokers.size(); i++) {
            ids.add(info(i).id());
        }
        return ids;
    }

    // ---- the transport

    @Override
    public String name() {
        return ENDPOINT;
    }

    @Override
    public ClientTransport open(Settings settings) {
        return new ClientTransport() {
            @Override
            public Requests broker(HostPort address) {
                int index = address.port() - 1;
                @Nullable FakeBroker found = index < brokers.size() ? brokers.get(index) : null;
                return found == null ? FakeBroker.NOBODY : found;
            }

            @Override
            public void close() {}
        };
    }
}

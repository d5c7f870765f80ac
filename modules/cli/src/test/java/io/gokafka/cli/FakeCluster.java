package io.gokafka.cli;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.config.Settings;
import io.gokafka.api.record.RecordBatch;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.transport.ClientTransport;
import io.gokafka.api.transport.ClientTransportProvider;
import io.gokafka.cli.command.Connector;
import io.gokafka.client.ClientConfig;
import io.gokafka.client.GokafkaClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A cluster of one broker in memory: topics, records and offsets as the protocol has them, without a network. Thread-safe. */
final class FakeCluster implements Connector, ClientTransportProvider, ClientTransport, Requests {
    private static final BrokerId ID = new BrokerId("node1");
    private static final BrokerInfo BROKER =
            new BrokerInfo(ID, 1, Map.of("grpc", new HostPort("127.0.0.1", 9092)), true);

    private final Map<String, Metadata.Topic> topics = new TreeMap<>();
    private final Map<TopicPartition, List<RecordBatch>> logs = new HashMap<>();
    private final Map<String, Map<TopicPartition, CommittedOffset>> groups = new TreeMap<>();
    private final Map<Class<?>, Function<Request<?>, Response>> scripted = new HashMap<>();
    private final List<Request<?>> asked = new ArrayList<>();
    private boolean down;

    /** Makes a topic. */
    FakeCluster withTopic(String name, int partitions) {
        List<Metadata.Partition> made = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            made.add(new Metadata.Partition(i, Optional.of(ID), 1, List.of(ID), List.of(ID)));
            logs.put(new TopicPartition(name, i), new ArrayList<>());
        }
        topics.put(name, new Metadata.Topic(name, new UUID(0, topics.size()), 1, Map.of(), made));
        return this;
    }

    /** Makes a topic just so; it has no logs. */
    FakeCluster withTopic(Metadata.Topic topic) {
        topics.put(topic.name(), topic);
        return this;
    }

    /** What it answers to requests of a kind, before anything else. */
    <T extends Request<?>> FakeCluster answering(Class<T> kind, Function<T, Response> answer) {
        scripted.put(kind, request -> answer.apply(kind.cast(request)));
        return this;
    }

    /** The requests of a kind that it has got. */
    synchronized <T extends Request<?>> List<T> asked(Class<T> kind) {
        return asked.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** From now on nothing answers. */
    FakeCluster down() {
        down = true;
        return this;
    }

    /** What a group has committed, or -1. */
    synchronized long committed(String group, TopicPartition partition) {
        CommittedOffset offset = offsets(group).get(partition);
        return offset == null ? -1 : offset.offset();
    }

    @Override
    public GokafkaClient connect(ClientConfig config) {
        return GokafkaClient.connect(config, this);
    }

    @Override
    public String name() {
        return "grpc";
    }

    @Override
    public ClientTransport open(Settings settings) {
        return this;
    }

    @Override
    public Requests broker(HostPort address) {
        return this;
    }

    @Override
    public void close() {}

    @Override
    @SuppressWarnings("unchecked")
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        try {
            if (down) {
                throw new RequestException(
                        ErrorCode.UNAVAILABLE, "127.0.0.1:9092 cannot be reached: connection refused");
            }
            return CompletableFuture.completedFuture((R) answer(request));
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized Response answer(Request<?> request) {
        asked.add(request);
        Function<Request<?>, Response> script = scripted.get(request.getClass());
        if (script != null) {
            return script.apply(request);
        }
        return switch (request) {
            case Metadata metadata -> metadata(metadata);
            case CreateTopic create -> create(create);
            case DeleteTopic(String name, var _) -> delete(name);
            case InitProducer() -> new InitProducer.Result(7, (short) 0);
            case Produce produce -> append(produce);
            case ListOffsets list -> offset(list);
            case Fetch fetch -> fetch(fetch);
            case FindCoordinator _ -> new FindCoordinator.Result(BROKER);
            case ListGroups() -> groups();
            case DescribeGroup(String group) -> group(group);
            case DeleteGroup(String group) -> forget(group);
            case FetchOffsets fetch -> new FetchOffsets.Result(offsets(fetch.group()));
            case CommitOffsets commit -> commit(commit);
            case DescribeBroker() ->
                new DescribeBroker.Result(BROKER, "1.2.3", List.of("file 1"), Duration.ofHours(30), 2, 1, 1_500_000);
            case DescribeLogs _ -> new DescribeLogs.Result("/data/logs", 4_000_000, 1_000_000, List.of());
            case DescribeConfig _ -> new DescribeConfig.Result(List.of());
            case ListReassignments _ -> new ListReassignments.Result(List.of());
            case RemoveBroker(BrokerId id) ->
                throw new RequestException(
                        ErrorCode.UNKNOWN_BROKER, "broker '" + id + "' is no member; members are node1");
            default -> throw new RequestException(ErrorCode.UNSUPPORTED, "not by this fake: " + request);
        };
    }

    private Metadata.Result metadata(Metadata request) {
        List<Metadata.Topic> known = topics.values().stream()
                .filter(t -> request.allTopics() || request.topics().contains(t.name()))
                .toList();
        return new Metadata.Result("cluster-1", List.of(BROKER), Optional.of(ID), List.of(ID), known, Map.of());
    }

    private CreateTopic.Result create(CreateTopic request) {
        if (topics.containsKey(request.name())) {
            throw new RequestException(ErrorCode.TOPIC_EXISTS, "topic '" + request.name() + "' exists already");
        }
        withTopic(request.name(), Math.max(1, request.partitions()));
        return new CreateTopic.Result(topic(request.name()));
    }

    private DeleteTopic.Result delete(String name) {
        topic(name);
        topics.remove(name);
        return new DeleteTopic.Result();
    }

    private Produce.Result append(Produce request) {
        List<RecordBatch> log = log(request.topic(), request.partition());
        ByteBuffer copy = ByteBuffer.allocate(request.batch().sizeInBytes());
        copy.put(request.batch().buffer().duplicate()).flip();
        RecordBatch batch = RecordBatch.verified(copy);
        long end = end(log);
        batch.assign(end, 1);
        log.add(batch);
        return new Produce.Result(end, 0);
    }

    private ListOffsets.Result offset(ListOffsets request) {
        List<RecordBatch> log = log(request.topic(), request.partition());
        return switch (request.query()) {
            case ListOffsets.Query.Earliest() -> new ListOffsets.Result(0, -1);
            case ListOffsets.Query.Latest() -> new ListOffsets.Result(end(log), -1);
            case ListOffsets.Query.MaxTimestamp() -> new ListOffsets.Result(end(log), -1);
            case ListOffsets.Query.AtTime(long time) ->
                log.stream()
                        .flatMap(batch -> batch.records().stream())
                        .filter(record -> record.timestamp() >= time)
                        .findFirst()
                        .map(record -> new ListOffsets.Result(record.offset(), record.timestamp()))
                        .orElseGet(() -> new ListOffsets.Result(end(log), -1));
        };
    }

    private Fetch.Result fetch(Fetch request) {
        return new Fetch.Result(request.partitions().stream().map(this::fetch).toList());
    }

    private Fetch.PartitionResult fetch(Fetch.Partition wanted) {
        List<RecordBatch> log = log(wanted.topic(), wanted.partition());
        LogSlice records = log.stream()
                .filter(batch -> batch.lastOffset() >= wanted.offset())
                .findFirst()
                .map(batch -> LogSlice.of(batch.buffer().duplicate()))
                .orElse(LogSlice.EMPTY);
        return new Fetch.PartitionResult(wanted.topic(), wanted.partition(), Optional.empty(), end(log), 0, records);
    }

    private Map<TopicPartition, CommittedOffset> offsets(String group) {
        return groups.getOrDefault(group, Map.of());
    }

    private ListGroups.Result groups() {
        return new ListGroups.Result(groups.keySet().stream()
                .map(name -> new ListGroups.Group(name, GroupState.EMPTY, 0))
                .toList());
    }

    private DescribeGroup.Result group(String name) {
        if (!groups.containsKey(name)) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group '" + name + "'");
        }
        return new DescribeGroup.Result(name, GroupState.EMPTY, 3, List.of());
    }

    private DeleteGroup.Result forget(String name) {
        group(name);
        groups.remove(name);
        return new DeleteGroup.Result();
    }

    private CommitOffsets.Result commit(CommitOffsets request) {
        groups.computeIfAbsent(request.group(), name -> new HashMap<>()).putAll(request.offsets());
        return new CommitOffsets.Result();
    }

    private Metadata.Topic topic(String name) {
        return Optional.ofNullable(topics.get(name))
                .orElseThrow(() ->
                        new RequestException(Failure.of(ErrorCode.UNKNOWN_TOPIC, "there is no topic '" + name + "'")));
    }

    private List<RecordBatch> log(String topic, int partition) {
        topic(topic);
        return Optional.ofNullable(logs.get(new TopicPartition(topic, partition)))
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_PARTITION, "topic '" + topic + "' has no partition " + partition));
    }

    private static long end(List<RecordBatch> log) {
        return log.isEmpty() ? 0 : log.getLast().nextOffset();
    }
}

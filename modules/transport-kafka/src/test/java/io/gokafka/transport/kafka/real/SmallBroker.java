package io.gokafka.transport.kafka.real;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.HostPort;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.EndOfTerm;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.api.transport.TopicDirectory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** A broker that leads all partitions of its topics, and keeps them in memory. */
final class SmallBroker implements Requests, TopicDirectory {
    static final int PARTITIONS = 3;
    private static final BrokerId SELF = new BrokerId("small");
    private static final long TERM = 7;

    /** What it was asked to fetch. */
    final List<Fetch> fetches = new CopyOnWriteArrayList<>();

    private final AtomicReference<HostPort> address = new AtomicReference<>();
    private final AtomicLong producers = new AtomicLong(1000);
    private final Map<String, UUID> topics;
    private final Map<TopicPartition, SmallLog> logs = new HashMap<>();
    private final Object appended = new Object();

    SmallBroker(List<String> names) {
        Map<String, UUID> ids = new HashMap<>();
        names.forEach(name -> {
            ids.put(name, UUID.randomUUID());
            IntStream.range(0, PARTITIONS)
                    .forEach(number -> logs.put(new TopicPartition(name, number), new SmallLog(TERM)));
        });
        topics = Map.copyOf(ids);
    }

    /** Where clients find it. */
    void listensAt(HostPort here) {
        address.set(here);
    }

    SmallLog log(String topic, int partition) {
        SmallLog log = logs.get(new TopicPartition(topic, partition));
        if (log == null) {
            throw new RequestException(ErrorCode.UNKNOWN_PARTITION, "there is no " + topic + "-" + partition);
        }
        return log;
    }

    @Override
    @SuppressWarnings("unchecked") // each request is answered by its kind
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        try {
            if (request instanceof Fetch fetch) {
                return (CompletableFuture<R>) longPoll(fetch);
            }
            return (CompletableFuture<R>) CompletableFuture.completedFuture(answer(request));
        } catch (RequestException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Response answer(Request<?> request) {
        return switch (request) {
            case Metadata asked -> describe(asked);
            case Produce batch -> append(batch);
            case ListOffsets asked -> log(asked.topic(), asked.partition()).find(asked.query());
            case EndOfTerm asked ->
                new EndOfTerm.Result(TERM, log(asked.topic(), asked.partition()).end());
            case InitProducer _ -> new InitProducer.Result(producers.getAndIncrement(), (short) 0);
            default -> throw new RequestException(ErrorCode.UNSUPPORTED, "too much for a small broker: " + request);
        };
    }

    private Produce.Result append(Produce request) {
        if (request.topicId().isPresent() && !request.topicId().get().equals(topics.get(request.topic()))) {
            throw new RequestException(ErrorCode.UNKNOWN_TOPIC_ID, "another topic");
        }
        long offset = log(request.topic(), request.partition()).append(request.batch());
        synchronized (appended) {
            appended.notifyAll();
        }
        return new Produce.Result(offset, 0);
    }

    private CompletableFuture<Fetch.Result> longPoll(Fetch fetch) {
        fetches.add(fetch);
        CompletableFuture<Fetch.Result> answer = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                answer.complete(await(fetch));
            } catch (InterruptedException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private Fetch.Result await(Fetch fetch) throws InterruptedException {
        long deadline = System.nanoTime() + fetch.maxWait().toNanos();
        synchronized (appended) {
            while (true) {
                Fetch.Result result = read(fetch);
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                boolean failed = result.partitions().stream()
                        .anyMatch(partition -> partition.failure().isPresent());
                int bytes = result.partitions().stream()
                        .mapToInt(partition -> partition.records().size())
                        .sum();
                if (failed || bytes >= fetch.minBytes() || millis <= 0) {
                    return result;
                }
                appended.wait(millis);
            }
        }
    }

    private Fetch.Result read(Fetch fetch) {
        List<Fetch.PartitionResult> results = new ArrayList<>();
        int left = fetch.maxBytes();
        for (Fetch.Partition wanted : fetch.partitions()) {
            SmallLog log = log(wanted.topic(), wanted.partition());
            Optional<Failure> failure = wanted.offset() > log.end()
                    ? Optional.of(Failure.of(ErrorCode.OFFSET_OUT_OF_RANGE, "beyond the end"))
                    : Optional.empty();
            boolean full = left <= 0 || failure.isPresent();
            LogSlice records = full ? LogSlice.EMPTY : log.read(wanted.offset(), Math.min(left, wanted.maxBytes()));
            left -= records.size();
            results.add(new Fetch.PartitionResult(wanted.topic(), wanted.partition(), failure, log.end(), 0, records));
        }
        return new Fetch.Result(results);
    }

    private Metadata.Result describe(Metadata asked) {
        Map<String, Failure> missing = new HashMap<>();
        asked.topics().stream()
                .filter(name -> !topics.containsKey(name))
                .forEach(name -> missing.put(name, Failure.of(ErrorCode.UNKNOWN_TOPIC, "there is no " + name)));
        BrokerInfo self = new BrokerInfo(SELF, 1, Map.of("kafka", address.get()), true);
        List<Metadata.Topic> known = topics.entrySet().stream()
                .filter(topic -> asked.allTopics()
                        || asked.topics().contains(topic.getKey())
                        || asked.topicIds().contains(topic.getValue()))
                .map(topic -> topic(topic.getKey(), topic.getValue()))
                .toList();
        return new Metadata.Result("small", List.of(self), Optional.of(SELF), List.of(SELF), known, missing);
    }

    private static Metadata.Topic topic(String name, UUID id) {
        return new Metadata.Topic(
                name,
                id,
                1,
                Map.of(),
                IntStream.range(0, PARTITIONS)
                        .mapToObj(number ->
                                new Metadata.Partition(number, Optional.of(SELF), TERM, List.of(SELF), List.of(SELF)))
                        .toList());
    }

    @Override
    public Optional<Topic> find(String name) {
        return Optional.ofNullable(topics.get(name)).map(id -> new Topic(name, id, PARTITIONS));
    }

    @Override
    public Optional<Topic> find(UUID id) {
        return topics.entrySet().stream()
                .filter(topic -> topic.getValue().equals(id))
                .findFirst()
                .map(topic -> new Topic(topic.getKey(), id, PARTITIONS));
    }
}

package io.gokafka.client.fake;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.Failure;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.ListOffsets;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Requests;
import io.gokafka.api.request.Response;
import io.gokafka.api.storage.LogSlice;
import io.gokafka.client.fake.FakeCluster.FakeTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** One broker: answers produce requests in their order on one thread, others side by side. */
final class FakeBroker implements Requests {
    /** Where there is no broker. */
    static final Requests NOBODY = new Requests() {
        @Override
        public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
            return CompletableFuture.failedFuture(new RequestException(ErrorCode.UNAVAILABLE, "connection refused"));
        }
    };

    private final FakeCluster cluster;
    private final int index;
    private final ExecutorService inOrder =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    volatile boolean dead;
    volatile boolean hung;
    volatile boolean hasServed;
    /** Where its copies end, as far as it has heard. */
    volatile long end = Long.MAX_VALUE;

    Metadata.@Nullable Result frozen;

    FakeBroker(FakeCluster cluster, int index) {
        this.cluster = cluster;
        this.index = index;
    }

    @Override
    @SuppressWarnings("unchecked") // a request is answered by its own kind of response
    public <R extends Response> CompletableFuture<R> submit(Request<R> request, RequestContext context) {
        if (dead) {
            return NOBODY.submit(request, context);
        }
        CompletableFuture<R> answer = new CompletableFuture<>();
        Runnable work = () -> {
            try {
                Response response = answer(request);
                if (response != null && !hung) {
                    answer.complete((R) response);
                }
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        };
        if (request instanceof Produce) {
            inOrder.execute(work);
        } else {
            Thread.startVirtualThread(work);
        }
        return answer;
    }

    private @Nullable Response answer(Request<?> request) {
        return switch (request) {
            case Produce produce -> produce(produce);
            case Fetch fetch -> fetch(fetch);
            case Metadata metadata -> cluster.locked(() -> frozen == null ? cluster.metadata(metadata) : frozen);
            case InitProducer() -> cluster.locked(() -> new InitProducer.Result(cluster.newProducerId(), (short) 0));
            case ListOffsets list -> cluster.locked(() -> list(list));
            case CreateTopic create -> cluster.locked(() -> create(create));
            case DeleteTopic(String name, var _) -> cluster.locked(() -> delete(name));
            case DescribeBroker() ->
                new DescribeBroker.Result(cluster.info(index), "1", List.of(), Duration.ZERO, 0, 0, 0);
            case FindCoordinator find -> cluster.locked(() -> cluster.groups.find(find));
            case GroupHeartbeat beat -> cluster.locked(() -> cluster.groups.heartbeat(index, beat));
            case CommitOffsets commit -> cluster.locked(() -> cluster.groups.commit(index, commit));
            case FetchOffsets fetch -> cluster.locked(() -> cluster.groups.offsets(index, fetch));
            case ListGroups() -> cluster.locked(() -> cluster.groups.list(index));
            case DescribeGroup(String group) -> cluster.locked(() -> cluster.groups.describe(index, group));
            case DeleteGroup(String group) -> cluster.locked(() -> cluster.groups.delete(index, group));
            case RemoveBroker _ -> throw new RequestException(ErrorCode.UNSUPPORTED, "not here");
            case DeleteOffsets delete -> cluster.locked(() -> cluster.groups.deleteOffsets(index, delete));
            case LeaveGroup leave -> cluster.locked(() -> cluster.groups.leave(index, leave));
            case DescribeLogs _ -> new DescribeLogs.Result("/data/" + index, -1, -1, List.of());
            case DeleteRecords delete -> cluster.locked(() -> deleteRecords(delete));
            case DescribeProducers describe -> cluster.locked(() -> producers(describe));
            case AlterTopicConfig alter -> cluster.admin.answer(alter);
            case CreatePartitions create -> cluster.admin.answer(create);
            case DescribeConfig describe -> cluster.admin.answer(describe);
            case ElectLeader elect -> cluster.admin.answer(elect);
            case ListReassignments list -> cluster.admin.answer(list);
            case ReassignPartition move -> cluster.admin.answer(move);
            default -> throw new RequestException(ErrorCode.UNSUPPORTED, "not here");
        };
    }

    private @Nullable Response produce(Produce request) {
        return cluster.locked(() -> {
                            TopicPartition name = new TopicPartition(request.topic(), request.partition());
                            Fault fault = cluster.fault(index, request);
                            if (fault == Fault.MOVED) {
                                FakePartition moved = cluster.partition(name);
                                moved.leader = (moved.leader + 1) % cluster.size();
                                moved.term++;
                            }
                            FakePartition partition = cluster.partition(name);
                            refuse(fault, partition);
                            if (fault == Fault.UNDER_WAY) {
                                cluster.underWay(() -> partition.append(request.batch()));
                                return new Silence();
                            }
                            long offset = partition.append(request.batch());
                            // The bytes are the broker's from now on: whoever uses them again will notice.
                            for (int i = 0; i < request.batch().sizeInBytes(); i++) {
                                request.batch().buffer().put(i, (byte) 0x55);
                            }
                            return switch (fault) {
                                case INDETERMINATE_APPENDED -> throw failure(ErrorCode.INDETERMINATE);
                                case UNAVAILABLE_AFTER -> throw failure(ErrorCode.UNAVAILABLE);
                                case SILENT -> new Silence();
                                default -> new Produce.Result(offset, 0, cluster.appendTime());
                            };
                        })
                        instanceof Produce.Result result
                ? result
                : null;
    }

    private record Silence() {}

    private void refuse(Fault fault, FakePartition partition) {
        if (partition.leader != index) {
            throw notLeader(partition);
        }
        switch (fault) {
            case NOT_LEADER -> throw failure(ErrorCode.NOT_LEADER);
            case NO_LEADER -> throw failure(ErrorCode.NO_LEADER);
            case OVERLOADED -> throw failure(ErrorCode.OVERLOADED);
            case INDETERMINATE_LOST -> throw failure(ErrorCode.INDETERMINATE);
            case UNAVAILABLE_BEFORE -> throw failure(ErrorCode.UNAVAILABLE);
            case CORRUPT -> throw failure(ErrorCode.CORRUPT_BATCH);
            default -> {
                // appended, whatever is said about it
            }
        }
    }

    private static RequestException failure(ErrorCode code) {
        return new RequestException(code, "as the test wants it");
    }

    private RequestException notLeader(FakePartition partition) {
        return new RequestException(
                new Failure(ErrorCode.NOT_LEADER, "another broker leads", Optional.of(cluster.info(partition.leader))));
    }

    private Fetch.@Nullable Result fetch(Fetch request) {
        long end = System.nanoTime() + request.maxWait().toNanos();
        synchronized (cluster.lock) {
            Fetch.Result result = read(request);
            while (!dead && isIdle(result) && System.nanoTime() < end) {
                try {
                    cluster.lock.wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return result;
                }
                result = read(request);
            }
            if (dead) {
                throw failure(ErrorCode.UNAVAILABLE);
            }
            return result;
        }
    }

    private static boolean isIdle(Fetch.Result result) {
        return result.partitions().stream()
                .allMatch(p -> p.failure().isEmpty() && p.records().size() == 0);
    }

    private Fetch.Result read(Fetch request) {
        List<Fetch.PartitionResult> results = new ArrayList<>();
        for (Fetch.Partition wanted : request.partitions()) {
            FakePartition partition = cluster.partition(new TopicPartition(wanted.topic(), wanted.partition()));
            results.add(read(wanted, partition, request.anyReplica()));
        }
        return new Fetch.Result(results);
    }

    private Fetch.PartitionResult read(Fetch.Partition wanted, FakePartition partition, boolean anyReplica) {
        if (partition.leader != index && !anyReplica) {
            return failed(wanted, notLeader(partition).failure());
        }
        if (wanted.offset() < partition.start() || wanted.offset() > partition.end()) {
            return failed(wanted, Failure.of(ErrorCode.OFFSET_OUT_OF_RANGE, "out of range"));
        }
        boolean isBehind = partition.leader != index && wanted.offset() >= end;
        LogSlice slice = isBehind ? LogSlice.EMPTY : LogSlice.of(partition.read(wanted.offset(), wanted.maxBytes()));
        hasServed |= slice.size() > 0;
        return new Fetch.PartitionResult(
                wanted.topic(), wanted.partition(), Optional.empty(), partition.end(), partition.start(), slice);
    }

    private static Fetch.PartitionResult failed(Fetch.Partition wanted, Failure why) {
        return new Fetch.PartitionResult(wanted.topic(), wanted.partition(), Optional.of(why), -1, -1, LogSlice.EMPTY);
    }

    private ListOffsets.Result list(ListOffsets request) {
        FakePartition partition = led(new TopicPartition(request.topic(), request.partition()));
        return switch (request.query()) {
            case ListOffsets.Query.Earliest() -> new ListOffsets.Result(partition.start(), -1);
            case ListOffsets.Query.Latest() -> new ListOffsets.Result(partition.end(), -1);
            case ListOffsets.Query.MaxTimestamp() -> new ListOffsets.Result(partition.end(), -1);
            case ListOffsets.Query.AtTime(long time) ->
                partition.records().stream()
                        .filter(r -> r.timestamp() >= time)
                        .findFirst()
                        .map(r -> new ListOffsets.Result(r.offset(), r.timestamp()))
                        .orElse(new ListOffsets.Result(partition.end(), -1));
        };
    }

    private DeleteRecords.Result deleteRecords(DeleteRecords request) {
        FakePartition partition = led(new TopicPartition(request.topic(), request.partition()));
        partition.dropBefore(request.offset() == DeleteRecords.HIGH_WATERMARK ? partition.end() : request.offset());
        return new DeleteRecords.Result(partition.start());
    }

    private DescribeProducers.Result producers(DescribeProducers request) {
        FakePartition partition = led(new TopicPartition(request.topic(), request.partition()));
        return new DescribeProducers.Result(partition.producers());
    }

    private FakePartition led(TopicPartition name) {
        FakePartition partition = cluster.partition(name);
        if (partition.leader != index) {
            throw notLeader(partition);
        }
        return partition;
    }

    private CreateTopic.Result create(CreateTopic request) {
        if (cluster.topics.containsKey(request.name())) {
            throw new RequestException(ErrorCode.TOPIC_EXISTS, "topic '" + request.name() + "' exists");
        }
        FakeTopic made = cluster.create(
                request.name(), Math.max(Math.max(1, request.assignments().size()), request.partitions()));
        if (request.configs().containsKey("fake.lose.answer")) {
            throw failure(ErrorCode.UNAVAILABLE);
        }
        return new CreateTopic.Result(cluster.describe(made));
    }

    private DeleteTopic.Result delete(String name) {
        if (cluster.topics.remove(name) == null) {
            throw new RequestException(ErrorCode.UNKNOWN_TOPIC, "there is no topic '" + name + "'");
        }
        return new DeleteTopic.Result();
    }
}

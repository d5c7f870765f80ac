package io.gokafka.client.fake;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.api.request.Request;
import io.gokafka.api.request.RequestException;
import io.gokafka.api.request.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of topics, moves of partitions, preferred leaders; any broker answers. Guarded by the cluster's lock. */
final class FakeAdmin {
    private final FakeCluster cluster;
    private final Map<String, Map<String, String>> settings = new TreeMap<>();
    private final Map<TopicPartition, List<BrokerId>> moves = new TreeMap<>();
    private int lost;

    FakeAdmin(FakeCluster cluster) {
        this.cluster = cluster;
    }

    void loseAnswers(int count) {
        cluster.locked(() -> lost = count);
    }

    Response answer(Request<?> request) {
        return cluster.locked(() -> {
            Response response = done(request);
            if (lost > 0) {
                lost--;
                throw new RequestException(ErrorCode.INDETERMINATE, "the answer is lost");
            }
            return response;
        });
    }

    private Response done(Request<?> request) {
        return switch (request) {
            case AlterTopicConfig alter -> alter(alter);
            case CreatePartitions create -> create(create);
            case DescribeConfig describe -> describe(describe);
            case ElectLeader(String topic, int partition) -> elect(new TopicPartition(topic, partition));
            case ReassignPartition(String topic, int partition, var to) ->
                move(new TopicPartition(topic, partition), to);
            case ListReassignments _ ->
                new ListReassignments.Result(moves.entrySet().stream()
                        .map(e -> new ListReassignments.Reassignment(
                                e.getKey().topic(), e.getKey().partition(), e.getValue(), e.getValue(), List.of()))
                        .toList());
            default -> throw new IllegalArgumentException(request.toString());
        };
    }

    private AlterTopicConfig.Result alter(AlterTopicConfig request) {
        Map<String, String> found = settings.computeIfAbsent(request.topic(), _ -> new TreeMap<>());
        for (AlterTopicConfig.Change change : request.changes()) {
            change.value().ifPresentOrElse(value -> found.put(change.name(), value), () -> found.remove(change.name()));
        }
        return new AlterTopicConfig.Result();
    }

    private DescribeConfig.Result describe(DescribeConfig request) {
        if (!(request.resource() instanceof DescribeConfig.Resource.Topic(String name))) {
            throw new RequestException(ErrorCode.UNSUPPORTED, "not here");
        }
        return new DescribeConfig.Result(settings.getOrDefault(name, Map.of()).entrySet().stream()
                .map(e -> new DescribeConfig.Entry(
                        e.getKey(),
                        Optional.of(e.getValue()),
                        DescribeConfig.Source.TOPIC,
                        DescribeConfig.Type.STRING,
                        false,
                        ""))
                .toList());
    }

    private CreatePartitions.Result create(CreatePartitions request) {
        FakeCluster.FakeTopic topic = cluster.topics.get(request.topic());
        if (topic == null) {
            throw new RequestException(ErrorCode.UNKNOWN_TOPIC, "there is no topic '" + request.topic() + "'");
        }
        if (request.total() <= topic.partitions().size()) {
            throw new RequestException(ErrorCode.INVALID_PARTITIONS, "it has as many");
        }
        List<FakePartition> more = new ArrayList<>(topic.partitions());
        while (more.size() < request.total()) {
            more.add(new FakePartition(0));
        }
        cluster.topics.put(request.topic(), new FakeCluster.FakeTopic(topic.name(), topic.id(), more));
        return new CreatePartitions.Result();
    }

    private ElectLeader.Result elect(TopicPartition name) {
        FakePartition partition = cluster.partition(name);
        if (partition.leader == 0) {
            throw new RequestException(ErrorCode.ELECTION_NOT_NEEDED, "it leads already");
        }
        partition.leader = 0;
        partition.term++;
        return new ElectLeader.Result();
    }

    private ReassignPartition.Result move(TopicPartition partition, Optional<List<BrokerId>> to) {
        if (to.isPresent()) {
            moves.put(partition, to.get());
        } else if (moves.remove(partition) == null) {
            throw new RequestException(ErrorCode.NO_REASSIGNMENT, "it is not being moved");
        }
        return new ReassignPartition.Result();
    }
}

package io.gokafka.broker.metadata;

import static io.gokafka.broker.metadata.ClusterDecisions.decision;

import io.gokafka.api.BrokerId;
import io.gokafka.api.TopicNames;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.config.BrokerConfig.TopicDefaults;
import io.gokafka.broker.config.TopicKeys;
import io.gokafka.broker.metadata.ClusterRecord.PartitionsAdded;
import io.gokafka.broker.metadata.ClusterRecord.TopicCreated;
import io.gokafka.broker.metadata.ClusterRecord.TopicDeleted;
import io.gokafka.broker.state.Decision;
import io.gokafka.broker.topic.TopicConfig;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What requests to create, grow and delete topics come to, given the metadata: pure functions. */
final class TopicDecisions {
    private TopicDecisions() {}

    /** Creates a topic, on the reachable brokers or where the request says. */
    static Decision<TopicCreated> create(
            ClusterState state,
            CreateTopic request,
            Set<BrokerId> reachable,
            TopicDefaults defaults,
            boolean internal) {
        ClusterImage image = state.view();
        checkName(image, request.name(), internal);
        List<List<BrokerId>> replicas = request.assignments().isEmpty()
                ? place(image, request, reachable, defaults)
                : assigned(image, request, reachable);
        int factor = request.assignments().isEmpty()
                ? factor(request, defaults)
                : replicas.getFirst().size();
        TopicConfig.check(request.configs());
        TopicCreated topic = new TopicCreated(request.name(), UUID.randomUUID(), factor, request.configs(), replicas);
        return request.validateOnly() ? Decision.unchanged(topic) : decision(List.of(topic), topic);
    }

    private static void checkName(ClusterImage image, String name, boolean internal) {
        TopicNames.problem(name).ifPresent(problem -> {
            throw new RequestException(ErrorCode.INVALID_TOPIC, problem);
        });
        if (!internal && TopicNames.isInternal(name)) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC, "topic names that begin with '__' are the cluster's own: choose another");
        }
        if (image.topics().containsKey(name)) {
            throw new RequestException(ErrorCode.TOPIC_EXISTS, "topic '" + name + "' exists already");
        }
        String inMetrics = inMetrics(name);
        image.topics().keySet().stream()
                .filter(other -> inMetrics(other).equals(inMetrics))
                .findFirst()
                .ifPresent(other -> {
                    throw new RequestException(
                            ErrorCode.INVALID_TOPIC,
                            "topic '" + name + "' collides with the existing topic '" + other
                                    + "': they differ in '.' and '_' only, which metrics cannot tell apart");
                });
    }

    private static String inMetrics(String topic) {
        return topic.replace('.', '_');
    }

    private static List<List<BrokerId>> place(
            ClusterImage image, CreateTopic request, Set<BrokerId> reachable, TopicDefaults defaults) {
        int partitions = request.partitions() == 0 ? defaults.partitions() : request.partitions();
        checkPartitions(partitions);
        List<BrokerId> candidates = candidates(image, reachable);
        int asked = request.replicationFactor();
        if (asked < 0) {
            throw new RequestException(
                    ErrorCode.INVALID_REPLICATION_FACTOR, "a replication factor is 1 or more, not " + asked);
        }
        if (asked > candidates.size()) {
            throw new RequestException(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "replication factor " + asked + " needs as many brokers: there are " + candidates.size() + " now");
        }
        return new ReplicaPlacement(image, candidates).place(partitions, factor(request, defaults));
    }

    /** More replicas than there are brokers by default: they are added when more brokers are there. */
    private static int factor(CreateTopic request, TopicDefaults defaults) {
        return request.replicationFactor() == 0 ? defaults.replicationFactor() : request.replicationFactor();
    }

    private static void checkPartitions(int partitions) {
        if (partitions < 1 || partitions > TopicKeys.MAX_PARTITIONS) {
            throw new RequestException(
                    ErrorCode.INVALID_PARTITIONS,
                    "a topic has 1 to " + TopicKeys.MAX_PARTITIONS + " partitions, not " + partitions);
        }
    }

    private static List<BrokerId> candidates(ClusterImage image, Set<BrokerId> reachable) {
        List<BrokerId> candidates = ClusterDecisions.candidates(image, reachable);
        if (candidates.isEmpty()) {
            throw new RequestException(ErrorCode.UNAVAILABLE, "no broker can take partitions at the moment; try again");
        }
        return candidates;
    }

    private static List<List<BrokerId>> assigned(ClusterImage image, CreateTopic request, Set<BrokerId> reachable) {
        if (request.partitions() != 0 || request.replicationFactor() != 0) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "replicas were assigned by hand: then the number of partitions and the replication factor"
                            + " must not be set");
        }
        checkPartitions(request.assignments().size());
        AssignmentRules.checkNew(
                image, request.assignments(), request.assignments().getFirst().size(), reachable);
        return request.assignments();
    }

    /** Gives a topic more partitions. */
    static Decision<CreatePartitions.Result> addPartitions(
            ClusterState state, CreatePartitions request, Set<BrokerId> reachable) {
        ClusterImage image = state.view();
        ClusterImage.Topic topic = changeable(image, request.topic());
        int added = request.total() - topic.partitionCount();
        if (added == 0) {
            throw new RequestException(
                    ErrorCode.INVALID_PARTITIONS,
                    "topic '" + topic.name() + "' already has " + request.total() + " partition(s)");
        }
        if (added < 0) {
            throw new RequestException(
                    ErrorCode.INVALID_PARTITIONS,
                    "topic '" + topic.name() + "' currently has " + topic.partitionCount() + " partition(s); "
                            + request.total() + " would not be an increase");
        }
        checkPartitions(request.total());
        int factor = topic.placements().getFirst().factor();
        PartitionsAdded change =
                new PartitionsAdded(topic.id(), factor, replicasOfNew(image, topic, request, added, reachable));
        return decision(request.validateOnly() ? List.of() : List.of(change), new CreatePartitions.Result());
    }

    private static List<List<BrokerId>> replicasOfNew(
            ClusterImage image,
            ClusterImage.Topic topic,
            CreatePartitions request,
            int added,
            Set<BrokerId> reachable) {
        if (request.assignments().isEmpty()) {
            int factor = topic.placements().getFirst().factor();
            return new ReplicaPlacement(image, candidates(image, reachable)).place(added, factor);
        }
        if (request.assignments().size() != added) {
            throw AssignmentRules.refused("topic '" + topic.name() + "' would get " + added + " more partition(s), but "
                    + request.assignments().size() + " assignment(s) were given");
        }
        AssignmentRules.checkNew(image, request.assignments(), topic.replicas(0).size(), reachable);
        return request.assignments();
    }

    /** Deletes a topic, unless another one is meant, which had the name before. */
    static Decision<Boolean> delete(ClusterState state, DeleteTopic request) {
        UUID found = changeable(state.view(), request.name()).id();
        if (request.id().filter(meant -> !meant.equals(found)).isPresent()) {
            throw new RequestException(
                    ErrorCode.UNKNOWN_TOPIC,
                    "topic '" + request.name() + "' with the id " + request.id().get()
                            + " is gone; another one has its name");
        }
        return decision(List.of(new TopicDeleted(found)), true);
    }

    /** A topic that clients may change; fails with {@code UNKNOWN_TOPIC} or {@code INTERNAL_TOPIC}. */
    static ClusterImage.Topic changeable(ClusterImage image, String name) {
        if (TopicNames.isInternal(name)) {
            throw new RequestException(
                    ErrorCode.INTERNAL_TOPIC,
                    "topic '" + name + "' is the cluster's own and cannot be changed or deleted");
        }
        return known(image, name);
    }

    /** A topic; fails with {@code UNKNOWN_TOPIC}. */
    static ClusterImage.Topic known(ClusterImage image, String name) {
        return image.topic(name)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNKNOWN_TOPIC, "topic '" + name + "' does not exist: gokafka topics list shows all"));
    }
}

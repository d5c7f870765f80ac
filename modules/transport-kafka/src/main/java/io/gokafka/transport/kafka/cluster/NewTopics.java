package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestException;
import io.gokafka.transport.kafka.api.KafkaBrokers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;

/**
 * Reads what clients want of new topics: Kafka says -1 where the cluster shall choose.
 *
 * @param brokers for the placement of replicas by hand; fails when they cannot be told
 */
record NewTopics(Supplier<KafkaBrokers> brokers) {
    private static final int CHOOSE = -1;

    /**
     * A new topic.
     *
     * @throws RequestException when it contradicts itself
     */
    CreateTopic read(CreatableTopic topic, boolean validateOnly) {
        boolean placed = !topic.assignments().isEmpty();
        checkNumbers(topic, placed);
        return new CreateTopic(
                topic.name(),
                Math.max(topic.numPartitions(), 0),
                Math.max(topic.replicationFactor(), 0),
                configs(topic),
                validateOnly,
                placed ? assignments(topic) : List.of());
    }

    private static void checkNumbers(CreatableTopic topic, boolean placed) {
        int partitions = topic.numPartitions();
        int factor = topic.replicationFactor();
        if (placed && (partitions != CHOOSE || factor != CHOOSE)) {
            throw new RequestException(
                    ErrorCode.INVALID_REQUEST,
                    "replicas are placed by hand, so the number of partitions and the replication factor must be -1");
        }
        if (partitions != CHOOSE && partitions <= 0) {
            throw new RequestException(
                    ErrorCode.INVALID_PARTITIONS,
                    "number of partitions is " + partitions + ": allowed are 1 or more, and -1 for the default");
        }
        if (factor != CHOOSE && factor <= 0) {
            throw new RequestException(
                    ErrorCode.INVALID_REPLICATION_FACTOR,
                    "replication factor is " + factor + ": allowed are 1 or more, and -1 for the default");
        }
    }

    private static Map<String, String> configs(CreatableTopic topic) {
        Map<String, String> configs = new HashMap<>();
        topic.configs().forEach(config -> {
            if (config.value() == null) {
                throw new RequestException(ErrorCode.INVALID_CONFIG, "setting '" + config.name() + "' has no value");
            }
            configs.put(config.name(), config.value());
        });
        return configs;
    }

    private List<List<BrokerId>> assignments(CreatableTopic topic) {
        List<CreatableReplicaAssignment> sorted = topic.assignments().stream()
                .sorted(Comparator.comparingInt(CreatableReplicaAssignment::partitionIndex))
                .toList();
        KafkaBrokers known = brokers.get();
        List<List<BrokerId>> assignments = new ArrayList<>();
        for (CreatableReplicaAssignment assignment : sorted) {
            if (assignment.partitionIndex() != assignments.size()) {
                throw new RequestException(
                        ErrorCode.INVALID_REPLICA_ASSIGNMENT,
                        "replicas of partition " + assignments.size()
                                + " are missing: each partition from 0 on must be placed, once");
            }
            assignments.add(known.replicas(assignment.brokerIds()));
        }
        return assignments;
    }
}

package io.gokafka.transport.grpc.codec;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Metadata;
import io.gokafka.transport.grpc.proto.Partition;
import io.gokafka.transport.grpc.proto.Replicas;
import io.gokafka.transport.grpc.proto.Topic;
import java.util.List;

/** Topics and their partitions. */
final class TopicValues {
    private TopicValues() {}

    static Topic write(Metadata.Topic topic) {
        Topic.Builder message = Topic.newBuilder()
                .setName(topic.name())
                .setId(topic.id().toString())
                .setReplicationFactor(topic.replicationFactor())
                .putAllConfigs(topic.configs());
        topic.partitions().forEach(partition -> message.addPartitions(write(partition)));
        return message.build();
    }

    static Metadata.Topic read(Topic topic) {
        return new Metadata.Topic(
                topic.getName(),
                Values.readUuid(topic.getId()),
                topic.getReplicationFactor(),
                topic.getConfigsMap(),
                topic.getPartitionsList().stream().map(TopicValues::read).toList());
    }

    static List<Replicas> writeAssignments(List<List<BrokerId>> assignments) {
        return assignments.stream().map(TopicValues::writeReplicas).toList();
    }

    static List<List<BrokerId>> readAssignments(List<Replicas> assignments) {
        return assignments.stream()
                .map(replicas -> Values.readIds(replicas.getBrokersList()))
                .toList();
    }

    static Replicas writeReplicas(List<BrokerId> replicas) {
        return Replicas.newBuilder().addAllBrokers(Values.writeIds(replicas)).build();
    }

    private static Partition write(Metadata.Partition partition) {
        Partition.Builder message = Partition.newBuilder()
                .setPartition(partition.partition())
                .setTerm(partition.term())
                .addAllReplicas(Values.writeIds(partition.replicas()))
                .addAllAvailable(Values.writeIds(partition.available()));
        partition.leader().ifPresent(leader -> message.setLeader(leader.value()));
        return message.build();
    }

    private static Metadata.Partition read(Partition partition) {
        return new Metadata.Partition(
                partition.getPartition(),
                Values.readId(partition.hasLeader(), partition.getLeader()),
                partition.getTerm(),
                Values.readIds(partition.getReplicasList()),
                Values.readIds(partition.getAvailableList()));
    }
}

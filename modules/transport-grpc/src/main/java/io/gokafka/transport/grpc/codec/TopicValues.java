package io.gokafka.transport.grpc.codec;

import io.gokafka.api.request.Metadata;
import io.gokafka.transport.grpc.proto.Partition;
import io.gokafka.transport.grpc.proto.Topic;

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

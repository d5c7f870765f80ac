package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.TopicPartition;
import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteRecords;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeLogs;
import io.gokafka.api.request.DescribeProducers;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.InitProducer;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.transport.kafka.api.Asked;
import io.gokafka.transport.kafka.api.Uuids;
import io.gokafka.transport.kafka.api.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.message.AlterConfigsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignablePartition;
import org.apache.kafka.common.message.AlterPartitionReassignmentsRequestData.ReassignableTopic;
import org.apache.kafka.common.message.CreatePartitionsRequestData;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsAssignment;
import org.apache.kafka.common.message.CreatePartitionsRequestData.CreatePartitionsTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableReplicaAssignment;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopic;
import org.apache.kafka.common.message.CreateTopicsRequestData.CreatableTopicConfig;
import org.apache.kafka.common.message.DeleteRecordsRequestData;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsPartition;
import org.apache.kafka.common.message.DeleteRecordsRequestData.DeleteRecordsTopic;
import org.apache.kafka.common.message.DeleteTopicsRequestData;
import org.apache.kafka.common.message.DeleteTopicsRequestData.DeleteTopicState;
import org.apache.kafka.common.message.DescribeClusterRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData;
import org.apache.kafka.common.message.DescribeConfigsRequestData.DescribeConfigsResource;
import org.apache.kafka.common.message.DescribeLogDirsRequestData;
import org.apache.kafka.common.message.DescribeProducersRequestData;
import org.apache.kafka.common.message.DescribeTopicPartitionsRequestData;
import org.apache.kafka.common.message.ElectLeadersRequestData;
import org.apache.kafka.common.message.IncrementalAlterConfigsRequestData;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.ListPartitionReassignmentsRequestData;
import org.apache.kafka.common.message.MetadataRequestData;
import org.apache.kafka.common.message.MetadataRequestData.MetadataRequestTopic;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;

/** A request for each API, with every field that its version has, and a broker that answers them. */
final class ClusterSamples {
    private static final String TOPIC = "orders";

    private ClusterSamples() {}

    static ApiMessage request(ApiKeys key, short version) {
        return switch (key) {
            case METADATA -> metadata(version);
            case DESCRIBE_CLUSTER ->
                new DescribeClusterRequestData()
                        .setIncludeClusterAuthorizedOperations(true)
                        .setIncludeFencedBrokers(version >= 2);
            case DESCRIBE_TOPIC_PARTITIONS ->
                new DescribeTopicPartitionsRequestData()
                        .setTopics(List.of(new DescribeTopicPartitionsRequestData.TopicRequest().setName(TOPIC)))
                        .setResponsePartitionLimit(1);
            case CREATE_TOPICS -> createTopics();
            case DELETE_TOPICS -> deleteTopics(version);
            case CREATE_PARTITIONS -> createPartitions();
            case DELETE_RECORDS -> deleteRecords();
            case DESCRIBE_CONFIGS -> describeConfigs(version);
            case INCREMENTAL_ALTER_CONFIGS -> incrementalAlterConfigs();
            case ALTER_CONFIGS -> alterConfigs();
            case DESCRIBE_LOG_DIRS -> new DescribeLogDirsRequestData().setTopics(null);
            case ELECT_LEADERS -> electLeaders();
            case ALTER_PARTITION_REASSIGNMENTS -> alterReassignments(version);
            case LIST_PARTITION_REASSIGNMENTS -> new ListPartitionReassignmentsRequestData();
            case DESCRIBE_PRODUCERS -> describeProducers();
            case INIT_PRODUCER_ID -> initProducerId(version);
            default -> throw new AssertionError("there is no sample of " + key);
        };
    }

    static Asked broker() {
        DescribeConfig.Entry entry = new DescribeConfig.Entry(
                "retention.ms",
                Optional.of("5000"),
                DescribeConfig.Source.TOPIC,
                DescribeConfig.Type.LONG,
                false,
                "How long records are kept.");
        DescribeLogs.Log log = new DescribeLogs.Log(new TopicPartition(TOPIC, 0), 1L << 40, 2);
        ListReassignments.Reassignment move = new ListReassignments.Reassignment(
                TOPIC, 0, List.of(World.ONE.id(), World.TWO.id()), List.of(World.TWO.id()), List.of(World.ONE.id()));
        return World.cluster()
                .with(CreateTopic.class, _ -> new CreateTopic.Result(World.ORDERS))
                .with(DeleteTopic.class, _ -> new DeleteTopic.Result())
                .with(CreatePartitions.class, _ -> new CreatePartitions.Result())
                .with(DeleteRecords.class, _ -> new DeleteRecords.Result(17))
                .with(DescribeConfig.class, _ -> new DescribeConfig.Result(List.of(entry)))
                .with(AlterTopicConfig.class, _ -> new AlterTopicConfig.Result())
                .with(DescribeLogs.class, _ -> new DescribeLogs.Result("/data", 1L << 41, 1L << 40, List.of(log)))
                .with(ElectLeader.class, _ -> new ElectLeader.Result())
                .with(ReassignPartition.class, _ -> new ReassignPartition.Result())
                .with(ListReassignments.class, _ -> new ListReassignments.Result(List.of(move)))
                .with(
                        DescribeProducers.class,
                        _ -> new DescribeProducers.Result(
                                List.of(new DescribeProducers.Producer(1L << 33, (short) 2, 3, 4))))
                .with(InitProducer.class, _ -> new InitProducer.Result(1L << 34, (short) 0));
    }

    private static MetadataRequestData metadata(short version) {
        MetadataRequestData request = new MetadataRequestData()
                .setTopics(new ArrayList<>(List.of(new MetadataRequestTopic().setName(World.OFFSETS.name()))))
                .setAllowAutoTopicCreation(version < 4)
                .setIncludeTopicAuthorizedOperations(version >= 8)
                .setIncludeClusterAuthorizedOperations(version >= 8 && version <= 10);
        if (version >= 12) {
            request.topics().add(new MetadataRequestTopic().setName(null).setTopicId(Uuids.of(World.OFFSETS.id())));
        }
        return request;
    }

    private static CreateTopicsRequestData createTopics() {
        CreateTopicsRequestData request = new CreateTopicsRequestData();
        CreatableTopic topic =
                new CreatableTopic().setName(TOPIC).setNumPartitions(-1).setReplicationFactor((short) -1);
        topic.assignments()
                .add(new CreatableReplicaAssignment().setPartitionIndex(0).setBrokerIds(List.of(1, 2)));
        topic.configs().add(new CreatableTopicConfig().setName("retention.ms").setValue("5000"));
        request.topics().add(topic);
        return request;
    }

    private static DeleteTopicsRequestData deleteTopics(short version) {
        DeleteTopicsRequestData request = new DeleteTopicsRequestData().setTimeoutMs(30_000);
        return version < 6
                ? request.setTopicNames(List.of(TOPIC))
                : request.setTopics(List.of(
                        new DeleteTopicState().setTopicId(Uuids.of(World.ORDERS_ID)),
                        new DeleteTopicState().setName("__consumer_offsets")));
    }

    private static CreatePartitionsRequestData createPartitions() {
        CreatePartitionsRequestData request = new CreatePartitionsRequestData().setTimeoutMs(30_000);
        request.topics()
                .add(new CreatePartitionsTopic()
                        .setName(TOPIC)
                        .setCount(3)
                        .setAssignments(List.of(new CreatePartitionsAssignment().setBrokerIds(List.of(2, 1)))));
        return request;
    }

    private static DeleteRecordsRequestData deleteRecords() {
        return new DeleteRecordsRequestData()
                .setTimeoutMs(30_000)
                .setTopics(List.of(new DeleteRecordsTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(new DeleteRecordsPartition().setOffset(17)))));
    }

    private static DescribeConfigsRequestData describeConfigs(short version) {
        return new DescribeConfigsRequestData()
                .setIncludeSynonyms(true)
                .setIncludeDocumentation(version >= 3)
                .setResources(List.of(
                        new DescribeConfigsResource()
                                .setResourceType((byte) 2)
                                .setResourceName(TOPIC)
                                .setConfigurationKeys(null),
                        new DescribeConfigsResource()
                                .setResourceType((byte) 4)
                                .setResourceName("1")
                                .setConfigurationKeys(List.of("retention.ms"))));
    }

    private static IncrementalAlterConfigsRequestData incrementalAlterConfigs() {
        IncrementalAlterConfigsRequestData request = new IncrementalAlterConfigsRequestData();
        IncrementalAlterConfigsRequestData.AlterConfigsResource resource =
                new IncrementalAlterConfigsRequestData.AlterConfigsResource()
                        .setResourceType((byte) 2)
                        .setResourceName(TOPIC);
        resource.configs()
                .add(new IncrementalAlterConfigsRequestData.AlterableConfig()
                        .setName("retention.ms")
                        .setConfigOperation((byte) 1)
                        .setValue(null));
        request.resources().add(resource);
        return request;
    }

    private static AlterConfigsRequestData alterConfigs() {
        AlterConfigsRequestData request = new AlterConfigsRequestData();
        AlterConfigsRequestData.AlterConfigsResource resource = new AlterConfigsRequestData.AlterConfigsResource()
                .setResourceType((byte) 2)
                .setResourceName(TOPIC);
        resource.configs()
                .add(new AlterConfigsRequestData.AlterableConfig()
                        .setName("retention.ms")
                        .setValue("1"));
        request.resources().add(resource);
        return request;
    }

    private static ElectLeadersRequestData electLeaders() {
        ElectLeadersRequestData request = new ElectLeadersRequestData();
        request.topicPartitions()
                .add(new ElectLeadersRequestData.TopicPartitions()
                        .setTopic(TOPIC)
                        .setPartitions(List.of(0, 1)));
        return request;
    }

    private static AlterPartitionReassignmentsRequestData alterReassignments(short version) {
        return new AlterPartitionReassignmentsRequestData()
                .setAllowReplicationFactorChange(version == 0)
                .setTopics(List.of(new ReassignableTopic()
                        .setName(TOPIC)
                        .setPartitions(List.of(
                                new ReassignablePartition().setPartitionIndex(0).setReplicas(List.of(3, 2, 1)),
                                new ReassignablePartition().setPartitionIndex(1).setReplicas(null)))));
    }

    private static DescribeProducersRequestData describeProducers() {
        DescribeProducersRequestData request = new DescribeProducersRequestData();
        request.topics()
                .add(new DescribeProducersRequestData.TopicRequest()
                        .setName(TOPIC)
                        .setPartitionIndexes(List.of(0)));
        return request;
    }

    private static InitProducerIdRequestData initProducerId(short version) {
        InitProducerIdRequestData request = new InitProducerIdRequestData().setTransactionalId(null);
        return version < 3 ? request : request.setProducerId(5).setProducerEpoch((short) 1);
    }
}

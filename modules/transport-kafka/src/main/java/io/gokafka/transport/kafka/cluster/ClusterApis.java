package io.gokafka.transport.kafka.cluster;

import io.gokafka.api.request.Requests;
import io.gokafka.api.transport.TopicDirectory;
import io.gokafka.transport.kafka.api.Api;
import java.util.List;

/** The APIs of brokers, topics, settings, logs and producers. */
public final class ClusterApis {
    private ClusterApis() {}

    /** All of them. */
    public static List<Api<?>> all(Requests requests, TopicDirectory topics) {
        return List.of(
                new MetadataApi(requests),
                new DescribeClusterApi(requests),
                new DescribeTopicPartitionsApi(requests),
                new CreateTopicsApi(requests),
                new DeleteTopicsApi(requests, topics),
                new CreatePartitionsApi(requests),
                new DeleteRecordsApi(requests),
                new DescribeConfigsApi(requests),
                new IncrementalAlterConfigsApi(requests),
                new AlterConfigsApi(requests),
                new DescribeLogDirsApi(requests),
                new ElectLeadersApi(requests),
                new AlterPartitionReassignmentsApi(requests),
                new ListPartitionReassignmentsApi(requests),
                new DescribeProducersApi(requests),
                new InitProducerIdApi(requests));
    }
}

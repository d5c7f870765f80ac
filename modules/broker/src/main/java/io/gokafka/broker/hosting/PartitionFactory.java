package io.gokafka.broker.hosting;

import io.gokafka.api.TopicNames;
import io.gokafka.api.TopicPartition;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.api.storage.Storage;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Partition;
import io.gokafka.broker.partition.PartitionServices;
import io.gokafka.broker.topic.TopicConfig;

/**
 * Opens the stores of partitions and ties them to what listens to them; they do not take part in their groups yet.
 *
 * <p>Threading: for one thread.
 */
public final class PartitionFactory {
    private final Storage storage;
    private final TopicConfig defaults;
    private final PartitionServices services;
    private final GroupServices groups;
    private final LeaderReports reports;

    /** Makes one. */
    public PartitionFactory(
            Storage storage,
            TopicConfig defaults,
            PartitionServices services,
            GroupServices groups,
            LeaderReports reports) {
        this.storage = storage;
        this.defaults = defaults;
        this.services = services;
        this.groups = groups;
        this.reports = reports;
    }

    /** The settings of a topic, over this broker's defaults. */
    public TopicConfig configOf(ClusterImage.Topic topic) {
        return TopicConfig.of(topic.configs(), defaults);
    }

    /** Opens the store of a partition of any kind. */
    HostedPartition create(ClusterImage.Topic topic, int number) {
        TopicConfig config = configOf(topic);
        TopicPartition name = new TopicPartition(topic.name(), number);
        HostedPartition partition = topic.name().equals(TopicNames.CONSUMER_OFFSETS)
                ? GroupPartition.create(name, ClusterImage.logId(topic, number), storage, config.log(), groups)
                : Partition.create(name, ClusterImage.logId(topic, number), storage, config, services);
        partition.replica().addRoleListener(role -> report(topic, number, role));
        return partition;
    }

    /** Tells the cluster when this broker takes the lead. */
    private void report(ClusterImage.Topic topic, int partition, Role role) {
        if (role instanceof Role.Leader leader) {
            reports.add(new ReportLeaders.Led(topic.id(), partition, leader.term()));
        }
    }
}

package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.Fetch;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.Produce;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.metadata.BrokerRemoval;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.peer.MetadataLeader;
import io.gokafka.broker.peer.PartitionLeader;
import java.nio.file.Path;
import java.util.List;

/** All handlers, put together. */
public final class RequestHandlers {
    private final ClusterDirectory cluster;
    private final ClusterMetadata metadata;
    private final HostedPartitions hosted;
    private final MetadataLeader leader;
    private final PartitionLeader partitions;
    private final BrokerRemoval removal;
    private final ConfigDescription describeConfig;
    private final BrokerId self;
    private final DescribeBrokerHandler describeBroker;
    private final Path dataDirectory;
    private final boolean autoCreateTopics;

    /** Makes them. */
    public RequestHandlers(
            ClusterDirectory cluster,
            ClusterMetadata metadata,
            HostedPartitions hosted,
            MetadataLeader leader,
            PartitionLeader partitions,
            BrokerRemoval removal,
            ConfigDescription describeConfig,
            BrokerId self,
            String version,
            List<String> plugins,
            Path dataDirectory,
            boolean autoCreateTopics) {
        this.cluster = cluster;
        this.metadata = metadata;
        this.hosted = hosted;
        this.leader = leader;
        this.partitions = partitions;
        this.removal = removal;
        this.describeConfig = describeConfig;
        this.self = self;
        this.describeBroker = new DescribeBrokerHandler(self, version, plugins, hosted, cluster);
        this.dataDirectory = dataDirectory;
        this.autoCreateTopics = autoCreateTopics;
    }

    /** Gives a router its handlers and opens it. */
    public void open(RequestRouter router) {
        Failures failures = new Failures(cluster);
        TopicCreation creation = new TopicCreation(metadata, leader, cluster);
        TopicLookup lookup = new TopicLookup(metadata, hosted, cluster, creation, failures, autoCreateTopics);
        router.add(Produce.class, new ProduceHandler(lookup));
        router.add(Fetch.class, new FetchHandler(lookup, failures));
        new PartitionHandlers(hosted, lookup, failures, dataDirectory).addTo(router);
        router.add(Metadata.class, new MetadataHandler(metadata, cluster, lookup));
        router.add(ElectLeader.class, new ElectLeaderHandler(self, lookup, hosted, cluster, partitions));
        router.add(DescribeBroker.class, describeBroker);
        router.add(DescribeConfig.class, describeConfig);
        new ClusterHandlers(metadata, leader, creation, removal, cluster).addTo(router);
        new GroupHandlers(metadata, hosted, cluster, creation).addTo(router);
        router.open(failures);
    }
}

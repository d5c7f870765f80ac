package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.BrokerInfo;
import io.gokafka.api.consensus.Consensus;
import io.gokafka.api.consensus.GroupStatus;
import io.gokafka.api.consensus.Role;
import io.gokafka.api.request.Metadata;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.metadata.ClusterImage;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.metadata.ClusterRecord.BrokerRegistered;
import io.gokafka.broker.partition.HostedPartition;
import io.gokafka.broker.partition.Replica;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this broker can say of brokers and partitions: from the replicated metadata, and from its own replicas, which know their
 * leaders first.
 *
 * <p>Threading: safe for use by several threads.
 */
public final class ClusterDirectory {
    private final String clusterId;
    private final ClusterMetadata metadata;
    private final HostedPartitions hosted;
    private final Consensus consensus;

    /** Makes one. */
    public ClusterDirectory(String clusterId, ClusterMetadata metadata, HostedPartitions hosted, Consensus consensus) {
        this.clusterId = clusterId;
        this.metadata = metadata;
        this.hosted = hosted;
        this.consensus = consensus;
    }

    /** The cluster's id. */
    public String clusterId() {
        return clusterId;
    }

    /** The members. */
    public List<BrokerInfo> brokers() {
        Set<BrokerId> reachable = consensus.reachable();
        return metadata.image().brokers().stream()
                .map(b -> describe(b, reachable))
                .toList();
    }

    /** A member. */
    public Optional<BrokerInfo> broker(BrokerId id) {
        return metadata.image().broker(id).map(b -> describe(b, consensus.reachable()));
    }

    private static BrokerInfo describe(BrokerRegistered broker, Set<BrokerId> reachable) {
        return new BrokerInfo(broker.id(), broker.number(), broker.endpoints(), reachable.contains(broker.id()));
    }

    /** Whether a broker can be reached from here. */
    boolean isReachable(BrokerId broker) {
        return consensus.reachable().contains(broker);
    }

    /** Waits until this broker has heard that a broker leads a partition; false when the time is up. */
    boolean awaitLeader(String topic, int partition, BrokerId wanted, Duration atMost) throws InterruptedException {
        return metadata.await(
                image -> leader(topic, partition).filter(wanted::equals).isPresent(), atMost);
    }

    /** A topic with its partitions and their leaders. */
    public Metadata.Topic describe(ClusterImage.Topic topic) {
        Set<BrokerId> reachable = consensus.reachable();
        List<Metadata.Partition> partitions = new ArrayList<>(topic.partitionCount());
        for (int p = 0; p < topic.partitionCount(); p++) {
            partitions.add(describe(topic, p, reachable));
        }
        return new Metadata.Topic(topic.name(), topic.id(), topic.replicationFactor(), topic.configs(), partitions);
    }

    private Metadata.Partition describe(ClusterImage.Topic topic, int number, Set<BrokerId> reachable) {
        Optional<GroupStatus> own = own(topic, number);
        Optional<ClusterImage.Leader> last = leader(topic, number, own);
        Optional<ClusterImage.Leader> leader = last.filter(l -> reachable.contains(l.broker()));
        List<BrokerId> replicas =
                own.filter(GroupStatus::isLeader).map(GroupStatus::voters).orElse(topic.replicas(number));
        return new Metadata.Partition(
                number,
                leader.map(ClusterImage.Leader::broker),
                last.map(ClusterImage.Leader::term)
                        .orElseGet(() -> own.map(s -> s.role().term()).orElse(0L)),
                replicas,
                replicas.stream().filter(reachable::contains).toList());
    }

    /** The leader of a partition, if known. */
    public Optional<BrokerId> leader(String topic, int partition) {
        return metadata.image()
                .topic(topic)
                .filter(t -> partition < t.partitionCount())
                .flatMap(t -> leader(t, partition, own(t, partition)))
                .map(ClusterImage.Leader::broker);
    }

    /** By the id: a replica of a deleted topic of the name may still be here. */
    private Optional<GroupStatus> own(ClusterImage.Topic topic, int partition) {
        return hosted.find(new PartitionKey(topic.id(), partition))
                .map(HostedPartition::replica)
                .flatMap(Replica::status);
    }

    /** Its own replica's word, or the report of a later term. */
    private Optional<ClusterImage.Leader> leader(ClusterImage.Topic topic, int partition, Optional<GroupStatus> own) {
        Optional<ClusterImage.Leader> reported =
                Optional.ofNullable(metadata.image().leaders().get(new PartitionKey(topic.id(), partition)));
        if (own.isEmpty()) {
            return reported;
        }
        Role role = own.get().role();
        if (reported.isPresent() && reported.get().term() > role.term()) {
            return reported;
        }
        return role.leader().map(broker -> new ClusterImage.Leader(broker, role.term()));
    }
}

package io.gokafka.broker.lifecycle;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.Metadata;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.http.ClusterView;
import io.gokafka.broker.http.Readiness;
import io.gokafka.broker.http.StatusSource;
import io.gokafka.broker.metadata.ClusterImage.PartitionKey;
import io.gokafka.broker.metadata.ClusterMetadata;
import io.gokafka.broker.request.ClusterDirectory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What the status server shows; before the broker is wired, that it is starting. */
final class StatusView implements StatusSource {
    private record Sources(ClusterDirectory directory, ClusterMetadata metadata, HostedPartitions hosted) {}

    private final BrokerId self;
    private volatile @Nullable Sources sources;
    private volatile Readiness readiness = new Readiness.NotReady("starting up");

    StatusView(BrokerId self) {
        this.self = self;
    }

    void wire(ClusterDirectory directory, ClusterMetadata metadata, HostedPartitions hosted) {
        sources = new Sources(directory, metadata, hosted);
    }

    void set(Readiness now) {
        readiness = now;
    }

    @Override
    public Readiness readiness() {
        Sources from = sources;
        if (readiness instanceof Readiness.Ready
                && from != null
                && from.metadata.leader().isEmpty()) {
            return new Readiness.NotReady("the cluster's metadata has no leader");
        }
        return readiness;
    }

    @Override
    public ClusterView cluster() {
        Sources from = sources;
        if (from == null) {
            return new ClusterView(Optional.empty(), self, Optional.empty(), List.of(), List.of());
        }
        return new ClusterView(
                Optional.of(from.directory.clusterId()),
                self,
                from.metadata.leader(),
                from.directory.brokers(),
                from.metadata.image().topics().values().stream()
                        .map(from.directory::describe)
                        .map(topic -> view(from, topic))
                        .toList());
    }

    private static ClusterView.Topic view(Sources from, Metadata.Topic topic) {
        return new ClusterView.Topic(
                topic.name(),
                topic.partitions().stream()
                        .map(p -> new ClusterView.Partition(
                                p.partition(), p.leader(), p.term(), p.replicas(), highWatermark(from, topic, p)))
                        .toList());
    }

    private static OptionalLong highWatermark(Sources from, Metadata.Topic topic, Metadata.Partition partition) {
        return from.hosted.find(new PartitionKey(topic.id(), partition.partition())).stream()
                .mapToLong(h -> h.replica().highWatermark().offset())
                .findFirst();
    }
}

package io.gokafka.broker.request;

import io.gokafka.api.BrokerId;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.RequestContext;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.hosting.HostedPartitions;
import io.gokafka.broker.partition.HostedPartition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Describes this broker. */
final class DescribeBrokerHandler implements Handler<DescribeBroker, DescribeBroker.Result> {
    private final BrokerId self;
    private final String version;
    private final List<String> plugins;
    private final HostedPartitions hosted;
    private final ClusterDirectory directory;
    private final long startNanos = System.nanoTime();

    DescribeBrokerHandler(
            BrokerId self, String version, List<String> plugins, HostedPartitions hosted, ClusterDirectory directory) {
        this.self = self;
        this.version = version;
        this.plugins = plugins;
        this.hosted = hosted;
        this.directory = directory;
    }

    @Override
    public CompletableFuture<DescribeBroker.Result> handle(DescribeBroker request, RequestContext context) {
        return CompletableFuture.completedFuture(new DescribeBroker.Result(
                directory
                        .broker(self)
                        .orElseThrow(() -> new RequestException(
                                ErrorCode.UNKNOWN_BROKER, "this broker is no member of the cluster any more")),
                version,
                plugins,
                Duration.ofNanos(System.nanoTime() - startNanos),
                hosted.all().size(),
                (int) hosted.all().stream().filter(p -> p.replica().isLeader()).count(),
                hosted.all().stream()
                        .map(HostedPartition::replica)
                        .mapToLong(r -> r.log().sizeInBytes())
                        .sum()));
    }
}

package io.gokafka.tck.transport;

import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DeleteTopic;
import io.gokafka.api.request.DescribeBroker;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.JoinCluster;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.RemoveBroker;
import io.gokafka.api.request.ReportLeaders;
import io.gokafka.tck.transport.Samples.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What describes and changes the cluster and its topics. */
final class ClusterSamples {
    private ClusterSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(
                        new Metadata(List.of("orders", "größe-€"), false, true),
                        new Metadata.Result(
                                "cluster-1",
                                List.of(Samples.LEADER),
                                Optional.of(Samples.NODE1),
                                List.of(Samples.NODE1, Samples.NODE2),
                                List.of(Samples.TOPIC),
                                Map.of("größe-€", Samples.failure(ErrorCode.INVALID_TOPIC)))),
                new Sample(
                        new Metadata(List.of(), true, false),
                        new Metadata.Result("", List.of(), Optional.empty(), List.of(), List.of(), Map.of())),
                new Sample(
                        new CreateTopic("orders", 6, 3, Map.of("retention.ms", "5"), true),
                        new CreateTopic.Result(Samples.TOPIC)),
                new Sample(new DeleteTopic("orders"), new DeleteTopic.Result()),
                new Sample(new DeleteTopic("orders", Optional.of(new UUID(1, 2))), new DeleteTopic.Result()),
                new Sample(
                        new JoinCluster(
                                Samples.NODE2, Samples.ID, Samples.LEADER.endpoints(), Optional.of("cluster-1")),
                        new JoinCluster.Result("cluster-1", List.of(Samples.LEADER), List.of(Samples.NODE1), 7)),
                new Sample(
                        new JoinCluster(Samples.NODE2, Samples.ID, Map.of(), Optional.empty()),
                        new JoinCluster.Result("cluster-1", List.of(), List.of(), 0)),
                new Sample(new RemoveBroker(Samples.NODE2), new RemoveBroker.Result()),
                new Sample(
                        new ReportLeaders(Samples.NODE1, List.of(new ReportLeaders.Led(Samples.ID, 4, 1L << 40))),
                        new ReportLeaders.Result()),
                new Sample(
                        new DescribeBroker(),
                        new DescribeBroker.Result(
                                Samples.LEADER,
                                "0.1.0",
                                List.of("storage file 0.1.0"),
                                Duration.ofMillis(98_765),
                                12,
                                4,
                                1L << 40)));
    }
}

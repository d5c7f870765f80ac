package io.gokafka.tck.transport;

import io.gokafka.api.request.AlterTopicConfig;
import io.gokafka.api.request.AlterTopicConfig.Change;
import io.gokafka.api.request.AlterTopicConfig.Operation;
import io.gokafka.api.request.CreatePartitions;
import io.gokafka.api.request.CreateTopic;
import io.gokafka.api.request.DescribeConfig;
import io.gokafka.api.request.DescribeConfig.Resource;
import io.gokafka.api.request.ElectLeader;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListReassignments;
import io.gokafka.api.request.Metadata;
import io.gokafka.api.request.ReassignPartition;
import io.gokafka.tck.transport.Samples.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators ask of topics and their partitions. */
final class AdminSamples {
    private AdminSamples() {}

    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>(topics());
        samples.addAll(configs());
        samples.addAll(moves());
        return samples;
    }

    private static List<Sample> topics() {
        return List.of(
                new Sample(
                        new Metadata(List.of(), false, false, List.of(Samples.ID)),
                        new Metadata.Result(
                                "cluster-1",
                                List.of(),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Map.of(),
                                Map.of(Samples.ID, Samples.failure(ErrorCode.UNKNOWN_TOPIC_ID)))),
                new Sample(
                        new CreateTopic(
                                "orders",
                                0,
                                0,
                                Map.of(),
                                false,
                                List.of(List.of(Samples.NODE1, Samples.NODE2), List.of(Samples.NODE2), List.of())),
                        new CreateTopic.Result(Samples.TOPIC)),
                new Sample(
                        new CreatePartitions("größe-€", 7, List.of(List.of(Samples.NODE2, Samples.NODE1)), true),
                        new CreatePartitions.Result()),
                new Sample(new CreatePartitions("orders", 0, List.of(), false), new CreatePartitions.Result()),
                new Sample(new ElectLeader("größe-€", 7), new ElectLeader.Result()));
    }

    private static List<Sample> configs() {
        List<Change> changes = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            changes.add(new Change("retention.ms", operation, Optional.of("größer als 5 €")));
            changes.add(new Change("", operation, Optional.empty()));
        }
        List<DescribeConfig.Entry> entries = new ArrayList<>();
        for (DescribeConfig.Source source : DescribeConfig.Source.values()) {
            for (DescribeConfig.Type type : DescribeConfig.Type.values()) {
                entries.add(new DescribeConfig.Entry("a.b", Optional.of("5 €"), source, type, true, "what for"));
                entries.add(new DescribeConfig.Entry("c", Optional.empty(), source, type, false, ""));
            }
        }
        return List.of(
                new Sample(new AlterTopicConfig("orders", changes, true, true), new AlterTopicConfig.Result()),
                new Sample(new AlterTopicConfig("orders", List.of(), false, false), new AlterTopicConfig.Result()),
                new Sample(new DescribeConfig(new Resource.Topic("größe-€")), new DescribeConfig.Result(entries)),
                new Sample(
                        new DescribeConfig(new Resource.Broker(Samples.NODE2)), new DescribeConfig.Result(List.of())));
    }

    private static List<Sample> moves() {
        return List.of(
                new Sample(
                        new ReassignPartition("orders", 7, Optional.of(List.of(Samples.NODE2, Samples.NODE1))),
                        new ReassignPartition.Result()),
                new Sample(new ReassignPartition("orders", 0, Optional.of(List.of())), new ReassignPartition.Result()),
                new Sample(new ReassignPartition("orders", 0, Optional.empty()), new ReassignPartition.Result()),
                new Sample(
                        new ListReassignments(Optional.of(Set.of(Samples.FIRST, Samples.SECOND))),
                        new ListReassignments.Result(List.of(new ListReassignments.Reassignment(
                                "größe-€",
                                7,
                                List.of(Samples.NODE2, Samples.NODE1),
                                List.of(Samples.NODE2),
                                List.of(Samples.NODE1))))),
                new Sample(new ListReassignments(Optional.of(Set.of())), new ListReassignments.Result(List.of())),
                new Sample(
                        new ListReassignments(Optional.empty()),
                        new ListReassignments.Result(List.of(
                                new ListReassignments.Reassignment("orders", 0, List.of(), List.of(), List.of())))));
    }
}

package io.gokafka.tck.transport;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteGroup;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.FindCoordinator;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.ListGroups;
import io.gokafka.tck.transport.Samples.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What consumer groups ask for. */
final class GroupSamples {
    private GroupSamples() {}

    static List<Sample> all() {
        return List.of(
                new Sample(new FindCoordinator("readers €"), new FindCoordinator.Result(Samples.LEADER)),
                new Sample(
                        new GroupHeartbeat(
                                "readers",
                                "member-1",
                                GroupHeartbeat.JOIN,
                                Duration.ofMinutes(5),
                                Optional.of(List.of("orders", "größe-€")),
                                Optional.of(List.of())),
                        new GroupHeartbeat.Result(
                                4, Duration.ofMillis(500), Optional.of(List.of(Samples.FIRST, Samples.SECOND)))),
                new Sample(
                        new GroupHeartbeat(
                                "readers",
                                "member-1",
                                GroupHeartbeat.LEAVE,
                                Duration.ZERO,
                                Optional.empty(),
                                Optional.of(List.of(Samples.SECOND))),
                        new GroupHeartbeat.Result(-1, Duration.ofMillis(500), Optional.of(List.of()))),
                new Sample(
                        new GroupHeartbeat("g", "m", 9, Duration.ZERO, Optional.of(List.of()), Optional.empty()),
                        new GroupHeartbeat.Result(9, Duration.ZERO, Optional.empty())),
                new Sample(
                        new CommitOffsets(
                                "readers",
                                Optional.of(new CommitOffsets.Member("member-1", 4)),
                                Map.of(
                                        Samples.FIRST,
                                        new CommittedOffset(1L << 40, "note €", 12),
                                        Samples.SECOND,
                                        CommittedOffset.of(0))),
                        new CommitOffsets.Result()),
                new Sample(new CommitOffsets("readers", Optional.empty(), Map.of()), new CommitOffsets.Result()),
                new Sample(
                        new FetchOffsets("readers", Optional.of(List.of(Samples.FIRST))),
                        new FetchOffsets.Result(Map.of(Samples.FIRST, new CommittedOffset(5, "note", 99)))),
                new Sample(new FetchOffsets("readers", Optional.of(List.of())), new FetchOffsets.Result(Map.of())),
                new Sample(new FetchOffsets("readers", Optional.empty()), new FetchOffsets.Result(Map.of())),
                new Sample(
                        new ListGroups(),
                        new ListGroups.Result(Arrays.stream(GroupState.values())
                                .map(state -> new ListGroups.Group("g-" + state, state, 3))
                                .toList())),
                new Sample(
                        new DescribeGroup("readers"),
                        new DescribeGroup.Result(
                                "readers",
                                GroupState.RECONCILING,
                                12,
                                List.of(new DescribeGroup.Member(
                                        "member-1",
                                        "my client",
                                        "10.0.0.9:5555",
                                        11,
                                        List.of("orders"),
                                        List.of(Samples.FIRST))))),
                new Sample(new DeleteGroup("readers"), new DeleteGroup.Result()));
    }
}

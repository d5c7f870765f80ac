package io.gokafka.tck.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gokafka.api.request.CommitOffsets;
import io.gokafka.api.request.CommittedOffset;
import io.gokafka.api.request.DeleteOffsets;
import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.FetchOffsets;
import io.gokafka.api.request.GroupHeartbeat;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.LeaveGroup;
import io.gokafka.api.request.ListGroups;
import io.gokafka.tck.transport.Samples.Sample;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What groups have had since Kafka's clients join them: static members, classic groups, terms, and operators who clean up. */
final class KafkaGroupSamples {
    private static final CommitOffsets.Member STATIC = new CommitOffsets.Member("member-1", 4, Optional.of("größe €"));

    private KafkaGroupSamples() {}

    static List<Sample> all() {
        return List.of(
                heartbeat(new GroupHeartbeat.Extras(
                        Optional.of("größe €"), Optional.of("rack 1"), Optional.of("or.*"), Optional.of("range"))),
                heartbeat(new GroupHeartbeat.Extras(
                        Optional.empty(), Optional.empty(), Optional.of(""), Optional.empty())),
                new Sample(
                        new CommitOffsets(
                                "readers",
                                Optional.of(STATIC),
                                Map.of(Samples.FIRST, new CommittedOffset(7, "", 0, 1L << 40))),
                        new CommitOffsets.Result()),
                new Sample(
                        new FetchOffsets("readers", Optional.empty(), Optional.of(STATIC)),
                        new FetchOffsets.Result(Map.of(Samples.FIRST, new CommittedOffset(5, "note", 99, 0)))),
                new Sample(
                        new FetchOffsets("g", Optional.empty(), Optional.of(new CommitOffsets.Member("", -1))),
                        new FetchOffsets.Result(Map.of())),
                new Sample(
                        new ListGroups(),
                        new ListGroups.Result(Arrays.stream(GroupType.values())
                                .map(type -> new ListGroups.Group("g-" + type, GroupState.STABLE, 1, type, "größe"))
                                .toList())),
                describe(GroupType.CLASSIC, member(Optional.of(classic("wants", "has")))),
                describe(GroupType.CLASSIC, member(Optional.of(classic("", "")))),
                describe(GroupType.CONSUMER, member(Optional.empty())),
                new Sample(
                        new DeleteOffsets("readers", Set.of(Samples.FIRST, Samples.SECOND)),
                        new DeleteOffsets.Result(
                                Map.of(Samples.SECOND, Samples.failure(ErrorCode.GROUP_SUBSCRIBED_TO_TOPIC)))),
                new Sample(new DeleteOffsets("readers", Set.of()), new DeleteOffsets.Result(Map.of())),
                new Sample(
                        new LeaveGroup(
                                "readers",
                                List.of(
                                        new LeaveGroup.Member("", Optional.of("größe €"), "it is stuck"),
                                        new LeaveGroup.Member("member-1", Optional.empty(), ""))),
                        new LeaveGroup.Result(
                                List.of(Optional.of(Samples.failure(ErrorCode.UNKNOWN_MEMBER)), Optional.empty()))));
    }

    private static Sample heartbeat(GroupHeartbeat.Extras extras) {
        return new Sample(
                new GroupHeartbeat(
                        "readers",
                        "member-1",
                        GroupHeartbeat.LEAVE_FOR_A_MOMENT,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        extras),
                new GroupHeartbeat.Result(-2, Duration.ZERO, Optional.empty()));
    }

    private static Sample describe(GroupType type, DescribeGroup.Member member) {
        return new Sample(
                new DescribeGroup("readers"),
                new DescribeGroup.Result(
                        "readers", GroupState.COMPLETING_REBALANCE, 3, List.of(member), type, "größe", "range €"));
    }

    private static DescribeGroup.Member member(Optional<DescribeGroup.Classic> classic) {
        return new DescribeGroup.Member(
                "member-1",
                "my client",
                "10.0.0.9:5555",
                11,
                List.of(),
                List.of(Samples.FIRST),
                new DescribeGroup.Details(
                        Optional.of("größe €"),
                        Optional.of("rack 1"),
                        Optional.of("or.*"),
                        List.of(Samples.SECOND, Samples.FIRST),
                        classic));
    }

    private static DescribeGroup.Classic classic(String metadata, String assignment) {
        return new DescribeGroup.Classic(metadata.getBytes(UTF_8), assignment.getBytes(UTF_8));
    }
}

package io.gokafka.broker.group.classic;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people are told of a classic group. Pure. */
public final class ClassicDescription {
    private static final byte[] NOTHING = {};

    private ClassicDescription() {}

    /** Describes a group. What members want and have is only said while it is stable, as in Kafka: else it is about to change. */
    public static DescribeGroup.Result of(String name, GroupState state, ClassicGeneration generation) {
        boolean stable = state == GroupState.STABLE;
        String protocol = stable ? generation.protocol().orElse("") : "";
        List<DescribeGroup.Member> members = generation.members().entrySet().stream()
                .map(e -> member(e, generation.number(), stable, protocol))
                .toList();
        return new DescribeGroup.Result(
                name, state, generation.number(), members, GroupType.CLASSIC, generation.protocolType(), protocol);
    }

    private static DescribeGroup.Member member(
            Map.Entry<String, ClassicMember> entry, int generation, boolean stable, String protocol) {
        ClassicMember member = entry.getValue();
        DescribeGroup.Classic classic = stable
                ? new DescribeGroup.Classic(member.metadata(protocol), member.assignment())
                : new DescribeGroup.Classic(NOTHING, NOTHING);
        return new DescribeGroup.Member(
                entry.getKey(),
                member.clientId(),
                member.remote(),
                generation,
                List.of(),
                List.of(),
                new DescribeGroup.Details(
                        member.instanceId(), Optional.empty(), Optional.empty(), List.of(), Optional.of(classic)));
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.GroupState;
import io.gokafka.api.request.GroupType;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestException;
import io.gokafka.broker.group.classic.ClassicGeneration;
import java.util.List;
import java.util.Optional;

/** What people are told of groups; for the state's thread. */
record Descriptions(ClassicCoordinator classic) {
    ListGroups.Result list(GroupsState state) {
        return new ListGroups.Result(state.groups().stream().map(this::brief).toList());
    }

    /** Throws {@link RequestException} with {@code UNKNOWN_GROUP}. */
    DescribeGroup.Result describe(Group group) {
        Optional<DescribeGroup.Result> told = group.members().isEmpty() ? classic.describe(group) : Optional.empty();
        if (told.isPresent()) {
            return readable(told.get());
        }
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        List<DescribeGroup.Member> members = group.members().entrySet().stream()
                .map(e -> describe(group, e.getKey(), e.getValue()))
                .toList();
        boolean simple = isSimple(group);
        return new DescribeGroup.Result(
                group.name(),
                group.state(),
                group.header().epoch(),
                members,
                simple ? GroupType.CLASSIC : GroupType.CONSUMER,
                simple ? "" : Upgrade.CONSUMER,
                simple ? "" : Assignors.preferredBy(group.members().values()));
    }

    private ListGroups.Group brief(Group group) {
        Optional<ClassicGeneration> generation = generation(group);
        if (generation.isPresent()) {
            ClassicGeneration now = generation.get();
            GroupState state = classic.state(group).orElse(GroupState.EMPTY);
            return new ListGroups.Group(
                    group.name(), state, now.members().size(), GroupType.CLASSIC, now.protocolType());
        }
        boolean simple = isSimple(group);
        return new ListGroups.Group(
                group.name(),
                group.state(),
                group.members().size(),
                simple ? GroupType.CLASSIC : GroupType.CONSUMER,
                simple ? "" : Upgrade.CONSUMER);
    }

    private Optional<ClassicGeneration> generation(Group group) {
        return group.members().isEmpty() ? classic.current(group) : Optional.empty();
    }

    /** It has offsets and never had a member. */
    private static boolean isSimple(Group group) {
        return group.members().isEmpty() && group.header().equals(GroupHeader.NONE);
    }

    private static DescribeGroup.Member describe(Group group, String id, Member member) {
        DescribeGroup.Details more = new DescribeGroup.Details(
                member.who().instanceId(),
                member.who().rack(),
                member.wants().pattern(),
                List.copyOf(group.target(id)),
                member.classic()
                        .map(traits -> new DescribeGroup.Classic(
                                traits.protocol().metadata(), Handout.assignment(member, traits))));
        return new DescribeGroup.Member(
                id,
                member.who().clientId(),
                member.who().remote(),
                member.epoch(),
                List.copyOf(member.wants().topics()),
                List.copyOf(member.assigned()),
                more);
    }

    /** Says of consumers also what they want and have, as far as it can be read. */
    private static DescribeGroup.Result readable(DescribeGroup.Result group) {
        if (!group.protocolType().equals(Upgrade.CONSUMER)) {
            return group;
        }
        List<DescribeGroup.Member> members =
                group.members().stream().map(Descriptions::readable).toList();
        return new DescribeGroup.Result(
                group.name(),
                group.state(),
                group.epoch(),
                members,
                group.type(),
                group.protocolType(),
                group.protocol());
    }

    private static DescribeGroup.Member readable(DescribeGroup.Member member) {
        if (member.more().classic().isEmpty()) {
            return member;
        }
        DescribeGroup.Classic bytes = member.more().classic().get();
        return new DescribeGroup.Member(
                member.id(),
                member.clientId(),
                member.remote(),
                member.epoch(),
                List.copyOf(Handout.topics(bytes.metadata())),
                List.copyOf(Handout.partitions(bytes.assignment())),
                member.more());
    }
}

package io.gokafka.broker.group;

import io.gokafka.api.request.DescribeGroup;
import io.gokafka.api.request.ErrorCode;
import io.gokafka.api.request.ListGroups;
import io.gokafka.api.request.RequestException;
import java.util.List;

/** What people are told of groups. Pure. */
final class Descriptions {
    private Descriptions() {}

    static ListGroups.Result list(GroupsState state) {
        return new ListGroups.Result(state.groups().stream()
                .map(g -> new ListGroups.Group(g.name(), g.state(), g.members().size()))
                .toList());
    }

    /** Throws {@link RequestException} with {@code UNKNOWN_GROUP}. */
    static DescribeGroup.Result describe(Group group) {
        if (group.isVoid()) {
            throw new RequestException(ErrorCode.UNKNOWN_GROUP, "there is no group " + group.name());
        }
        List<DescribeGroup.Member> members = group.members().entrySet().stream()
                .map(e -> describe(e.getKey(), e.getValue()))
                .toList();
        return new DescribeGroup.Result(
                group.name(), group.state(), group.header().epoch(), members);
    }

    private static DescribeGroup.Member describe(String id, Member member) {
        return new DescribeGroup.Member(
                id,
                member.clientId(),
                member.remote(),
                member.epoch(),
                List.copyOf(member.topics()),
                List.copyOf(member.assigned()));
    }
}

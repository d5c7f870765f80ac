package io.gokafka.api.request;

import java.util.List;

/** Lists the groups that the broker which answers coordinates. */
public record ListGroups() implements Request<ListGroups.Result> {
    /** The groups, by name. */
    public record Result(List<Group> groups) implements Response {
        public Result {
            groups = List.copyOf(groups);
        }
    }

    /**
     * A group.
     *
     * @param name its name
     * @param state what it is doing
     * @param members how many members it has
     * @param type how its members share partitions
     * @param protocolType what the members are to each other, {@code consumer} as a rule; empty when there never was a member
     */
    public record Group(String name, GroupState state, int members, GroupType type, String protocolType) {
        /** A group whose coordinator assigns. */
        public Group(String name, GroupState state, int members) {
            this(name, state, members, GroupType.CONSUMER, "consumer");
        }
    }
}

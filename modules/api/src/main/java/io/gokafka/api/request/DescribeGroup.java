package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.List;

/**
 * Describes a group. For its coordinator.
 *
 * @param group the group
 */
public record DescribeGroup(String group) implements Request<DescribeGroup.Result> {
    /**
     * The group.
     *
     * @param name its name
     * @param state what it is doing
     * @param epoch counts the changes of its members and their topics
     * @param members its members, by id
     */
    public record Result(String name, GroupState state, int epoch, List<Member> members) implements Response {
        public Result {
            members = List.copyOf(members);
        }
    }

    /**
     * A member.
     *
     * @param id its id
     * @param clientId what it calls itself
     * @param remote its address
     * @param epoch the group's epoch that it has reached
     * @param topics what it wants
     * @param assigned what it has
     */
    public record Member(
            String id, String clientId, String remote, int epoch, List<String> topics, List<TopicPartition> assigned) {
        public Member {
            topics = List.copyOf(topics);
            assigned = List.copyOf(assigned);
        }
    }
}

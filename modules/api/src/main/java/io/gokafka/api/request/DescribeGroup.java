package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.List;
import java.util.Optional;

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
     * @param epoch counts the changes of its members and their topics; the generation of a classic group
     * @param members its members, by id
     * @param type how its members share partitions
     * @param protocolType what the members are to each other, {@code consumer} as a rule; empty when there never was a member
     * @param protocol the assignor in use; empty when there is none
     */
    public record Result(
            String name,
            GroupState state,
            int epoch,
            List<Member> members,
            GroupType type,
            String protocolType,
            String protocol)
            implements Response {
        public Result {
            members = List.copyOf(members);
        }

        /** A group whose coordinator assigns. */
        public Result(String name, GroupState state, int epoch, List<Member> members) {
            this(name, state, epoch, members, GroupType.CONSUMER, "consumer", "uniform");
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
     * @param more what only some members have
     */
    public record Member(
            String id,
            String clientId,
            String remote,
            int epoch,
            List<String> topics,
            List<TopicPartition> assigned,
            Details more) {
        public Member {
            topics = List.copyOf(topics);
            assigned = List.copyOf(assigned);
        }

        /** A member without details. */
        public Member(
                String id,
                String clientId,
                String remote,
                int epoch,
                List<String> topics,
                List<TopicPartition> assigned) {
            this(id, clientId, remote, epoch, topics, assigned, Details.NONE);
        }
    }

    /**
     * What only some members have.
     *
     * @param instanceId the name of a static member (KIP-345)
     * @param rack where it is
     * @param topicPattern the regular expression of the topics that it wants
     * @param target what it shall have, where the coordinator assigns
     * @param classic what a member of the classic protocol has told and was told
     */
    public record Details(
            Optional<String> instanceId,
            Optional<String> rack,
            Optional<String> topicPattern,
            List<TopicPartition> target,
            Optional<Classic> classic) {
        /** None of all that. */
        public static final Details NONE =
                new Details(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

        public Details {
            target = List.copyOf(target);
        }
    }

    /**
     * What a member of the classic protocol has told and was told; opaque to brokers. Not copied, do not change it.
     *
     * @param metadata what it wants, for the protocol in use
     * @param assignment what the leading member has assigned to it
     */
    public record Classic(byte[] metadata, byte[] assignment) {}
}

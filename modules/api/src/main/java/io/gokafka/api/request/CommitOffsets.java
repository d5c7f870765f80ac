package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.Map;
import java.util.Optional;

/**
 * Stores where a group goes on reading; durable and replicated when it is answered. For the group's coordinator.
 *
 * @param group the group
 * @param member the member that commits; empty for a group without members (a consumer with its own assignment, an operator)
 * @param offsets the offsets; those of other partitions stay
 */
public record CommitOffsets(String group, Optional<Member> member, Map<TopicPartition, CommittedOffset> offsets)
        implements Request<CommitOffsets.Result> {
    public CommitOffsets {
        offsets = Map.copyOf(offsets);
    }

    /**
     * A member of the group.
     *
     * @param id its id
     * @param epoch its epoch; of a member of a classic group its generation
     * @param instanceId its name when it is a static member (KIP-345)
     */
    public record Member(String id, int epoch, Optional<String> instanceId) {
        /** A dynamic member. */
        public Member(String id, int epoch) {
            this(id, epoch, Optional.empty());
        }
    }

    /** They are stored. */
    public record Result() implements Response {}
}

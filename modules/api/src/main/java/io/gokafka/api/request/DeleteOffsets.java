package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.Map;
import java.util.Set;

/**
 * Forgets where a group goes on reading some partitions. For the group's coordinator.
 *
 * @param group the group; {@code UNKNOWN_GROUP} when there is none
 * @param partitions which partitions; one that has no offset counts as done
 */
public record DeleteOffsets(String group, Set<TopicPartition> partitions) implements Request<DeleteOffsets.Result> {
    public DeleteOffsets {
        partitions = Set.copyOf(partitions);
    }

    /**
     * Done, but for some.
     *
     * @param failures why an offset is still there: {@code GROUP_SUBSCRIBED_TO_TOPIC} when members read the topic
     */
    public record Result(Map<TopicPartition, Failure> failures) implements Response {
        public Result {
            failures = Map.copyOf(failures);
        }
    }
}

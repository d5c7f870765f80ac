package io.gokafka.api.request;

import io.gokafka.api.TopicPartition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads where a group goes on reading. For the group's coordinator.
 *
 * @param group the group; an unknown one has no offsets
 * @param partitions which partitions; empty for all
 * @param member the member that asks: refused when the group does not know it or its epoch is another; empty: anybody
 */
public record FetchOffsets(
        String group, Optional<List<TopicPartition>> partitions, Optional<CommitOffsets.Member> member)
        implements Request<FetchOffsets.Result> {
    /** Anybody may ask. */
    public FetchOffsets(String group, Optional<List<TopicPartition>> partitions) {
        this(group, partitions, Optional.empty());
    }

    /** The offsets of those partitions that have any. */
    public record Result(Map<TopicPartition, CommittedOffset> offsets) implements Response {
        public Result {
            offsets = Map.copyOf(offsets);
        }
    }
}
